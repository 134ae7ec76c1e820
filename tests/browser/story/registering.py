"""Registration on phones: three places for four people, of whom one gives the place up again."""

import re

from playwright.sync_api import Page, expect

from tests.browser.story.preparing import ORGANISER
from tests.browser.story.stage import Stage, follow, press, type_in

ANNA, GENNADY, LIDIA, ELENA = "anna@example.org", "gennady@example.org", "lidia@example.org", "elena@example.org"
PEOPLE = {
    ANNA: ("Шевцова", "Анна", "Краснодар", "Кадры"),
    GENNADY: ("Рыбалко", "Геннадий", "Анапа", "Ресурсы"),
    LIDIA: ("Литвиненко", "Лидия", "Краснодар", "Кадры"),
    ELENA: ("Харченко", "Елена", "Анапа", "Ресурсы"),
}
SCHOOL = "МБОУ СОШ № 215"


def register_four_for_three_places(stage: Stage) -> None:
    """Everybody sees the same page; the letter says who has a place."""
    for email in PEOPLE:
        with stage.reader(phone=True, scripts=False) as page:
            page.goto("/e/moving-up/")
            follow(page, "В лист ожидания" if email == ELENA else "Зарегистрироваться")
            register(page, email)
            expect(page.get_by_role("heading", level=1)).to_have_text("Мы вам написали")
    for email in (ANNA, GENNADY, LIDIA):
        assert "место" in subject(stage, email), subject(stage, email)
    assert "лист" in subject(stage, ELENA).lower()


def register(page: Page, email: str) -> None:
    """Fill the form in and send it."""
    family_name, given_name, municipality, group = PEOPLE[email]
    type_in(page, {"Фамилия": family_name, "Имя": given_name, "Электронная почта": email})
    type_in(page, {"Муниципалитет": municipality, "Организация": SCHOOL, "Вы участвуете как": "Методист"})
    page.get_by_role("radio", name=re.compile(f"{group}: первая")).check(force=True)
    type_in(page, {"Даю согласие на обработку": True, "Разрешаю назвать моё имя": True})
    press(page, "Зарегистрироваться")


def give_a_place_up(stage: Stage) -> None:
    """Gennady cancels by the link in the letter; Elena moves up and is told so."""
    with stage.reader(phone=True, scripts=False) as page:
        page.goto(stage.link(GENNADY, "/r/"))
        follow(page, "Отменить регистрацию")
        press(page, "Отказаться от места")
    assert "место" in subject(stage, ELENA)
    with stage.reader(phone=True, scripts=False) as page:
        page.goto(stage.link(ELENA, "/r/"))
        expect(page.get_by_role("main")).to_contain_text("Харченко")
    with stage.reader(ORGANISER) as page:
        page.goto("/manage/moving-up/")
        page.get_by_role("link", name="Register", exact=True).first.click()
        expect(page.get_by_role("main")).to_contain_text("3 with a place, 0 waiting, 1 cancelled.")


def subject(stage: Stage, email: str) -> str:
    """Return the subject of the newest letter to somebody."""
    return stage.letters(email)[-1]["Subject"]
