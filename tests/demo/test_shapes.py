"""Every value has the shape that the format says, and every id is one that is there."""

import pytest

from tests.demo.folders import workshop, write
from tests.demo.mistakes import cell, faults_of, inside, table

SHAPES = {
    "not a number": (
        cell("participants.csv", 0, "checked_in_at", "09:00"),
        (
            "participants.csv, line 2, checked_in_at: must be a time with seconds and offset such as "
            "2019-08-22T09:30:00+03:00, not “09:00”"
        ),
    ),
    "a moment without offset": (
        cell("programme.csv", 0, "starts_at", "2021-10-31T09:00:00"),
        (
            "programme.csv, line 2, starts_at: must be a time with seconds and offset such as "
            "2019-08-22T09:30:00+03:00, not “2021-10-31T09:00:00”"
        ),
    ),
    "a day that does not exist": (
        inside("roadmaps.json", 0, "milestones", 1, due="2022-02-30"),
        "roadmaps.json, R1, milestones[R1-2].due: must be a date such as 2019-08-22, not “2022-02-30”",
    ),
    "a year no calendar shows": (
        inside("roadmaps.json", 0, "milestones", 1, due="0001-01-01"),
        "roadmaps.json, R1, milestones[R1-2].due: must be a date such as 2019-08-22, not “0001-01-01”",
    ),
    "a number that would fill the memory": (
        lambda contents: contents.update({"review_criteria.json": '[{"key": "a", "weight": 1e999999999}]'}),
        "review_criteria.json, a, weight: must be a number, not “1E+999999999”",
    ),
    "neither true nor false": (
        cell("rooms.csv", 1, "step_free", "yes"),
        "rooms.csv, line 3, step_free: must be true or false, not “yes”",
    ),
    "not in a closed list": (
        cell("registrations_other.csv", 0, "status", "ill"),
        "registrations_other.csv, line 2, status: must be one of: cancelled, no_show, waitlisted, duplicate; not “ill”",
    ),
    "not whole": (
        inside("focus_groups.json", 0, capacity=2.5),
        "focus_groups.json, G1, capacity: must be a whole number, not “2.5”",
    ),
    "a text instead of a number": (
        inside("scaling_models.json", 0, "resources", budget="much", currency="EUR"),
        "scaling_models.json, M1, resources.budget: must be a number, not “much”",
    ),
    "a number instead of a text": (
        inside("focus_group_results.json", 0, "theses", 0, text_ru=1),
        "focus_group_results.json, G1, theses[G1-T1].text_ru: must be a text in quotes",
    ),
    "off the scale": (
        cell("factor_ratings.csv", 0, "importance", "6"),
        "factor_ratings.csv, line 2, importance: must lie between 1 and 5, not be 6",
    ),
    "empty": (
        cell("participants.csv", 0, "last_name", " "),
        "participants.csv, line 2, last_name: must not be empty",
    ),
    "control characters": (
        inside("focus_groups.json", 0, title_en="a\x00b"),
        "focus_groups.json, G1, title_en: contains control characters, which no page or document can show",
    ),
    "half a sign": (
        lambda contents: contents.update({"resolution.json": '{"event_id": "\\ud800"}'}),
        "resolution.json, event_id: contains control characters, which no page or document can show",
    ),
    "too long": (
        cell("participants.csv", 0, "badge_code", "B" * 41),
        "participants.csv, line 2, badge_code: is too long; characters: 41, at most: 40",
    ),
    "no address": (
        cell("participants.csv", 0, "email", "ann at home"),
        "participants.csv, line 2, email: must look like name@example.org, not “ann at home”",
    ),
    "a slug no address can hold": (
        lambda contents: contents["event.json"].update(slug="../admin"),
        "event.json, slug: must look like moving-up-2019, not “../admin”",
    ),
    "both languages empty": (
        inside("focus_groups.json", 1, title_en=None),
        "focus_groups.json, G2, title_ru: and title_en are both empty; at least one of them is needed",
    ),
    "a key too many": (
        inside("schools.json", 0, head="Ann"),
        "schools.json, S1, head: is not a key of the format",
    ),
    "a key too few": (
        lambda contents: contents["schools.json"][0].pop("setting"),
        "schools.json, S1, setting: is missing; what is not given is null",
    ),
    "no list": (
        inside("schools.json", 0, formats="visit"),
        "schools.json, S1, formats: must be a list in brackets",
    ),
    "no object": (
        inside("focus_group_results.json", 0, part1=[]),
        "focus_group_results.json, G1, part1: must be an object in braces",
    ),
    "too fine for a weight": (
        inside("review_criteria.json", 0, weight=0.12345),
        "review_criteria.json, clarity, weight: has too many decimals; at most: 4, given: “0.12345”",
    ),
}

REFERENCES = {
    "unknown municipality": (
        cell("participants.csv", 4, "municipality_id", "B9"),
        "participants.csv, line 6, municipality_id: “B9” is not to be found in municipalities.csv",
    ),
    "unknown speaker in a list": (
        cell("programme.csv", 0, "speaker_ids", "A1|A9"),
        "programme.csv, line 2, speaker_ids[2]: “A9” is not to be found in participants.csv",
    ),
    "unknown recommendation": (
        inside("resolution.json", "decisions", 0, recommendation_id="G1-R9"),
        "resolution.json, decisions[1].recommendation_id: “G1-R9” is not to be found in focus_group_results.json",
    ),
    "unknown competence": (
        inside("schools.json", 1, deficits={"C9": 1}),
        "schools.json, S2, deficits: “C9” is not to be found in competences.csv",
    ),
    "an id twice": (
        cell("rooms.csv", 1, "room_id", "big"),
        "rooms.csv, line 3, room_id: “big” occurs a second time; an id is unique in its file",
    ),
    "the same in a list": (
        cell("programme.csv", 0, "speaker_ids", "A1|A1"),
        "programme.csv, line 2, speaker_ids: “A1” stands in the list twice",
    ),
    "a pair that must be unique": (
        cell("factor_ratings.csv", 1, "factor_id", "G1-F1"),
        "factor_ratings.csv, line 3: the same participant_id, factor_id occur already in line 2",
    ),
    "a material of nothing": (
        cell("materials.csv", 0, "related_id", "Z"),
        "materials.csv, line 2, related_id: “Z” is no item, model, group, road map or school of the folder",
    ),
}


@pytest.mark.parametrize(("change", "sentence"), table(SHAPES | REFERENCES))
def test_a_mistake_is_told_in_a_sentence(change, sentence, tmp_path):
    contents = workshop()
    change(contents)

    told = faults_of(write(contents, tmp_path / "folder"))

    assert sentence in told
