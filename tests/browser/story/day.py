"""The day: people are ticked off as they come, and two groups record what they say."""

import re
from datetime import timedelta

from playwright.sync_api import Page, expect

from tests.browser.story.preparing import HOME, ORGANISER, clock, open_part
from tests.browser.story.stage import Stage, follow, press, told, type_in

SAVED = re.compile("^(Everything is saved|Saved|Всё сохранено|Сохранено)")
LAST_NAMES = ["Шевцова", "Литвиненко", "Харченко"]
DUE_ON = "2030-03-31"


def begin_earlier(stage: Stage) -> None:
    """The day is moved forward, so that it has begun."""
    with stage.reader(ORGANISER) as page:
        open_part(page, "About the event")
        type_in(page, {"Begins": clock(timedelta(minutes=-10))})
        press(page, "Save")
        told(page, "saved")


def tick_arrivals(stage: Stage) -> None:
    """Everybody with a place comes."""
    with stage.reader(ORGANISER) as page:
        page.goto(HOME)
        follow(page, "Register")
        follow(page, "Check-in")
        for name in LAST_NAMES:
            type_in(page, {"Name or number": name.lower()[:5]})
            press(page, "Find")
            press(page, "Has come")
            expect(page.get_by_role("main")).to_contain_text(f"{name}")
        expect(page.get_by_role("status").first).to_contain_text("3 have come")


def record_both_groups(stage: Stage) -> None:
    """One group on its tablet by the link, the other by the organiser; Lidia came, but stayed with no group."""
    with stage.reader(ORGANISER) as page:
        page.goto(HOME)
        follow(page, "Discuss")
        page.get_by_role("link", name=re.compile("Link for the tablet.*Staff")).click()
        link = page.locator(".tablet-link a").get_attribute("href")
        assert link
        with stage.reader() as tablet:
            tablet.goto(link)
            record(tablet, "Шевцова", "Не хватает времени", "Дать наставнику время")
        page.goto(HOME)
        follow(page, "Discuss")
        follow(page, "2. Resources")
        record(page, "Харченко", "Не хватает помещений", "Открыть школы вечером")
        page.goto(HOME)
        expect(page.get_by_role("main")).to_contain_text("2 of 2 groups have handed in")


def record(page: Page, name: str, factor: str, recommendation: str) -> None:
    """Record a group with one person in it, from attendance to the signature."""
    page.wait_for_selector("html[data-recording=ready]")
    go_to(page, "Who is here")
    for part in (1, 2):
        page.get_by_role("checkbox", name=re.compile(f"{name}.*{part}")).check(force=True)
    saved(page)
    go_to(page, "Factors")
    press(page, "Add a factor")
    page.get_by_label("What helps or hinders").fill(factor)
    saved(page)
    go_to(page, "Rating")
    page.locator("[data-cell]").first.focus()
    page.keyboard.type("54")
    saved(page)
    go_to(page, "Recommendations")
    press(page, "Add a recommendation")
    page.get_by_label("What is recommended").fill(recommendation)
    page.get_by_label("To whom").fill("Институту")
    page.get_by_label("Until when").fill(DUE_ON)
    saved(page)
    go_to(page, "Votes")
    press(page, "All 1 in favour")
    saved(page)
    go_to(page, "Finish")
    press(page, "Sign")
    expect(page.get_by_text(re.compile("^Signed on"))).to_be_visible()


def go_to(page: Page, step: str) -> None:
    """Go on to a step of the recording page."""
    page.get_by_role("link", name=re.compile(step)).first.click()
    page.wait_for_selector("html[data-recording=ready]")


def saved(page: Page) -> None:
    """Wait until the page says that everything is saved."""
    expect(page.locator("[data-state]")).to_have_text(SAVED)
    page.wait_for_function("() => !Object.keys(localStorage).some((key) => key.startsWith('eventhub:recording'))")
