"""Before the day: an administrator lets an organiser in, who prepares the event and publishes it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, expect

from tests.browser.story.stage import PASSWORD, Stage, follow, press, told, type_in

ADMINISTRATOR = "admin@example.org"
ORGANISER = "organiser@example.org"
HOME = "/manage/moving-up/"
PREPARATION = "/manage/moving-up/prepare"
ZONE = ZoneInfo("Europe/Moscow")
SOON = timedelta(hours=2)
ROOMS = [("Холл", "Hall"), ("Кабинет 101", "Room 101")]
MUNICIPALITIES = [("Краснодар", "Krasnodar"), ("Анапа", "Anapa")]
GROUPS = [("Кадры", "Staff"), ("Ресурсы", "Resources")]


def let_the_organiser_in(stage: Stage) -> None:
    """The administrator is made at the terminal; the organiser is invited by letter and chooses a password."""
    stage.command(
        "user", "create", "--administrator", "--email", ADMINISTRATOR, "--name", "Administrator", "--password", PASSWORD
    )
    with stage.reader(ADMINISTRATOR) as page:
        follow(page, "Users")
        invitation = page.get_by_role("region", name="Invite somebody")
        type_in(invitation, {"E-mail address": ORGANISER, "Name that colleagues know": "Organiser"})
        type_in(invitation, {"May create projects and events": True})
        press(page, "Send the invitation")
        told(page, "The invitation has been sent.")
    accept_invitation(stage, ORGANISER)


def accept_invitation(stage: Stage, email: str) -> None:
    """Follow the link of an invitation and choose a password."""
    with stage.reader() as page:
        page.goto(stage.link(email, "/invitation/"))
        type_in(page, {"New password": PASSWORD})
        press(page, "Save and sign in")
        expect(page.get_by_role("heading", level=1)).not_to_have_text("Choose a password")


def make_the_event(stage: Stage) -> None:
    """A project, an event of today, and everything that is said about it."""
    with stage.reader(ORGANISER) as page:
        follow(page, "Projects")
        type_in(page, {"Title": ("Развитие", "Development"), "Address": "development"})
        press(page, "Make the project")
        told(page, "The project")
        page.goto("/manage/")
        follow(page, "New event")
        type_in(page, {"Title": ("Движение вверх", "Moving up"), "Address": "moving-up", "Project": "Development"})
        type_in(page, {"Begins": clock(SOON), "Ends": clock(SOON + timedelta(hours=8))})
        press(page, "Make the event")
        follow(page, "About the event")
        type_in(page, {"Goal": ("Перенести то, что работает", "Carry over what works")})
        type_in(page, {"Venue": ("Краснодар, школа № 1", "Krasnodar, school 1")})
        type_in(page, {"Organiser": ("Институт развития образования", "Institute of education")})
        type_in(page, {"E-mail address for questions": ORGANISER})
        type_in(page, {"Registration opens": clock(-SOON), "Registration closes": clock(SOON)})
        press(page, "Save")
        told(page, "saved")


def clock(later: timedelta) -> str:
    """Return what a clock of the event's zone shows then, as a field takes it."""
    return f"{datetime.now(ZONE) + later:%Y-%m-%dT%H:%M}"


def say_where_and_who(stage: Stage) -> None:
    """Rooms, and the municipalities and roles that the form offers."""
    with stage.reader(ORGANISER) as page:
        open_part(page, "Rooms")
        for russian, english in ROOMS:
            type_in(page, {"Name of the room": (russian, english), "Seats": "20", "Reached without steps": True})
            press(page, "Add the room")
            expect(page.get_by_role("link", name=english)).to_be_visible()
        open_part(page, "Municipalities")
        for russian, english in MUNICIPALITIES:
            type_in(page, {"Name of the municipality": (russian, english)})
            press(page, "Add to the list")
            expect(page.get_by_role("region", name="On the list of this event")).to_contain_text(english)
        open_part(page, "Role categories")
        type_in(page, {"Title": ("Методист", "Methodologist"), "Works in a municipal body or a school": True})
        press(page, "Add to the list")
        expect(page.get_by_role("region", name="On the list of this event")).to_contain_text("Methodologist")


def make_the_groups(stage: Stage) -> None:
    """An opening, two groups with a question each, and one part of the day in which both meet."""
    with stage.reader(ORGANISER) as page:
        open_part(page, "Programme")
        follow(page, "Add an item")
        type_in(page, {"Kind": "Opening", "Title": ("Открытие", "Opening"), "Room": "Hall"})
        type_in(page, {"Begins": clock(SOON), "Ends": clock(SOON + timedelta(hours=1))})
        press(page, "Save")
        for group, (_, room) in zip(GROUPS, ROOMS, strict=True):
            make_a_group(page, group, room)
        open_part(page, "Focus groups")
        type_in(
            page, {"Part": "1", "Begins": clock(SOON + timedelta(hours=1)), "Ends": clock(SOON + timedelta(hours=2))}
        )
        press(page, "Put the meetings into the programme")
        type_in(
            page, {"Part": "2", "Begins": clock(SOON + timedelta(hours=3)), "Ends": clock(SOON + timedelta(hours=4))}
        )
        press(page, "Put the meetings into the programme")


def make_a_group(page: Page, title: tuple[str, str], room: str) -> None:
    open_part(page, "Focus groups")
    follow(page, "Add a group")
    type_in(page, {"Title": title, "Room": room, "Up to how many people": "2"})
    press(page, "Add the group")
    type_in(page.get_by_role("region", name="Guide"), {"Question": ("Что мешает?", "What is in the way?")})
    press(page, "Add the question")
    expect(page.get_by_role("link", name="1. What is in the way?")).to_be_visible()


def open_part(page: Page, words: str) -> None:
    """Open a part of the preparation."""
    page.goto(PREPARATION)
    follow(page, words)


def open_the_doors(stage: Stage) -> None:
    """Consents, three places, a call for models, and publication."""
    with stage.reader(ORGANISER) as page:
        open_part(page, "Consents")
        press(page, "Take the offered texts")
        expect(page.get_by_text("asked for, required")).to_have_count(1)
        open_part(page, "Registration: places and quotas")
        type_in(page, {"Places": "3"})
        press(page, "Save")
        told(page, "saved")
        open_part(page, "Call for models")
        type_in(page, {"Opens": clock(-SOON), "Closes": clock(SOON), "Accept from a mean of": "3"})
        for section in page.get_by_role("checkbox", name="required").all()[1:]:
            section.uncheck()
        press(page, "Save the call")
        told(page, "saved")
        page.goto(PREPARATION)
        press(page, "Publish the event")
        told(page, "published")
    with stage.reader() as page:
        page.goto("/e/moving-up/")
        expect(page.get_by_role("heading", level=1)).to_have_text("Moving up")
