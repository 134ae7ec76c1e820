"""The document layout: what a reader sees, what a screen reader hears, and the same bytes every time."""

import io

import pytest
from pypdf import PdfReader

from eventhub.ground.printing.numbering import Numbering
from eventhub.ground.printing.press import make_pdf
from tests.ground.printing.samples import MOMENT, page, sample


@pytest.fixture(scope="module")
def pdf():
    return make_pdf(sample(), moment=MOMENT)


@pytest.fixture(scope="module")
def document(pdf):
    return PdfReader(io.BytesIO(pdf))


def test_the_same_content_and_moment_give_the_same_bytes(pdf):
    assert make_pdf(sample(), moment=MOMENT) == pdf
    assert make_pdf(sample(), moment=MOMENT.replace(hour=10)) != pdf


def test_every_font_is_ours_and_inside_the_file(document):
    fonts = [font.get_object() for font in _fonts(document)]

    names = {str(font["/BaseFont"]).partition("+")[2] for font in fonts}

    assert names == {"PT-Serif", "PT-Serif-Italic", "Golos-Text", "Golos-Text-Medium", "Golos-Text-Bold"}
    for font in fonts:
        assert "/FontFile2" in font["/DescendantFonts"][0].get_object()["/FontDescriptor"]


def test_letters_that_the_fonts_lack_bring_in_no_other_font():
    odd = make_pdf(page("<p>漢字 العربية 😀 \u2010 слово</p>"), moment=MOMENT)

    fonts = [font.get_object() for font in _fonts(PdfReader(io.BytesIO(odd)))]

    assert {str(font["/BaseFont"]).partition("+")[2] for font in fonts} <= {"PT-Serif", "Golos-Text"}


def test_the_file_says_what_pdf_ua_asks_for(document):
    catalogue = document.trailer["/Root"]
    metadata = catalogue["/Metadata"].get_data().decode()

    assert catalogue["/MarkInfo"]["/Marked"] == True  # noqa: E712 – a PDF boolean
    assert catalogue["/Lang"] == "ru"
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712 – a PDF boolean
    assert "pdfuaid:part" in metadata
    assert (document.metadata.title, document.metadata.author) == ("«Образцовая площадка»", "Институт образца")
    assert document.metadata.creation_date == document.metadata.modification_date == MOMENT
    assert [page["/Tabs"] for page in document.pages] == ["/S"] * len(document.pages)


def test_every_piece_has_its_tag(document):
    elements = list(_elements(document.trailer["/Root"]["/StructTreeRoot"]["/K"][0].get_object()))
    kinds = {str(element["/S"]).removeprefix("/") for element in elements}
    figures = [element for element in elements if element["/S"] == "/Figure"]
    cells = [element for element in elements if element["/S"] == "/TD"]

    assert kinds >= {
        "Document",
        "Sect",
        "Art",
        "H1",
        "H2",
        "H3",
        "P",
        "L",
        "LI",
        "Table",
        "TH",
        "TD",
        "Caption",
        "Figure",
    }
    assert {element["/Alt"] for element in figures} == {"Пять столбиков", "Код страницы"}
    assert (
        len([element for element in elements if element["/S"] == "/Table"]) == 4
    )  # one per page, none that only arranges
    assert {len(cell["/A"]["/Headers"]) for cell in cells} == {2}  # each cell knows its column's and its row's heading


def test_pages_are_numbered_from_the_second_on(document):
    tops = [_text_near_the_top(each) for each in document.pages]

    assert tops == ["", *(str(number) for number in range(2, len(tops) + 1))]


def test_contents_lead_to_their_pages(document):
    words = " ".join(document.pages[1].extract_text().split())
    targets = {
        name: document.get_destination_page_number(where) + 1 for name, where in document.named_destinations.items()
    }

    assert targets == {"p1": 3, "p11": 3, "p2": 3, "g1": 4, "g2": 5, "a1": 6, "table-1": 3, "figure-1": 3}
    assert words.startswith("Содержание 1. О площадке")
    assert words.endswith(". 6 2")
    assert next(entry.title for entry in document.outline if not isinstance(entry, list)) == "«Образцовая площадка»"


def test_each_group_and_annex_has_its_own_page(document):
    starts = [each.extract_text().split("\n")[0] for each in document.pages]

    assert starts[3:6] == ["2.1. Группа", "2.2. Группа", "Приложение 1"]


def test_hostile_words_stay_words():
    hostile = "<script>alert(1)</script> {{ 7*7 }} =1+1 \u202e" + "щ" * 2_000

    text = "".join(
        each.extract_text() for each in PdfReader(io.BytesIO(make_pdf(sample(hostile), moment=MOMENT))).pages
    )

    assert "<script>alert(1)</script> {{ 7*7 }} =1+1" in " ".join(text.split())


def test_a_thing_keeps_the_number_of_its_first_mention():
    numbering = Numbering()

    given = [
        numbering.table("b"),
        numbering.table("a"),
        numbering.figure("a"),
        numbering.table("b"),
        numbering.annex("z"),
    ]

    assert given == [1, 2, 1, 1, 1]


def _fonts(document):
    return [
        font for each in document.pages[:1] for font in each["/Resources"]["/Font"].values()
    ]  # all pages share them


def _elements(element):
    yield element
    for kid in element.get("/K", []):
        child = kid.get_object()
        if isinstance(child, dict) and "/S" in child:
            yield from _elements(child)


def _text_near_the_top(each) -> str:
    found: list[str] = []
    top = float(each.mediabox.height)

    def visit(text, current, matrix, _font, _size):
        y = matrix[5] * current[3] + current[5]
        if text.strip() and (y > top - 50 or y < 0):
            found.append(text.strip())

    each.extract_text(visitor_text=visit)
    return " ".join(found)
