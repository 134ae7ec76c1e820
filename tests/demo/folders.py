"""Folders of event data for tests: the bundled one, and a small English workshop written from nothing.

A folder is a dict of files; a table is a list of dicts of cells, a document what JSON holds. Tests change what they are
about and write the rest as it is.
"""

import csv
import json
from pathlib import Path
from typing import Any

from eventhub.demo.actions import BUNDLED
from tests.demo.columns import HEADERS, SCORES, WINTER
from tests.demo.frame_rows import event, group, item, municipalities, programme, room
from tests.demo.network_rows import materials, road_map, school
from tests.demo.outcome_rows import draft_resolution, draft_result, model, ratings, resolution, result, review
from tests.demo.people_rows import allocated, consent_texts, consents, others, participants, staff

Contents = dict[str, Any]


def write(contents: Contents, folder: Path, *, ensure_ascii: bool = False) -> Path:
    """Write all files into a new folder and return it."""
    folder.mkdir(parents=True)
    for name, given in contents.items():
        if name.endswith(".csv") and isinstance(given, list):
            write_table(folder / name, list(given[0]) if given else HEADERS[name], given)
        elif isinstance(given, str):
            (folder / name).write_text(given, encoding="utf-8", newline="")
        else:
            (folder / name).write_text(json.dumps(given, ensure_ascii=ensure_ascii, indent=1), encoding="utf-8")
    return folder


def write_table(path: Path, header: list[str], rows: list[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def bundled() -> Contents:
    """Return the files of the bundled event."""
    contents: Contents = {}
    for path in sorted(BUNDLED.iterdir()):
        if path.suffix == ".csv":
            with path.open(encoding="utf-8", newline="") as file:
                contents[path.name] = list(csv.DictReader(file))
        elif path.suffix == ".json":
            contents[path.name] = json.loads(path.read_text(encoding="utf-8"))
    return contents


def three_people() -> Contents:
    """Return an event of three people in one group: no call, models, road maps, schools or materials, no limit."""
    contents = workshop()
    people = ["A1", "A2", "A3"]
    empty = ["scaling_models.json", "review_criteria.json", "roadmaps.json", "schools.json", "focus_group_results.json"]
    tables = ["registrations_other", "materials", "competences", "factor_categories", "factor_ratings"]
    no_call = {"models_call_opens": None, "models_call_closes": None, "review_closes": None}
    own = {"id": "three", "slug": "three-people", "capacity": None, "quotas": []}
    rest = dict.fromkeys(("school_id", "pref_2", "pref_3"), "")
    alone = {"min_size": 0, "model_ids": [], "secretary_id": None, "facilitator_id": "A1"}
    return {
        **contents,
        **{name: [] for name in empty},
        **{f"{name}.csv": [] for name in tables},
        "event.json": {**contents["event.json"], **own, **no_call},
        "reviews.csv": ",".join(name for name in HEADERS["reviews.csv"] if name not in SCORES) + "\n",
        "resolution.json": draft_resolution(),
        "participants.csv": [
            {**row, **rest, "pref_1": "G1"} for row in contents["participants.csv"] if row["participant_id"] in people
        ],
        "consents.csv": [row for row in contents["consents.csv"] if row["participant_id"] in people],
        "focus_groups.json": [{**contents["focus_groups.json"][0], **alone}],
        "staff.csv": [staff("A1", "organiser")],
        "allocation.csv": [allocated(person, "G1", "1") for person in people],
        "programme.csv": [item("T1", f"09:00:00{WINTER}", f"10:00:00{WINTER}", "focus_group", group_id="G1")],
    }


def workshop() -> Contents:
    """Return a whole event of seven people in two unequal groups, English first, on the day the clocks go back.

    Berlin leaves summer time at 03:00 on 31 October 2021: registration is at +02:00, the day at +01:00.
    """
    return {**before_and_on_the_day(), **outcome()}


def before_and_on_the_day() -> Contents:
    return {
        "event.json": event(),
        "municipalities.csv": municipalities(),
        "roles.csv": [
            {"key": "nurse", "title_ru": "", "title_en": "Nurse", "municipal": "false"},
            {"key": "doctor", "title_ru": "", "title_en": "Doctor", "municipal": "true"},
        ],
        "rooms.csv": [room("big", "true"), room("small", "false")],
        "participants.csv": participants(),
        "registrations_other.csv": others(),
        "staff.csv": [
            staff("A1", "organiser"),
            staff("A2", "facilitator", group_id="G1"),
            staff("A3", "secretary", group_id="G1"),
            staff("A6", "facilitator", group_id="G2"),
            staff("A7", "expert", expert_id="E1"),
        ],
        "consent_texts.csv": consent_texts(),
        "consents.csv": consents(),
        "focus_groups.json": [
            group("G1", 1, "big", "A2", "A3", ["M1"], capacity=None, min_size=0),
            group("G2", 2, "small", "A6", None, [], capacity=2, min_size=1),
        ],
        "programme.csv": programme(),
        "allocation.csv": [
            allocated("A1", "G1", "1"),
            allocated("A2", "G1", "1", "facilitator"),
            allocated("A3", "G1", "2", "secretary"),
            allocated("A4", "G1", "1", "model_author"),
            allocated("A5", "G1", "", "no_preference"),
            allocated("A6", "G2", "0", "facilitator"),
            allocated("A7", "G1", "2", "step_free"),
        ],
    }


def outcome() -> Contents:
    return {
        "review_criteria.json": [
            {"key": "clarity", "title_ru": None, "title_en": "Clarity", "weight": 0.6, "min": 0, "max": 10},
            {"key": "use", "title_ru": None, "title_en": "Use", "weight": 0.4, "min": 0, "max": 10},
        ],
        "scaling_models.json": [model()],
        "reviews.csv": [review()],
        "factor_categories.csv": [{"key": "strength", "title_ru": "", "title_en": "Strength"}],
        "focus_group_results.json": [result("G1"), draft_result("G2", "A6")],
        "factor_ratings.csv": ratings(),
        "resolution.json": resolution(),
        "competences.csv": [{"competence_id": "C1", "name_ru": "", "name_en": "Listening"}],
        "roadmaps.json": [road_map()],
        "schools.json": [school("S1", 5, {}), school("S2", 1, {"C1": 3})],
        "materials.csv": materials(),
    }
