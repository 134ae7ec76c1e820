"""A scaling model: submitted by its author, scored by a reviewer, accepted by the organiser."""

import re

from playwright.sync_api import Page, expect

from tests.browser.story.preparing import ORGANISER, accept_invitation, open_part
from tests.browser.story.registering import ANNA, SCHOOL, subject
from tests.browser.story.stage import Stage, follow, press, told, type_in

REVIEWER = "reviewer@example.org"
MODEL = "Школа – школе"


def submit_a_model(stage: Stage) -> None:
    """Anna begins by the public form and writes by the personal link."""
    with stage.reader(phone=True) as page:
        page.goto("/e/moving-up/")
        follow(page, "Подать модель")
        type_in(page, {"Название модели": MODEL, "Фамилия": "Шевцова", "Имя": "Анна", "Электронная почта": ANNA})
        type_in(page, {"Организация": SCHOOL, "Муниципалитет": "Краснодар", "Даю согласие на обработку": True})
        press(page, "Начать модель")
        expect(page.get_by_role("heading", level=1)).to_have_text("Мы вам написали")
        page.goto(stage.link(ANNA, "/models/a/"))
        page.get_by_label("Коротко").fill("Опытная школа учит соседнюю.")
        page.get_by_label("Проблема").fill("Молодым педагогам не у кого учиться.")
        press(page, "Подать модель")
        told(page, "Модель подана")


def invite_a_reviewer(stage: Stage) -> None:
    """A reviewer is invited into the team; the organiser says where they work and asks them by letter."""
    with stage.reader(ORGANISER) as page:
        open_part(page, "Team")
        type_in(page, {"Role": "Reviewer", "Family name": "Ли", "Given name": "Вера", "E-mail address": REVIEWER})
        press(page, "Send the invitation")
        told(page, "invit")
        open_model(page)
        follow(page, "Say who reviews")
        page.get_by_role("main").get_by_role("link", name="Вера").click()
        type_in(page, {"Organisation": "ГБОУ ИРО Краснодарского края"})
        press(page, "Save")
        open_model(page)
        page.get_by_label("Ask a reviewer").select_option(index=1)
        press(page, "Ask by letter")
        told(page, "asked")
    accept_invitation(stage, REVIEWER)


def score_the_model(stage: Stage) -> None:
    """The reviewer follows the letter and gives every criterion its mark."""
    with stage.reader(REVIEWER) as page:
        page.goto(stage.link(REVIEWER, "/reviews/"))
        expect(page.get_by_role("heading", level=1)).to_have_text(MODEL)
        for mark in page.get_by_role("radio", name=re.compile(": 4$")).all():
            mark.check(force=True)
        type_in(page, {"How sure are you?": "5 – certain", "What do you recommend?": "Recommends to accept"})
        press(page, "Hand in the review")
        told(page, "handed in")


def accept_the_model(stage: Stage) -> None:
    """The organiser decides by the mean; the author reads it in a letter, everybody in the catalogue."""
    with stage.reader(ORGANISER) as page:
        open_model(page)
        page.get_by_role("radio", name="Accepted", exact=True).check()
        press(page, "Decide and write to the author")
        told(page, "author")
        type_in(page, {"Focus group": "1. Staff"})
        press(page, "Save")
    assert MODEL in subject(stage, ANNA)
    with stage.reader() as page:
        page.goto("/e/moving-up/models")
        expect(page.get_by_role("main")).to_contain_text(MODEL)


def open_model(page: Page) -> None:
    """Open the model from the call."""
    open_part(page, "Call for models")
    follow(page, "Scaling models")
    follow(page, MODEL)
