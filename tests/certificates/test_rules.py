"""Minutes, hours and who is entitled, as tables; the whole demo day is compared in test_demo.py."""

from datetime import UTC, datetime, timedelta

import pytest

from eventhub.certificates import rules
from eventhub.certificates.rules import Day, Due, Item, Presence, Standing, Terms
from eventhub.events.models import AgendaKind

START = datetime(2019, 8, 22, 7, 0, tzinfo=UTC)
TERMS = Terms(academic_hours=4, hour_minutes=45, minimum_minutes=90)
GROUP = frozenset({"FG1"})
BOTH = frozenset({"part 1", "part 2"})


def at(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


def item(key: str, kind: AgendaKind, first: float, last: float, group: str | None = None) -> Item:
    return Item(key, kind, at(first), at(last), group)


PROGRAMME = (
    item("door", AgendaKind.REGISTRATION, -30, 0),
    item("plenary", AgendaKind.PLENARY, 0, 60),
    item("part 1", AgendaKind.FOCUS_GROUP, 60, 105, "FG1"),
    item("other", AgendaKind.FOCUS_GROUP, 60, 105, "FG2"),
    item("lunch", AgendaKind.BREAK, 105, 150),
    item("part 2", AgendaKind.FOCUS_GROUP, 150, 195, "FG1"),
    item("end", AgendaKind.CLOSING, 195, 225),
)
DAY = Day(PROGRAMME)


@pytest.mark.parametrize(
    ("presence", "minutes"),
    [
        (Presence(GROUP, BOTH, at(-10)), 180),
        (Presence(GROUP, BOTH, None), 180),  # ticked at the door without a time
        (Presence(GROUP, BOTH, at(0.5)), 179),  # seconds are added up, then cut down
        (Presence(GROUP, BOTH, at(70)), 110),  # late for the plenary and ten minutes into the first part
        (Presence(GROUP, frozenset({"part 1"}), at(-10)), 105),  # not on the last list: what follows does not count
        (Presence(GROUP, frozenset({"part 1"}), at(-10), at(210)), 120),  # but the check-out says how long
        (Presence(GROUP, frozenset({"part 2"}), at(-10)), 135),
        (Presence(GROUP, BOTH, at(-10), at(170)), 125),
        (Presence(frozenset(), frozenset(), at(-10)), 90),  # in no group: plenary and end
        (Presence(GROUP, frozenset({"other"}), at(-10)), 60),  # on the list of a group that is not theirs
        (Presence(GROUP, BOTH, checked_in=False), 90),  # never at the desk: only the lists count
        (Presence(GROUP, BOTH, at(300)), 0),
    ],
)
def test_minutes_are_counted_by_item(presence, minutes):
    assert rules.credited_minutes(DAY, presence) == minutes


@pytest.mark.parametrize(
    ("open_groups", "left", "expected"),
    [
        (frozenset(), None, Due(180, Standing.ENTITLED, 4)),
        (frozenset({"FG2"}), None, Due(180, Standing.ENTITLED, 4)),
        (GROUP, None, Due(180, Standing.PENDING, 0)),  # neither entitled nor refused while the group is not final
        (frozenset(), at(90), Due(90, Standing.ENTITLED, 2)),  # exactly enough
        (frozenset(), at(89), Due(89, Standing.NOT_ENTITLED, 0)),
    ],
)
def test_whoever_was_there_long_enough_is_entitled(open_groups, left, expected):
    presence = Presence(GROUP, BOTH, at(-10), left)

    assert rules.due(Day(PROGRAMME, open_groups), presence, TERMS) == expected


def test_hours_never_exceed_those_of_the_day():
    assert rules.due(DAY, Presence(GROUP, BOTH), Terms(2, 45, 0)).hours == 2


def test_terms_are_proposed_from_the_programme():
    assert rules.usual_terms(DAY) == Terms(academic_hours=4, hour_minutes=45, minimum_minutes=90)


def test_codes_can_be_read_aloud_and_typed():
    code = rules.new_code()

    assert len(code) == 16
    assert set(code) <= set(rules.ALPHABET)
    assert rules.code_words("K7QM4T2P9XHD2WRC") == "K7QM-4T2P-9XHD-2WRC"
    assert rules.read_code(" k7qm-4t2p 9xhd-2wrc") == "K7QM4T2P9XHD2WRC"
