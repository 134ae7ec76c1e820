"""Calendar files: read back by three independent readers, and looked at line by line."""

import re
import string
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import ics
import pytest
import recurring_ical_events
import vobject
from hypothesis import given
from hypothesis import strategies as st

from eventhub.ground.ics.feed import Entry, Feed, Organiser, Status, calendar_bytes
from eventhub.ground.plain_text import one_line

KRASNODAR = ZoneInfo("Europe/Moscow")
REVISED = datetime(2019, 8, 15, 12, 0, tzinfo=UTC)
HOSTILE = [
    "BEGIN:VALARM\r\nACTION:EMAIL\r\nEND:VALARM",
    "a,b;c:d\\e\"f'g|h^n",
    "\\n\\N\\, сырое",
    "щ" * 2_000,
    "справа\u202eналево\u2066 \u200fметка",
    "\x00\x07\x0b\x0c\x1c\x85\u2028\u2029\ud800\ufeff конец",
    "<script>alert(1)</script> =1+1 {{ 7*7 }}",
    "😀" * 80,
    " ",
]


@pytest.fixture(autouse=True)
def no_zone_remembered():
    """Let vobject read each calendar's own zones: it keeps the first it met under a name."""
    vars(vobject.icalendar)["__tzidMap"].clear()


def an_entry(**changes):
    plain = {
        "uid": "6f1c0e5e-8f5e-4c7e-9d0a-000000000001",
        "starts": datetime(2019, 8, 22, 10, 0, tzinfo=KRASNODAR),
        "ends": datetime(2019, 8, 22, 11, 15, tzinfo=KRASNODAR),
        "title": "Открытие дискуссионной площадки",
        "sequence": 3,
        "modified": REVISED,
    }
    return Entry(**plain | changes)


def a_feed(*entries, **changes):
    plain = {"name": "Движение вверх", "zone": "Europe/Moscow", "uid": "feed-1"}
    return Feed(entries=entries or (an_entry(),), **plain | changes)


FULL = a_feed(
    an_entry(
        description="Слово ректора,\nпотом вопросы; без записи",
        location="Конференц-зал",
        url="https://example.org/e/a/programme",
        categories=("пленарное, общее", "день"),
        organiser=Organiser(name='Институт "ИРО", Краснодар; Россия', email="info@example.org"),
    ),
    an_entry(uid="cancelled", status=Status.CANCELLED, title="Отменено"),
    an_entry(uid="milestone", starts=date(2019, 10, 1), ends=date(2019, 10, 1), title="Срок карты"),
    description="Программа дня",
    url="https://example.org/e/a",
    colour="teal",
)


def test_icalendar_reads_what_was_written():
    calendar = icalendar.Calendar.from_ical(calendar_bytes(FULL))

    opening, cancelled, milestone = calendar.events

    assert (calendar["NAME"], calendar["X-WR-CALNAME"], calendar["UID"]) == (
        "Движение вверх",
        "Движение вверх",
        "feed-1",
    )
    assert calendar["REFRESH-INTERVAL"].params["VALUE"] == "DURATION"
    assert calendar["REFRESH-INTERVAL"].dt == timedelta(hours=4)
    assert opening["SUMMARY"] == "Открытие дискуссионной площадки"
    assert opening["DESCRIPTION"] == "Слово ректора,\nпотом вопросы; без записи"
    assert opening["LOCATION"] == "Конференц-зал"
    assert [str(each) for each in opening["CATEGORIES"].cats] == ["пленарное, общее", "день"]
    assert opening["ORGANIZER"].params["CN"] == "Институт 'ИРО', Краснодар; Россия"
    assert (opening.start, opening.end) == (FULL.entries[0].starts, FULL.entries[0].ends)
    assert (opening["SEQUENCE"], opening["LAST-MODIFIED"].dt, opening["DTSTAMP"].dt) == (3, REVISED, REVISED)
    assert [event["STATUS"] for event in calendar.events] == ["CONFIRMED", "CANCELLED", "CONFIRMED"]
    assert cancelled["SUMMARY"] == "Отменено"
    assert (milestone.start, milestone.end) == (date(2019, 10, 1), date(2019, 10, 2))


def test_ics_reads_what_was_written():
    calendar = ics.Calendar(calendar_bytes(FULL).decode())
    by_uid = {event.uid: event for event in calendar.events}

    opening = by_uid[FULL.entries[0].uid]

    assert set(by_uid) == {entry.uid for entry in FULL.entries}
    assert opening.begin.datetime == FULL.entries[0].starts
    assert opening.end.datetime == FULL.entries[0].ends
    assert opening.name == "Открытие дискуссионной площадки"
    assert opening.description == "Слово ректора,\nпотом вопросы; без записи"
    assert by_uid["milestone"].all_day
    assert by_uid["cancelled"].status == "CANCELLED"


def test_vobject_reads_what_was_written():
    calendar = vobject.readOne(calendar_bytes(FULL).decode())
    opening, _cancelled, milestone = calendar.vevent_list

    assert opening.summary.value == "Открытие дискуссионной площадки"
    assert opening.dtstart.value.astimezone(UTC) == FULL.entries[0].starts.astimezone(UTC)
    assert opening.dtend.value.astimezone(UTC) == FULL.entries[0].ends.astimezone(UTC)
    assert opening.description.value == "Слово ректора,\nпотом вопросы; без записи"
    assert milestone.dtstart.value == date(2019, 10, 1)


def test_an_agenda_finds_the_day():
    calendar = icalendar.Calendar.from_ical(calendar_bytes(FULL))

    found = recurring_ical_events.of(calendar).at((2019, 8, 22))

    assert {str(event["UID"]) for event in found} == {FULL.entries[0].uid, "cancelled"}


@pytest.mark.parametrize(
    "feed", [FULL, *(a_feed(an_entry(title=words, description=words, location=words)) for words in HOSTILE)]
)
def test_every_line_is_as_the_standard_wants(feed):
    raw = calendar_bytes(feed)

    physical = raw.split(b"\r\n")
    logical = raw.replace(b"\r\n ", b"").decode().split("\r\n")

    assert raw.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert b"\r" not in raw.replace(b"\r\n", b"")
    assert max(len(line) for line in physical) <= 75
    assert [line.decode() for line in physical]  # no letter is cut in two
    assert all(re.fullmatch(r"[A-Z-]+(;[A-Z-]+=(\"[^\"]*\"|[^\";:,]*))*:.*", line) for line in logical[:-1])
    assert not any(character in "".join(logical) for character in map(chr, range(32)))
    assert {line for line in logical if line.startswith("BEGIN:")} == {
        "BEGIN:VCALENDAR", "BEGIN:VTIMEZONE", "BEGIN:STANDARD", "BEGIN:VEVENT"
    }  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words(words):
    feed = a_feed(
        an_entry(title=words, location=words, description=words, categories=(words,), organiser=Organiser(name=words)),
        name=words,
    )

    raw = calendar_bytes(feed)
    event = icalendar.Calendar.from_ical(raw).events[0]

    assert str(event["SUMMARY"]) == one_line(words)
    assert [each.summary.value for each in vobject.readOne(raw.decode()).vevent_list] == [one_line(words)]
    assert len(ics.Calendar(raw.decode()).events) == 1  # it takes an escaped backslash before n for a line break


@given(st.text(max_size=300))
def test_any_words_come_back(words):
    event = icalendar.Calendar.from_ical(calendar_bytes(a_feed(an_entry(title=words)))).events[0]

    assert str(event["SUMMARY"]) == one_line(words)


@given(st.text(alphabet=string.printable, max_size=80), st.text(alphabet=string.printable, max_size=80))
def test_any_organiser_gives_one_organiser(name, email):
    raw = calendar_bytes(a_feed(an_entry(organiser=Organiser(name=name, email=email))))

    assert len(icalendar.Calendar.from_ical(raw).events) == 1
    assert len(re.findall(rb"^(?:ORGANIZER|CONTACT)[;:]", raw, re.MULTILINE)) == 1


def test_the_same_state_gives_the_same_bytes():
    assert calendar_bytes(FULL) == calendar_bytes(FULL)
    assert calendar_bytes(a_feed(an_entry(sequence=4))) != calendar_bytes(a_feed(an_entry(sequence=3)))


@pytest.mark.parametrize(
    ("zone", "day", "expected"),
    [
        ("Europe/Moscow", date(2019, 8, 22), ["STANDARD 19700101T000000 +0300 +0300"]),
        (
            "Europe/Berlin",
            date(2019, 8, 22),
            ["STANDARD 20181028T030000 +0200 +0100", "DAYLIGHT 20190331T020000 +0100 +0200"],
        ),
        (
            "Europe/Berlin",  # the day of the change itself
            date(2019, 10, 27),
            [
                "STANDARD 20181028T030000 +0200 +0100",
                "DAYLIGHT 20190331T020000 +0100 +0200",
                "STANDARD 20191027T030000 +0200 +0100",
            ],
        ),
        (
            "Australia/Lord_Howe",  # half an hour, and summer in January
            date(2019, 1, 10),
            ["STANDARD 20180401T020000 +1100 +1030", "DAYLIGHT 20181007T020000 +1030 +1100"],
        ),
    ],
)
def test_the_zone_is_described_around_the_event_only(zone, day, expected):
    moment = datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(zone))
    calendar = icalendar.Calendar.from_ical(
        calendar_bytes(a_feed(an_entry(starts=moment, ends=moment + timedelta(hours=1)), zone=zone))
    )

    parts = calendar.timezones[0].subcomponents

    assert sorted(_observance(part) for part in parts) == sorted(expected)
    assert calendar.timezones[0]["TZID"] == zone
    assert calendar.timezones[0].to_tz(lookup_tzid=False).utcoffset(moment.replace(tzinfo=None)) == moment.utcoffset()


@pytest.mark.parametrize(
    ("starts", "written"),
    [
        (datetime(2019, 10, 26, 22, 30, tzinfo=UTC), "DTSTART;TZID=Europe/Berlin:20191027T003000"),
        (datetime(2019, 10, 27, 0, 30, tzinfo=UTC), "DTSTART:20191027T003000Z"),  # 2:30, the first time
        (datetime(2019, 10, 27, 1, 30, tzinfo=UTC), "DTSTART:20191027T013000Z"),  # 2:30, the second time
        (datetime(2019, 10, 27, 2, 0, tzinfo=UTC), "DTSTART;TZID=Europe/Berlin:20191027T030000"),
        (datetime(2019, 3, 31, 1, 0, tzinfo=UTC), "DTSTART;TZID=Europe/Berlin:20190331T030000"),  # just after the gap
    ],
)
def test_a_time_that_comes_twice_is_written_in_utc(starts, written):
    entry = an_entry(starts=starts, ends=starts + timedelta(minutes=20))
    raw = calendar_bytes(a_feed(entry, zone="Europe/Berlin"))

    assert written in raw.decode().split("\r\n")
    assert icalendar.Calendar.from_ical(raw).events[0].start == starts
    assert [each.begin.datetime for each in ics.Calendar(raw.decode()).events] == [starts]
    assert vobject.readOne(raw.decode()).vevent.dtstart.value.astimezone(UTC) == starts


def test_a_feed_in_utc_or_of_days_only_describes_no_zone():
    milestone = an_entry(starts=date(2019, 10, 1), ends=date(2019, 10, 3))

    in_utc, of_days = calendar_bytes(a_feed(zone="UTC")), calendar_bytes(a_feed(milestone))

    assert b"VTIMEZONE" not in in_utc
    assert b"VTIMEZONE" not in of_days
    assert b"DTEND;VALUE=DATE:20191004" in of_days


def test_an_empty_feed_is_a_calendar():
    raw = calendar_bytes(Feed(name="Пусто", zone="Europe/Moscow", entries=()))

    assert icalendar.Calendar.from_ical(raw).events == []
    assert ics.Calendar(raw.decode()).events == set()


def test_an_address_that_is_none_is_left_out():
    raw = calendar_bytes(a_feed(an_entry(url="javascript:alert(1)"), url="https://example.org/\r\nX-EVIL:1"))

    assert b"URL" not in raw
    assert b"X-EVIL" not in raw


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="without a time zone"):
        calendar_bytes(a_feed(an_entry(starts=datetime(2019, 8, 22, 10))))  # noqa: DTZ001 – that is the point


def _observance(part):
    begins = part["DTSTART"].to_ical().decode()
    return f"{part.name} {begins} {part['TZOFFSETFROM'].to_ical()} {part['TZOFFSETTO'].to_ical()}"
