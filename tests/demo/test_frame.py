"""Times follow each other, weights sum to one, everybody agreed: what holds around an event."""

import pytest

from tests.demo.columns import WINTER
from tests.demo.folders import workshop, write
from tests.demo.mistakes import add, also, cell, drop, faults_of, inside, table
from tests.demo.people_rows import person

FRAME = {
    "unknown zone": (
        lambda contents: contents["event.json"].update(timezone="../../etc/passwd"),
        "event.json, timezone: “../../etc/passwd” is not a time zone of the IANA list, such as Europe/Moscow",
    ),
    "the wrong day": (
        lambda contents: contents["event.json"].update(date="2021-10-30"),
        "event.json, date: is not the day on which the event starts in its zone, 2021-10-31",
    ),
    "ends before it begins": (
        lambda contents: contents["event.json"].update(ends_at=f"2021-10-31T08:00:00{WINTER}"),
        "event.json, ends_at: must be later than starts_at",
    ),
    "half a call": (
        lambda contents: contents["event.json"].update(review_closes=None),
        "event.json, review_closes: the three dates of the call are given together or not at all",
    ),
    "a consent that nobody wrote": (
        lambda contents: contents["event.json"].update(consent_version="3"),
        "event.json, consent_version: consent_texts.csv has no text of the purpose “processing” in the version “3”",
    ),
    "a quota for nobody": (
        inside("event.json", "quotas", 0, key="pilot"),
        "event.json, quotas[1].key: “pilot” is not to be found in roles.csv",
    ),
    "a quota twice": (
        inside("event.json", "quotas", 1, by="role", key="doctor"),
        "event.json, quotas[2].key: there is a quota for “doctor” already",
    ),
    "weights": (
        inside("review_criteria.json", 1, weight=0.3),
        "review_criteria.json, use, weight: the weights of all criteria sum to 0.9 instead of 1",
    ),
    "a scale without steps": (
        inside("review_criteria.json", 1, min=10),
        "review_criteria.json, use, max: must be greater than min",
    ),
    "a code without system": (
        cell("municipalities.csv", 0, "code", "1"),
        "municipalities.csv, line 2, code: a code and its system are given together or not at all",
    ),
    "a code twice": (
        also(cell("municipalities.csv", 0, "code", "05314000"), cell("municipalities.csv", 0, "code_system", "AGS")),
        "municipalities.csv, line 3, code: the code “05314000” occurs already in line 2",
    ),
    "a group in a plenary": (
        cell("programme.csv", 0, "group_id", "G1"),
        "programme.csv, line 2, group_id: only items of the type focus_group belong to a group",
    ),
    "a group number twice": (
        inside("focus_groups.json", 1, number=1),
        "focus_groups.json, G2, number: the number 1 occurs twice",
    ),
}

PEOPLE = {
    "the same person twice": (
        add("participants.csv", person("A8", "ADAMS", "Ann", "ANN@example.org", registered_at="2021-10-08T10:00:00Z")),
        (
            "participants.csv, line 9, email: the same name and mailbox as A1; of two registrations of one person the "
            "later one is marked duplicate"
        ),
    ),
    "a duplicate of nothing": (
        cell("registrations_other.csv", 3, "duplicate_of", ""),
        "registrations_other.csv, line 5, duplicate_of: a duplicate names the registration it repeats",
    ),
    "a duplicate of a later one": (
        cell("registrations_other.csv", 3, "registered_at", "2021-09-13T10:00:00Z"),
        "registrations_other.csv, line 5, duplicate_of: “A1” was registered later; the first registration holds",
    ),
    "no duplicate, but names one": (
        cell("registrations_other.csv", 1, "duplicate_of", "A1"),
        "registrations_other.csv, line 3, duplicate_of: only a duplicate names another registration",
    ),
    "a wish twice": (
        cell("participants.csv", 0, "pref_2", "G1"),
        "participants.csv, line 2, pref_1: “G1” is wished for twice",
    ),
    "a gap between wishes": (
        also(cell("participants.csv", 0, "pref_2", ""), cell("participants.csv", 0, "pref_3", "G2")),
        "participants.csv, line 2, pref_3: is given although pref_2 is empty; wishes are listed from the first",
    ),
    "left before arriving": (
        cell("participants.csv", 4, "checked_out_at", f"2021-10-31T08:00:00{WINTER}"),
        "participants.csv, line 6, checked_out_at: must be later than checked_in_at",
    ),
    "more than the capacity": (
        lambda contents: contents["event.json"].update(capacity=7),
        "event.json, capacity: places taken: 8; the capacity: 7",
    ),
    "more than a quota": (
        inside("event.json", "quotas", 0, max=1),
        "event.json, quotas[1].max: places taken of “doctor”: 2; its limit: 1",
    ),
    "an expert without id": (
        cell("staff.csv", 4, "expert_id", ""),
        "staff.csv, line 6, expert_id: experts have an expert_id, nobody else has one",
    ),
    "a facilitator of another group": (
        cell("staff.csv", 1, "group_id", "G2"),
        "staff.csv, line 3, group_id: focus_groups.json names somebody else as facilitator of “G2”",
    ),
    "a consent to unknown words": (
        cell("consents.csv", 0, "version", "7"),
        "consents.csv, line 2, version: consent_texts.csv has no text of the purpose “processing” in the version “7”",
    ),
    "withdrawn before given": (
        cell("consents.csv", 8, "withdrawn_at", "2021-09-01T10:00:00Z"),
        "consents.csv, line 10, withdrawn_at: must not be earlier than given_at",
    ),
    "given twice": (
        also(cell("consents.csv", 8, "participant_id", "A1"), cell("consents.csv", 8, "withdrawn_at", "")),
        "consents.csv, line 10, purpose: the same purpose is agreed to already in line 9 and was not withdrawn",
    ),
    "never agreed": (
        drop("consents.csv", 3),
        "participants.csv, line 5, participant_id: has not agreed to “processing”, which is required of everybody",
    ),
    "a note without consent": (
        cell("participants.csv", 0, "dietary_note", "no nuts"),
        "participants.csv, line 2, dietary_note: there is a note although no consent to “special_category” is in force",
    ),
    "a consent without note": (
        cell("participants.csv", 6, "accessibility_note", ""),
        "participants.csv, line 8, dietary_note: a consent to “special_category” is in force although there is no note",
    ),
}


@pytest.mark.parametrize(("change", "sentence"), table(FRAME | PEOPLE))
def test_a_mistake_is_told_in_a_sentence(change, sentence, tmp_path):
    contents = workshop()
    change(contents)

    told = faults_of(write(contents, tmp_path / "folder"))

    assert sentence in told
