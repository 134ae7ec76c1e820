"""The hall adopts a resolution, and whoever reopens it says why."""

import pytest

from eventhub.ground.audit import AuditEntry
from eventhub.outcomes.models import Decision, Resolution, ResolutionState
from eventhub.outcomes.queries import find_resolution
from tests.resolutions.making import merge, page_of, press, recommended, rows, text_of
from tests.summaries.making import make_meeting

VOTE = {"present": "3", "in_favour": "2", "against": "0", "abstained": "1"}


def test_adopted_it_is_part_of_the_outcomes_and_stays_as_it_is_until_reopened_with_a_reason(organiser, event):
    merge(organiser, event, recommended(event))
    own = f"{page_of(event)}/decisions/{rows(Decision)[0].uid}"

    assert press(organiser, page_of(event), f"{page_of(event)}/adoption", **VOTE).status_code == 303

    adopted = find_resolution(event.id)
    assert (adopted.votes.in_favour, len(adopted.decisions)) == (2, 1)
    answer = organiser.submit(own, text="Иначе", addressee="", due_on="")
    assert (answer.status_code, "Reopen it with a reason" in text_of(answer)) == (422, True)
    page, reopening = page_of(event), f"{page_of(event)}/reopening"
    answer = press(organiser, page, reopening, reason=" ")
    assert (answer.status_code, "Say why." in text_of(answer)) == (422, True)
    assert press(organiser, page, reopening, reason="Счётная ошибка").status_code == 303
    assert find_resolution(event.id) is None
    assert "Счётная ошибка" in organiser.get(page).text
    verbs = [(entry.thing_kind, entry.verb) for entry in rows(AuditEntry)]
    assert verbs == [("decision", "merge into"), ("resolution", "adopt"), ("resolution", "reopen")]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"present": ""}, "Say how many were present."),
        ({"in_favour": "две"}, "Write a whole number"),
        ({"abstained": "2"}, "make 4 together, but 3 were present"),
        ({"present": "4", "in_favour": "3"}, "only 3 came to the event"),
        ({"in_favour": "1", "against": "1"}, "not adopted"),
    ],
)
def test_a_wrong_count_is_refused_in_words_and_kept(organiser, event, typed, sentence):
    merge(organiser, event, recommended(event))
    answer = press(organiser, page_of(event), f"{page_of(event)}/adoption", **{**VOTE, **typed})

    assert (answer.status_code, sentence in text_of(answer)) == (422, True)
    assert all(f'value="{value}"' in answer.text for value in typed.values() if value)
    assert rows(Resolution)[0].state is ResolutionState.DRAFT


def test_nothing_is_adopted_without_a_decision(organiser, event):
    make_meeting(event)
    answer = press(organiser, page_of(event), f"{page_of(event)}/adoption", **VOTE)

    assert (answer.status_code, "There is no decision yet." in text_of(answer)) == (422, True)
    assert rows(Resolution) == []
