"""Votes, dots, figures and totals add up."""

import pytest

from eventhub.demo import actions
from eventhub.ground.i18n import speaking
from tests.demo.columns import WINTER
from tests.demo.counting import NOW
from tests.demo.folders import workshop, write
from tests.demo.mistakes import also, cell, faults_of, inside, table

RESULTS = {
    "a draft with something in it": (
        inside("focus_group_results.json", 1, models_presented=["M1"]),
        "focus_group_results.json, G2, models_presented: must be empty while the result is a draft",
    ),
    "final and not signed": (
        inside("focus_group_results.json", 0, signed_at=None),
        "focus_group_results.json, G1, signed_at: must be given once the result is final",
    ),
    "another facilitator": (
        inside("focus_group_results.json", 0, facilitator_id="A1"),
        "focus_group_results.json, G1, facilitator_id: focus_groups.json names somebody else",
    ),
    "somebody of another group": (
        lambda contents: contents["focus_group_results.json"][0]["part1"]["present"].append("A6"),
        "focus_group_results.json, G1, part1.present: “A6” is not of this group by allocation.csv",
    ),
    "somebody who had left": (
        also(
            lambda contents: contents["focus_group_results.json"][0]["part2"]["present"].append("A5"),
            inside("focus_group_results.json", 0, "recommendations", 0, votes_for=5, dots=10),
            inside("focus_group_results.json", 0, "recommendations", 1, votes_abstained=1),
        ),
        "focus_group_results.json, G1, part2.present: “A5” had left before this part",
    ),
    "another time than planned": (
        inside("focus_group_results.json", 0, "part1", starts_at=f"2021-10-31T09:40:00{WINTER}"),
        "focus_group_results.json, G1, part1.starts_at: the programme says 2021-10-31T08:30:00+00:00",
    ),
    "votes of people who were not there": (
        inside("focus_group_results.json", 0, "recommendations", 0, votes_for=5),
        (
            "focus_group_results.json, G1, recommendations[G1-R1].votes_for: votes for, against and "
            "abstained: 5; present in part 2: 4"
        ),
    ),
    "dots": (
        inside("focus_group_results.json", 0, "recommendations", 0, dots=7),
        (
            "focus_group_results.json, G1, recommendations: dots of the group: 7; 2 for each person present in "
            "part 2 makes 8"
        ),
    ),
    "consensus that is none": (
        inside("focus_group_results.json", 0, "recommendations", 1, consensus="majority"),
        "focus_group_results.json, G1, recommendations[G1-R2].consensus: must be “no_agreement” by its votes",
    ),
    "a tie adopted": (
        inside("focus_group_results.json", 0, "recommendations", 1, adopted=True),
        "focus_group_results.json, G1, recommendations[G1-R2].adopted: must be “false” by its votes",
    ),
    "a factor of another group": (
        cell("factor_ratings.csv", 0, "group_id", "G2"),
        "factor_ratings.csv, line 2, factor_id: the factor “G1-F1” is of the group “G1”",
    ),
    "a rater of another group": (
        cell("factor_ratings.csv", 0, "participant_id", "A6"),
        "factor_ratings.csv, line 2, participant_id: “A6” is not of this group by allocation.csv",
    ),
    "a mean": (
        inside("focus_group_results.json", 0, "factors", 1, importance_mean=2.01),
        "focus_group_results.json, G1, factors[G1-F2].importance_mean: is 2.01, but the ratings give 2",
    ),
    "a rank": (
        inside("focus_group_results.json", 0, "factors", 1, rank=2),
        "focus_group_results.json, G1, factors[G1-F2].rank: is 2, but the ratings give 3",
    ),
    "agreement of too few": (
        inside("focus_group_results.json", 0, "agreement", kendall_w=0.5),
        "focus_group_results.json, G1, agreement.kendall_w: is 0.5, but the ratings give null",
    ),
    "votes of the hall": (
        inside("resolution.json", "votes", votes_for=4),
        "resolution.json, votes.present: votes for, against and abstained: 6; present: 5",
    ),
    "more in the hall than came": (
        inside("resolution.json", "votes", votes_for=6, present=8),
        "resolution.json, votes.present: present: 8; took part in the event: 7",
    ),
}

NETWORKS = {
    "a circle": (
        inside("roadmaps.json", 0, "milestones", 0, depends_on=["R1-3"]),
        "roadmaps.json, R1, milestones[R1-1].depends_on: goes round in a circle: R1-1 → R1-3 → R1-1",
    ),
    "waits for itself": (
        inside("roadmaps.json", 0, "milestones", 1, depends_on=["R1-2"]),
        "roadmaps.json, R1, milestones[R1-2].depends_on: goes round in a circle: R1-2 → R1-2",
    ),
    "done without a day": (
        inside("roadmaps.json", 0, "milestones", 0, done_on=None),
        "roadmaps.json, R1, milestones[R1-1].done_on: must be given once the milestone is done",
    ),
    "a day without being done": (
        inside("roadmaps.json", 0, "milestones", 1, done_on="2022-01-01"),
        "roadmaps.json, R1, milestones[R1-2].done_on: only a milestone that is done has a day on which it was done",
    ),
    "ends before it begins": (
        inside("roadmaps.json", 0, ends_on="2021-10-01"),
        "roadmaps.json, R1, ends_on: must not be earlier than starts_on",
    ),
    "its own partner": (
        inside("schools.json", 0, excluded_partners=["S1"]),
        "schools.json, S1, excluded_partners: a school cannot be its own partner",
    ),
}

TOTALS = {
    "rows": (
        lambda contents: contents.update({"expected_totals.json": {"rows": {"rooms": 3}}}),
        "expected_totals.json, rows.rooms: is 3, but the folder gives 2",
    ),
    "a total": (
        lambda contents: contents.update({"expected_totals.json": {"participants": 8}}),
        "expected_totals.json, participants: is 8, but the folder gives 7",
    ),
    "no total": (
        lambda contents: contents.update({"expected_totals.json": {"weather": "fine"}}),
        "expected_totals.json, weather: is not a key of the format",
    ),
}


@pytest.mark.parametrize(("change", "sentence"), table(RESULTS | NETWORKS))
def test_a_mistake_is_told_in_a_sentence(change, sentence, tmp_path):
    contents = workshop()
    change(contents)

    told = faults_of(write(contents, tmp_path / "folder"))

    assert sentence in told


@pytest.mark.parametrize(("change", "sentence"), table(TOTALS))
def test_a_total_that_differs_is_told_and_keeps_nothing_from_being_loaded(app, change, sentence, tmp_path):
    contents = workshop()
    change(contents)
    told = []

    with speaking("en"):
        event = actions.load(write(contents, tmp_path / "folder"), by="command", now=NOW, tell=told.append)

    assert event.id
    assert sentence in map(str, told)
