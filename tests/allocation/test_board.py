"""The board: people are moved, exchanged, locked, brought back; two organisers do not overwrite each other."""

import pytest
import sqlalchemy as sa

from eventhub.allocation.models import Allocation, AllocationState, Assignment, MoveByHand
from eventhub.events.models import TeamRole
from eventhub.focus_groups.models import FocusGroup
from eventhub.ground.db import db
from eventhub.registration.models import RegistrationState
from tests.allocation.small import BASE, places
from tests.factories import make_member
from tests.pressing import press, words_of


@pytest.fixture
def draft(small):
    """Return a draft of three people in two groups, the first full with one."""
    first, second = small.group(1, 1), small.group(2, 3)
    people = [small.person(name, first) for name in ("Аист", "Бук", "Вяз")]
    return small.allocation(dict(zip(people, (first, second, second), strict=True)))


def person(name):
    found = db.session.scalars(sa.select(Assignment).where(Assignment.registration.has(family_name=name))).first()
    return found.registration.uid


def move(reader, name, to, version=0):
    address = f"{BASE}/1/people/{person(name)}/group"
    return press(reader, f"{BASE}/1?person={person(name)}", address, to=to, version=str(version))


def test_costs_are_shown_before_the_move(organiser, draft):
    page = words_of(organiser.get(f"{BASE}/1?person={person('Бук')}"))

    assert "1st wish; full: exchange with Аист А." in page
    assert "wishes 0" in page
    assert "Group 1 (1st wish) is full: 1 of 1." in page


def test_a_person_is_moved_and_brought_back(organiser, draft):
    moved = move(organiser, "Аист", "2")
    after = places(1)
    undone = press(organiser, f"{BASE}/1", f"{BASE}/1/last-move/removal", version="1")

    assert (moved.status_code, moved.location) == (303, f"{BASE}/1?person={person('Аист')}&done=moved#move")
    assert after == {"Аист": 2, "Бук": 2, "Вяз": 2}
    assert undone.location == f"{BASE}/1?done=undone"
    assert places(1) == {"Аист": 1, "Бук": 2, "Вяз": 2}
    assert db.session.scalar(sa.select(sa.func.count()).select_from(MoveByHand)) == 0
    again = press(organiser, f"{BASE}/1", f"{BASE}/1/last-move/removal", version="2")
    assert "No move is left to undo." in words_of(again)


def test_two_people_change_places_and_back(organiser, draft):
    move(organiser, "Бук", f"1:{person('Аист')}")
    after = places(1)
    press(organiser, f"{BASE}/1", f"{BASE}/1/last-move/removal", version="1")

    assert after == {"Аист": 2, "Бук": 1, "Вяз": 2}
    assert places(1) == {"Аист": 1, "Бук": 2, "Вяз": 2}


@pytest.mark.parametrize(
    ("to", "version", "words"),
    [
        ("1", 0, "This move breaks a rule or the size of a group."),
        ("2", 0, "Somebody else has changed this draft meanwhile."),  # where they are already
        ("1:aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa", 0, "How good this is"),  # nobody
        ("", 0, "Choose a group first."),
        ("everywhere", 0, "Choose a group first."),
    ],
)
def test_what_cannot_be_done_changes_nothing(organiser, draft, to, version, words):
    answer = move(organiser, "Бук", to, version)

    assert answer.status_code == 422
    assert words in words_of(answer)
    assert places(1) == {"Аист": 1, "Бук": 2, "Вяз": 2}


def test_the_second_of_two_organisers_is_asked_to_look_again(organiser, draft):
    move(organiser, "Аист", "2", version=0)
    answer = move(organiser, "Бук", "1", version=0)

    assert answer.status_code == 422
    assert "Somebody else has changed this draft meanwhile." in words_of(answer)
    assert places(1) == {"Аист": 2, "Бук": 2, "Вяз": 2}


def test_a_locked_person_stays(organiser, draft):
    lock = f"{BASE}/1/people/{person('Аист')}/lock"
    press(organiser, f"{BASE}/1", lock, version="0", is_locked="yes")
    refused = move(organiser, "Аист", "2", version=1)
    exchanged = move(organiser, "Бук", f"1:{person('Аист')}", version=1)
    press(organiser, f"{BASE}/1", lock, version="1", is_locked="no")
    moved = move(organiser, "Аист", "2", version=2)

    assert "This person is locked in the group." in words_of(refused)
    assert exchanged.status_code == 422
    assert moved.status_code == 303


def test_whoever_came_later_gets_a_group_by_hand(organiser, draft, small):
    late = small.person("Граб")

    page = words_of(organiser.get(f"{BASE}/1"))
    address = f"{BASE}/1/people/{late.uid}/group"
    press(organiser, f"{BASE}/1", address, to="2", version="0")

    assert "1 person has no group yet" in page
    assert places(1)["Граб"] == 2
    press(organiser, f"{BASE}/1", f"{BASE}/1/last-move/removal", version="1")
    assert "Граб" not in places(1)


def test_whoever_gave_up_the_place_is_listed_apart_and_frees_it(organiser, draft):
    gone = db.session.scalars(sa.select(Assignment)).first().registration
    gone.state = RegistrationState.CANCELLED

    page = words_of(organiser.get(f"{BASE}/1"))
    moved = move(organiser, "Бук", "1")

    assert "1 person does not come any more" in page
    assert moved.status_code == 303


def test_a_published_allocation_is_changed_in_a_draft(organiser, draft):
    draft.state = AllocationState.PUBLISHED

    refused = move(organiser, "Аист", "2")
    copied = press(organiser, f"{BASE}/1", f"{BASE}/1/copies")

    assert "People have been told of this allocation." in words_of(refused)
    assert copied.location == f"{BASE}/2?done=copied"
    assert places(2) == places(1)


def test_a_draft_is_discarded(organiser, draft):
    answer = press(organiser, f"{BASE}/1", f"{BASE}/1/removal")

    assert answer.location == f"{BASE}?done=discarded"
    assert db.session.scalars(sa.select(Allocation.state)).all() == [AllocationState.DISCARDED]
    assert organiser.get(f"{BASE}/1").status_code == 404


def test_drafts_stand_side_by_side(organiser, draft, small):
    one, two, three = (each.registration for each in db.session.scalars(sa.select(Assignment)))
    first, second = db.session.scalars(sa.select(FocusGroup).order_by(FocusGroup.number))
    small.allocation({one: second, two: second, three: first})

    page = words_of(organiser.get(f"{BASE}/comparison"))

    assert "Draft 2 Draft 1" in page
    assert "People in groups 3 3" in page
    assert "1st wish 1 1" in page
    assert "not among the wishes 2 2" in page


def test_a_viewer_reads_and_changes_nothing(viewer, draft):
    page = words_of(viewer.get(f"{BASE}/1?person={person('Бук')}"))

    assert "Why here" in page
    assert "Move to the chosen group" not in page
    assert "Publish" not in page
    assert viewer.post(f"{BASE}/1/publication").status_code in {400, 404}


@pytest.mark.parametrize("role", [TeamRole.FACILITATOR, TeamRole.REGISTRAR, TeamRole.REVIEWER])
def test_others_do_not_see_who_is_where(client, event, draft, role):
    client.sign_in(make_member(event, role).user)

    assert client.get(f"{BASE}/1").status_code == 404


@pytest.mark.parametrize("path", ["", "/1", "/new", "/comparison"])
def test_pages_cost_the_same_whatever_the_size(organiser, small, count_statements, path):
    groups = [small.group(1, 9)]
    people = [small.person("Аист", groups[0])]
    small.allocation(dict.fromkeys(people, groups[0]))
    counted = []
    for later in ((2, 3), ()):
        organiser.get(f"{BASE}{path}")
        with count_statements() as statements:
            assert organiser.get(f"{BASE}{path}").status_code == 200
        counted.append(len(statements))
        groups += [small.group(number, 9) for number in later]
        people += [small.person(f"Бук{number}", *groups) for number in later]
        small.allocation(dict.fromkeys(people, groups[0]))

    assert counted[0] == counted[1]
    assert max(counted) <= 10
