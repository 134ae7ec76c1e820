"""After the day: the resolution, the outcome as page and PDF, and what a changed figure does to them."""

import re
from io import BytesIO

from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.story.preparing import HOME, ORGANISER
from tests.browser.story.registering import ANNA
from tests.browser.story.stage import Stage, follow, press, told, type_in

OUTCOMES = "/e/moving-up/outcomes"
DECISION = "Дать наставникам время и открыть школы вечером"


def adopt_the_resolution(stage: Stage) -> None:
    """What both groups recommend becomes a decision, adopted by the hall."""
    with stage.reader(ORGANISER) as page:
        page.goto(HOME)
        follow(page, "Conclude")
        follow(page, "Resolution")
        for words in ("Дать наставнику время", "Открыть школы вечером"):
            page.get_by_role("checkbox", name=words).check()
        press(page, "Put the chosen together")
        type_in(page, {"Decision": DECISION})
        press(page, "Save")
        expect(page.get_by_role("region", name="Decisions")).to_contain_text(DECISION)
        type_in(page, {"Present": "3", "In favour": "3", "Against": "0", "Abstained": "0"})
        press(page, "The hall has adopted it")
        told(page, "adopted")


def publish_the_outcome(stage: Stage) -> None:
    """The organiser edits a section and publishes; the worker makes the documents; people get a letter."""
    with stage.reader(ORGANISER) as page:
        page.goto(HOME)
        follow(page, "Conclude")
        article = page.get_by_role("article").filter(has_text="3 участника").first
        article.get_by_role("link", name="Edit").click()
        page.get_by_label("Text").fill(page.get_by_label("Text").input_value() + "\nСпасибо всем.")
        press(page, "Save")
        expect(page.get_by_text("Спасибо всем.")).to_be_visible()
        press(page, "Publish the outcomes")
        stage.work()
    expect_participants(stage, "3")
    assert len(stage.letters(ANNA)) > 3


def change_an_attendance(stage: Stage) -> None:
    """Lidia was ticked by mistake: the page and, made anew, the PDF say so; the edited section is marked."""
    with stage.reader(ORGANISER) as page:
        page.goto(HOME)
        follow(page, "Register")
        follow(page, "Check-in")
        type_in(page, {"Name or number": "литвиненко"})
        press(page, "Find")
        press(page, "Take back")
        expect(page.get_by_role("status").first).to_contain_text("2 have come")
        page.goto(HOME)
        follow(page, "Conclude")
        marked = page.get_by_role("article").filter(has_text="a figure has changed")
        expect(marked).to_contain_text("Спасибо всем.")
        marked.get_by_role("link", name="Edit").click()
        expect(page.get_by_role("region", name="The draft of now")).to_contain_text("2 участника")
        press(page, "Take the draft")
        press(page, "Make the documents anew")
        stage.work()
    expect_participants(stage, "2")


def expect_participants(stage: Stage, count: str) -> None:
    """Expect the page and the PDF to say how many people came."""
    with stage.reader(phone=True) as page:
        page.goto(OUTCOMES)
        main = page.get_by_role("main")
        expect(main).to_contain_text(re.compile(rf"{count}\s+участника"))
        expect(main).to_contain_text(DECISION)
        words = words_of_pdf(page)
    assert set(re.findall(r"(\d+) участника", words)) == {count}
    assert DECISION in words


def words_of_pdf(page: Page) -> str:
    """Follow the link to the PDF and read it."""
    address = page.get_by_role("link", name=re.compile("PDF")).first.get_attribute("href")
    assert address
    answer = page.request.get(address)
    assert answer.headers["content-type"] == "application/pdf"
    read = " ".join(page.extract_text() for page in PdfReader(BytesIO(answer.body())).pages)
    return re.sub(r"\s+", " ", read)
