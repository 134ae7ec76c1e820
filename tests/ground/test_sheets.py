"""Reading the tables that people bring, whatever program wrote them."""

import io

import pytest
import xlsxwriter

from eventhub.ground.i18n import lazy
from eventhub.ground.sheets import (
    Column,
    EmptyFile,
    FileTooLong,
    Sheet,
    UnreadableFile,
    from_text,
    guess,
    read_sheet,
    template,
    to_text,
)

SHEET = Sheet(("Название", "Код"), (("Ёлкино", "03601000"),))
COLUMNS = (Column("name", lazy("Name"), also=("название",)), Column("code", lazy("Code")))


def workbook(*rows) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return file.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        "Название;Код\r\nЁлкино;03601000\r\n".encode("utf-8-sig"),
        "Название,Код\nЁлкино,03601000\n\n".encode(),
        "Название\tКод\r\nЁлкино\t03601000\r\n".encode("cp1251"),  # Excel in Russia
        workbook(("Название", "Код"), (), (" Ёлкино ", "03601000")),
    ],
    ids=["semicolons", "commas", "tabs", "workbook"],
)
def test_the_same_table_is_read_from_whatever_wrote_it(content):
    assert read_sheet(content) == SHEET


def test_whole_numbers_and_short_rows_are_as_people_see_them():
    sheet = read_sheet(workbook(("Name", "Seats", "Free"), ("Hall", 150.0, True), ("Room",)))

    assert sheet.rows == (("Hall", "150", "1"), ("Room", "", ""))


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", EmptyFile),
        (b"Name\n", EmptyFile),
        (b"PK\x03\x04", UnreadableFile),
        (b"\xd0\xcf\x11\xe0 not a workbook", UnreadableFile),
        (b"Name\n" + b"x\n" * 1001, FileTooLong),
        (b"Name\n" + b"x" * 4_000_001, FileTooLong),
    ],
)
def test_what_is_no_table_is_refused(content, refusal):
    with pytest.raises(refusal):
        read_sheet(content)


@pytest.mark.parametrize("text", ["", "{}", "[1]", '"x"', "[[]]"])
def test_a_table_that_was_tampered_with_on_its_way_is_refused(text):
    with pytest.raises((UnreadableFile, EmptyFile)):
        from_text(text)


def test_a_table_survives_its_way_through_the_page():
    assert from_text(to_text(SHEET)) == SHEET


def test_columns_are_found_by_key_by_words_and_by_other_names():
    assert guess(("КОД", "Название", "код"), COLUMNS) == {"name": 1, "code": 0}
    assert guess(("name", "nothing"), COLUMNS) == {"name": 0}


def test_the_table_to_fill_in_is_read_again(app):
    assert read_sheet(template(COLUMNS, ("Ёлкино", "1"))).rows == (("Ёлкино", "1"),)
