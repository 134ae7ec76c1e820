"""Dates, numbers and lists as each language writes them."""

from datetime import UTC, date, datetime

import pytest

from eventhub.ground import formats
from eventhub.ground.i18n import speaking

MORNING = datetime(2019, 8, 22, 6, 30, tzinfo=UTC)
EVENING = datetime(2019, 8, 22, 14, 0, tzinfo=UTC)
MOSCOW = "Europe/Moscow"
DAY = date(2019, 8, 22)

WRITTEN = [
    (formats.day, (DAY,), "22 августа 2019 г.", "22 August 2019"),
    (formats.short_day, (DAY,), "22 августа", "22 August"),
    (formats.full_day, (DAY,), "Четверг, 22 августа 2019 г.", "Thursday, 22 August 2019"),
    (formats.days, (DAY, DAY), "22 августа 2019 г.", "22 August 2019"),
    (formats.days, (DAY, date(2019, 8, 24)), "22–24 августа 2019 г.", "22–24 August 2019"),
    (formats.days, (DAY, date(2019, 9, 1)), "22 августа – 1 сентября 2019 г.", "22 August – 1 September 2019"),
    (
        formats.days,
        (DAY, date(2020, 1, 1)),
        "22 августа 2019 г. – 1 января 2020 г.",
        "22 August 2019 – 1 January 2020",
    ),
    (formats.time, (MORNING, MOSCOW), "9:30", "9:30"),
    (formats.times, (MORNING, EVENING, MOSCOW), "9:30–17:00", "9:30–17:00"),
    (formats.moment, (MORNING, MOSCOW), "22 августа 2019 г., 9:30", "22 August 2019, 9:30"),
    (formats.zone_name, (MOSCOW, MORNING), "по времени: Москва (UTC+3)", "Moscow time (UTC+3)"),
    (formats.zone_name, ("America/New_York", MORNING), "по времени: Нью-Йорк (UTC−4)", "New York time (UTC−4)"),
    (formats.zone_name, ("Australia/Adelaide", MORNING), "по времени: Аделаида (UTC+9:30)", "Adelaide time (UTC+9:30)"),
    (formats.zone_name, ("UTC", MORNING), "UTC", "UTC"),
    (formats.number, (1004,), "1 004", "1,004"),
    (formats.number, (2.5,), "2,5", "2.5"),
    (formats.number, (3, 2), "3,00", "3.00"),
    (formats.number, (-1,), "-1", "-1"),
    (formats.percent, (0.25,), "25 %", "25%"),
    (formats.percent, (0.256, 1), "25,6 %", "25.6%"),
    (formats.size, (999,), "999 Б", "999 bytes"),
    (formats.size, (340_000,), "340 КБ", "340 kB"),
    (formats.size, (1_240_000,), "1,2 МБ", "1.2 MB"),
    (formats.listing, (["a", "b", "c"],), "a, b и c", "a, b and c"),
    (formats.listing, (["a"],), "a", "a"),
]


@pytest.mark.parametrize(("write", "given", "in_russian", "in_english"), WRITTEN)
def test_each_language_writes_in_its_own_way(write, given, in_russian, in_english):
    with speaking("ru"):
        russian = write(*given)
    with speaking("en"):
        english = write(*given)

    assert (plain(russian), plain(english)) == (in_russian, in_english)


def test_a_day_is_the_day_of_the_place():
    late = datetime(2019, 8, 22, 22, 0, tzinfo=UTC)

    with speaking("en"):
        assert plain(formats.day(late, MOSCOW)) == "23 August 2019"


def test_a_moment_without_a_place_cannot_be_written():
    with pytest.raises(ValueError, match="seen from a zone"):
        formats.day(MORNING)


def test_dates_and_numbers_are_never_broken_at_the_end_of_a_line():
    with speaking("ru"):
        assert " " not in formats.day(DAY) + formats.number(1004) + formats.percent(0.5)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")
