"""Publishing: letters to those whose group is new, one allocation in force, lists for the doors."""

import pytest
import sqlalchemy as sa

from eventhub.allocation.models import Allocation, AllocationState
from eventhub.events.models import EventState
from eventhub.focus_groups.models import FocusGroup
from eventhub.ground import delivery, working
from eventhub.ground.access import link_token
from eventhub.ground.db import db
from eventhub.ground.out_tray import Letter
from eventhub.registration.models import Registration, RegistrationState
from tests.allocation.small import BASE, places
from tests.factories import DAY, make_agenda_item, make_slot
from tests.pressing import press, words_of


@pytest.fixture
def draft(small):
    first, second = small.group(1), small.group(2)
    people = [small.person(name, email=f"{number}@example.org") for number, name in enumerate(("Аист", "Бук"))]
    return small.allocation(dict(zip(people, (first, second), strict=True)))


def publish(reader, number=1, version=0):
    return press(reader, f"{BASE}/{number}", f"{BASE}/{number}/publication", version=str(version))


def letters():
    asked = sa.select(Letter).where(Letter.template == "group_published").order_by(Letter.id)
    return db.session.scalars(asked).all()


def test_everybody_gets_their_group_by_letter_and_on_their_page(organiser, event, draft, small):
    answer = publish(organiser)

    assert answer.location == f"{BASE}/1?done=published"
    assert sorted((letter.recipient, letter.values["group_number"]) for letter in letters()) == [
        ("0@example.org", 1),
        ("1@example.org", 2),
    ]
    stork = registration_of("Аист")
    page = organiser.get(f"/e/moving-up/r/{link_token('participant', stork.uid, stork.link_revision)}")
    assert "Тема 1" in page.text


def test_a_letter_says_group_room_and_times(organiser, event, draft, small):
    item = make_agenda_item(event, starts_at=DAY, ends_at=DAY.replace(hour=8))
    make_slot(db.session.scalars(sa.select(FocusGroup).where(FocusGroup.number == 1)).one(), item)
    publish(organiser)

    letter = next(one for one in letters() if one.recipient == "0@example.org")
    text = delivery.write(letter, "office@example.org", DAY).get_body(("plain",)).get_content()

    assert "Тема 1" in text
    assert "Аудитория 1" in text
    assert "9:30" in text


def test_a_second_publication_writes_only_to_whoever_moves(organiser, draft):
    publish(organiser)
    press(organiser, f"{BASE}/1", f"{BASE}/1/copies")
    stork = registration_of("Аист")
    press(organiser, f"{BASE}/2", f"{BASE}/2/people/{stork.uid}/group", to="2", version="0")
    publish(organiser, 2, 1)

    assert [letter.recipient for letter in letters()][2:] == ["0@example.org"]
    states = db.session.scalars(sa.select(Allocation.state).order_by(Allocation.number)).all()
    assert states == [AllocationState.SUPERSEDED, AllocationState.PUBLISHED]


def test_whoever_gave_up_the_place_is_left_out(organiser, draft):
    registration_of("Бук").state = RegistrationState.CANCELLED

    publish(organiser)

    assert places(1) == {"Аист": 1}
    assert [letter.recipient for letter in letters()] == ["0@example.org"]


@pytest.mark.parametrize(
    ("state", "is_past", "version"),
    [(EventState.DRAFT, False, 0), (EventState.CANCELLED, False, 0), (EventState.PUBLISHED, True, 0)],
)
def test_groups_are_announced_before_the_day(organiser, event, draft, state, is_past, version):
    event.state = state
    if is_past:
        event.starts_at, event.ends_at = DAY, DAY.replace(hour=15)

    answer = publish(organiser, version=version)

    assert answer.status_code == 422
    assert "Groups are announced before the event begins" in words_of(answer)
    assert letters() == []


def test_what_changed_meanwhile_is_not_published_unseen(organiser, draft):
    draft.version = 4

    answer = publish(organiser, version=3)

    assert answer.status_code == 422
    assert "Somebody else has changed this draft meanwhile." in words_of(answer)
    assert letters() == []


def test_lists_for_the_doors_are_printed_in_the_background(organiser, draft, jobs):
    before = organiser.get(f"{BASE}/1/door-lists")
    press(organiser, f"{BASE}/1/door-lists")
    working.run_all()
    ready = words_of(organiser.get(f"{BASE}/1/door-lists"))
    file = organiser.get(f"{BASE}/1/door-lists.pdf")

    assert "No lists have been made" in words_of(before)
    assert "The lists are ready" in ready
    assert (file.status_code, file.mimetype) == (200, "application/pdf")
    assert file.data.startswith(b"%PDF")


def test_there_is_no_file_before_it_is_made(organiser, draft):
    assert organiser.get(f"{BASE}/1/door-lists.pdf").status_code == 404


def registration_of(name):
    return db.session.scalars(sa.select(Registration).where(Registration.family_name == name)).one()
