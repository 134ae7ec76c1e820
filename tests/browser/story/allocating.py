"""People are put into groups, told by letter, and found on the lists for the doors."""

from playwright.sync_api import expect

from tests.browser.story.preparing import HOME, ORGANISER
from tests.browser.story.registering import ANNA, ELENA, GENNADY, LIDIA, subject
from tests.browser.story.stage import Stage, follow, press, told


def put_people_into_groups(stage: Stage) -> None:
    """One press; the worker seeks groups; the draft is published, and everybody with a place gets a letter."""
    with stage.reader(ORGANISER) as page:
        page.goto(HOME)
        follow(page, "Allocate")
        press(page, "Put people into groups")
        expect(page.get_by_role("heading", level=1)).to_have_text("Looking for the best groups")
        stage.work()
        expect(page.get_by_role("heading", level=1)).to_have_text("Allocation to groups")
        expect(page.get_by_role("main")).to_contain_text("Шевцова")
        press(page, "Publish")
        told(page, "published")
        press(page, "Make door lists")
        stage.work()
        expect(page.get_by_role("link", name="Open the door lists (PDF)")).to_be_visible()
    for email in (ANNA, LIDIA, ELENA):
        assert "групп" in subject(stage, email).lower()
    assert "групп" not in subject(stage, GENNADY).lower()
    with stage.reader(phone=True, scripts=False) as page:
        page.goto(stage.link(ELENA, "/r/"))
        expect(page.get_by_role("main")).to_contain_text("Кабинет 101")
