"""Who is in which group, and who reviewed what, follows the rules of the format."""

import pytest

from tests.demo.folders import workshop, write
from tests.demo.mistakes import also, cell, faults_of, inside, table

GROUPS = {
    "a group too large": (
        inside("focus_groups.json", 0, capacity=5),
        "focus_groups.json, G1, capacity: people in this group: 6; its capacity: 5",
    ),
    "a group too small": (
        inside("focus_groups.json", 1, min_size=2),
        "focus_groups.json, G2, min_size: people in this group: 1; its min_size: 2",
    ),
    "stairs": (
        cell("rooms.csv", 0, "step_free", "false"),
        "allocation.csv, line 8, group_id: needs a step-free way, but the room of “G1” has none",
    ),
    "a rank that does not follow": (
        cell("allocation.csv", 2, "choice_rank", "1"),
        (
            "allocation.csv, line 4, choice_rank: must be 2 by the wishes in participants.csv: 1 to 3, 0 outside the list, "
            "empty without a list"
        ),
    ),
    "no preference with a list": (
        cell("allocation.csv", 0, "reason", "no_preference"),
        "allocation.csv, line 2, reason: “no_preference” although there are wishes in participants.csv",
    ),
    "not the facilitator": (
        also(cell("allocation.csv", 0, "reason", "facilitator"), cell("allocation.csv", 0, "locked", "true")),
        "allocation.csv, line 2, reason: is not the facilitator of “G1”",
    ),
    "no author": (
        also(cell("allocation.csv", 0, "reason", "model_author"), cell("allocation.csv", 0, "locked", "true")),
        "allocation.csv, line 2, reason: is no author of a model of “G1”",
    ),
    "locked without reason": (
        cell("allocation.csv", 0, "locked", "true"),
        (
            "allocation.csv, line 2, locked: must be true for the reasons facilitator, secretary and model_author, and "
            "false for all others"
        ),
    ),
    "a model in another group": (
        also(
            inside("focus_groups.json", 0, model_ids=[]),
            inside("scaling_models.json", 0, group_id="G2"),
            cell("allocation.csv", 3, "reason", "preference"),
            cell("allocation.csv", 3, "locked", "false"),
        ),
        "scaling_models.json, M1, group_id: the model_ids of “G2” in focus_groups.json do not name this model",
    ),
}

MODELS = {
    "a letter to nobody": (
        inside("scaling_models.json", 0, corresponding_author_id="A1"),
        (
            "scaling_models.json, M1, corresponding_author_id: the corresponding author is one of the authors; null where "
            "there are none"
        ),
    ),
    "money without currency": (
        inside("scaling_models.json", 0, "resources", budget=5),
        (
            "scaling_models.json, M1, resources.currency: a budget and its currency (three capital letters) are given "
            "together or not at all"
        ),
    ),
    "not the exact sum": (
        cell("reviews.csv", 0, "weighted", "7.81"),
        "reviews.csv, line 2, weighted: must be 7.8, the exact sum of score × weight, not 7.81",
    ),
    "a score off the scale": (
        also(cell("reviews.csv", 0, "score_use", "11"), cell("reviews.csv", 0, "weighted", "9.8")),
        "reviews.csv, line 2, score_use: must lie between 0 and 10, not be 11",
    ),
    "a decision that does not follow": (
        inside("scaling_models.json", 0, decision="poster"),
        "scaling_models.json, M1, decision: must be “accepted”: the mean of the weighted scores is 7.80",
    ),
    "own organisation": (
        cell("participants.csv", 6, "organisation", " clinic  a4"),
        (
            "reviews.csv, line 2, expert_id: a conflict of interest: “E1” works in the organisation of the model or of an "
            "author"
        ),
    ),
    "own municipality of a municipal expert": (
        cell("roles.csv", 0, "municipal", "true"),
        (
            "reviews.csv, line 2, expert_id: a conflict of interest: “E1” works in the municipality of the model or of an "
            "author"
        ),
    ),
    "own model": (
        inside("scaling_models.json", 0, author_ids=["A4", "A7"]),
        "reviews.csv, line 2, expert_id: a conflict of interest: “E1” is an author of the model",
    ),
}


@pytest.mark.parametrize(("change", "sentence"), table(GROUPS | MODELS))
def test_a_mistake_is_told_in_a_sentence(change, sentence, tmp_path):
    contents = workshop()
    change(contents)

    told = faults_of(write(contents, tmp_path / "folder"))

    assert sentence in told
