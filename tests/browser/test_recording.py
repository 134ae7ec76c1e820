"""Two browsers record one group while requests get lost and come twice: nothing lost, nothing doubled."""

import random
import re
from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from playwright.sync_api import BrowserContext, Page, Route, expect

from eventhub.events.models import Event
from eventhub.focus_groups.models import FocusGroup
from eventhub.ground.access import link_token
from eventhub.ground.db import db
from eventhub.outcomes.models import Factor, GroupRecord, Operation, Rating, RecordState, Thesis
from tests.outcomes.recording import make_group

pytestmark = pytest.mark.browser

READY = "html[data-recording=ready]"
SAVED = re.compile("^(Всё сохранено|Сохранено)")
PATIENCE = 60_000


@pytest.fixture
def group(served) -> Iterator[str]:
    """Return the address of a new group of another event, with three people in it, by the link of its tablet."""
    with served.app_context():
        group = make_group(number=99)
        event_id = group.event.id
        address = f"/e/{group.event.slug}/g/{link_token('group', group.row.uid, group.row.link_revision)}"
        db.session.commit()
    yield address
    with served.app_context():
        db.session.execute(sa.delete(Event).where(Event.id == event_id))
        db.session.commit()


@pytest.fixture
def tablets(browser, served) -> Iterator[list[Page]]:
    """Return two browsers that know nothing of each other."""
    contexts = [browser.new_context(base_url=served.extensions["settings"].base_url, locale="ru") for _two in range(2)]
    yield [context.new_page() for context in contexts]
    for context in contexts:
        context.close()


def unreliable(context: BrowserContext, chance: random.Random) -> None:
    """Lose operations on the way there, lose the answers, or send them twice."""

    def treat(route: Route) -> None:
        fate = chance.random()
        if fate < 0.25:
            route.abort()
            return
        answer = route.fetch()
        if fate < 0.5:
            route.abort()  # taken, but the device never hears of it
        elif fate < 0.75:
            route.fulfill(response=route.fetch())  # twice
        else:
            route.fulfill(response=answer)

    context.route("**/operations", treat)


def open_step(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector(READY)


def add(page: Page, kind: str, text: str) -> None:
    page.click(f'button[data-add="{kind}"]')
    page.keyboard.type(text, delay=15)


def wait_until_saved(page: Page) -> None:
    expect(page.locator("[data-state]")).to_have_text(SAVED, timeout=PATIENCE)
    page.wait_for_function("() => !Object.keys(localStorage).some((key) => key.startsWith('eventhub:recording'))")


def all_of(served, column):
    with served.app_context():
        return sorted(
            db.session.scalars(sa.select(column).join(GroupRecord).join(FocusGroup).where(FocusGroup.number == 99))
        )


def test_nothing_is_lost_and_nothing_doubled_on_a_bad_connection(served, group, tablets):
    chance = random.Random(2019)
    for page in tablets:
        unreliable(page.context, chance)
        open_step(page, f"{group}/theses")
    written = []

    for number in range(4):
        for name, page in zip("АБ", tablets, strict=True):
            written.append(f"Тезис {name}{number}")
            add(page, "thesis", written[-1])
    for page in tablets:
        wait_until_saved(page)

    assert all_of(served, Thesis.text) == sorted(written)
    for page in tablets:
        page.context.unroute("**/operations")
        page.reload()
        expect(page.locator("article[data-kind=thesis]")).to_have_count(len(written))
    with served.app_context():
        uids = db.session.scalars(sa.select(Operation.uid)).all()
    assert len(uids) == len(set(uids))


def test_a_text_changed_at_two_places_stands_twice_until_somebody_chooses(served, group, tablets):
    first, second = tablets
    open_step(first, f"{group}/factors")
    add(first, "factor", "Кадры")
    wait_until_saved(first)
    open_step(second, f"{group}/factors")
    second.context.set_offline(True)
    second.fill("article textarea", "Кадры и нагрузка")
    first.fill("article textarea", "Кадры на селе")
    wait_until_saved(first)

    expect(second.locator("[data-state]")).to_contain_text("Нет связи: 1 запись ждёт на этом устройстве")
    second.context.set_offline(False)
    wait_until_saved(second)

    expect(second.locator(".held__text p")).to_have_text(["Кадры на селе", "Кадры и нагрузка"])
    expect(second.locator("article textarea")).to_have_value("Кадры на селе")
    second.locator(".held__text", has_text="Кадры и нагрузка").get_by_role("button").click()
    expect(second.locator("article textarea")).to_have_value("Кадры и нагрузка")
    expect(second.locator(".held__text")).to_have_count(0)
    assert all_of(served, Factor.text) == ["Кадры и нагрузка"]
    expect(first.locator("article textarea")).to_have_value("Кадры и нагрузка", timeout=20_000)


def test_what_was_typed_without_connection_outlives_the_page(served, group, tablets):
    page = tablets[0]
    open_step(page, f"{group}/theses")
    page.context.route("**/operations", lambda route: route.abort())
    add(page, "thesis", "Не потеряйте это")
    page.wait_for_timeout(700)
    expect(page.locator("[data-state]")).to_contain_text("Ещё не сохранено")

    page.reload()
    page.wait_for_selector(READY)
    expect(page.locator('article textarea[data-field="text"]')).to_have_value("Не потеряйте это")
    page.context.unroute("**/operations")
    wait_until_saved(page)

    assert all_of(served, Thesis.text) == ["Не потеряйте это"]


def test_digits_fill_the_grid_of_sheets(served, group, tablets):
    page = tablets[0]
    open_step(page, f"{group}/attendance")
    for tick in page.locator('input[data-field="part-2"]').all():
        tick.check(force=True)
    wait_until_saved(page)
    expect(page.locator(".room-head__facts")).to_contain_text("3 в аудитории")
    open_step(page, f"{group}/factors")
    for text in ("Кадры", "Нагрузка"):
        add(page, "factor", text)
    wait_until_saved(page)
    open_step(page, f"{group}/ratings")

    page.locator("[data-cell]").first.focus()
    page.keyboard.type("5342" * 3, delay=20)
    wait_until_saved(page)

    with served.app_context():
        marks = sa.select(Rating.importance, Rating.controllability).join(Factor).join(GroupRecord).join(FocusGroup)
        given = db.session.execute(marks.where(FocusGroup.number == 99).order_by(Factor.position)).all()
    assert given == [(5, 3)] * 3 + [(4, 2)] * 3


def test_a_record_is_made_from_the_first_step_to_the_signature(served, group, tablets):
    page = tablets[0]
    open_step(page, f"{group}/attendance")
    for tick in page.locator('input[data-field="part-2"]').all():
        tick.check(force=True)
    wait_until_saved(page)
    open_step(page, f"{group}/recommendations")
    add(page, "recommendation", "Провести апробацию")
    page.fill('textarea[data-field="addressee"]', "Институту")
    page.fill('input[data-field="due_on"]', "2020-03-31")
    wait_until_saved(page)
    open_step(page, f"{group}/votes")
    page.click("button[data-all]")
    wait_until_saved(page)
    expect(page.locator(".sum-line")).to_contain_text("Проголосовали все 3: единогласно.")
    open_step(page, f"{group}/finish")

    page.get_by_role("button", name="Подписать").click()

    expect(page.locator(".notice--good")).to_contain_text("Подписано")
    with served.app_context():
        state = sa.select(GroupRecord.state).join(FocusGroup).where(FocusGroup.number == 99)
        assert db.session.scalar(state) is RecordState.FINAL
    open_step(page, f"{group}/recommendations")
    expect(page.locator("article textarea").first).to_be_disabled()
