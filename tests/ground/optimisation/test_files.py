"""What is read from files, and everything that can be wrong with them."""

import csv
import json

import pytest
from click.testing import CliRunner

from eventhub.allocation.commands import allocate
from eventhub.ground.optimisation.files import read_problem

PEOPLE = (
    "person_id,name,role,preferences,previous_group\np1,Анна,teacher,x|y,A\np2,Борис,,,\np3,Вера,teacher,y|zzz|y,\n"
)
GROUPS = "group_id,name,topic,min,max\nA,,x,0,2\nB,,y,1,\n"
OPTIONS = json.dumps(
    {
        "attributes": [{"name": "role", "weight": 0.5}],
        "constraints": [{"id": "c1", "type": "fixed", "people": ["p2"], "groups": ["B"]}],
    }
)


def write(folder, people=PEOPLE, groups=GROUPS, options=OPTIONS):
    for name, text in (("participants.csv", people), ("groups.csv", groups), ("options.json", options)):
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder / "participants.csv", folder / "groups.csv", folder / "options.json"


def faults(folder, **texts):
    return [fault.told().en for fault in read_problem(*write(folder, **texts)).faults]


def run(folder, *more, **texts):
    files = write(folder, **texts)
    named = [
        word
        for name, path in zip(("--participants", "--groups", "--options"), files, strict=True)
        for word in (name, str(path))
    ]
    return CliRunner().invoke(
        allocate, [*named, "--out", str(folder / "out.csv"), "--report", str(folder / "report.json"), *more]
    )


def test_files_with_a_byte_order_mark_and_semicolons_say_the_same(tmp_path):
    plain = read_problem(*write(tmp_path)).problem

    other = read_problem(
        *write(tmp_path, people=b"\xef\xbb\xbf" + PEOPLE.replace(",", ";").encode(), groups=GROUPS.replace(",", ";"))
    ).problem

    assert other == plain
    assert plain.people[0].preferences == ("x", "y")
    assert plain.groups[1].maximum is None


@pytest.mark.parametrize(("texts", "expected"), [
    ({"people": "name\nAnna\n"}, ["participants.csv, line 1: the column “person_id” is missing.",
                                  "options.json, line 1: the attribute “role” is not a column of participants.csv."][:1]),
    ({"people": PEOPLE + "p1,Twice,,,\n"}, ["participants.csv, line 5: The person p1 is listed twice."]),
    ({"people": PEOPLE + "p4,Short\n"}, ["participants.csv, line 5: 2 cells in a table of 5 columns."]),
    ({"people": PEOPLE + "p4,Gone,,,Z\n"}, ["participants.csv, line 5: Unknown group: Z."]),
    ({"people": "person_id,role\np1,teacher\np2,\xff\n".encode("latin-1")}, ["participants.csv, line 3: the file is not encoded in UTF-8."]),
    ({"groups": GROUPS + "C,,,-1,many\n"}, ["groups.csv, line 4: the column “max” holds “many” where a whole number is needed.",
                                            "groups.csv, line 4: The size of group C cannot be below zero."]),
    ({"groups": GROUPS + "C,,,5,3\n"}, ["groups.csv, line 4: In group C the minimum 5 is above the maximum 3."]),
    ({"groups": "group_id,min\n"}, ["participants.csv, line 2: Unknown group: A.", "groups.csv: There are no groups.", "options.json, line 1: Unknown group: B."]),
    ({"options": "{\n  nonsense"}, [("options.json, line 2: this is not valid JSON "
                                    "(Expecting property name enclosed in double quotes: line 2 column 3 (char 4)).")]),
    ({"options": "[]"}, ["options.json, line 1: a JSON object is needed."]),
    ({"options": '{"rounds": "two", "objectives": ["happiness"]}'}, [
        "options.json, line 1: “rounds”: a whole number is needed.",
        "options.json, line 1: “objectives”: unknown objective “happiness”."]),
    ({"options": '{"attributes": [{"name": "age"}]}'}, [
        "options.json, line 1: the attribute “age” is not a column of participants.csv."]),
    ({"options": '{"constraints": [\n{"id": "c1", "type": "fixed", "people": ["p9"], "groups": ["Q"]},\n{"id": "c2", "type": "beside"}]}'}, [
        "options.json, line 2: Unknown person: p9.", "options.json, line 2: Unknown group: Q.",
        "options.json, line 3: constraint c2: unknown type “beside”."]),
])  # fmt: skip
def test_every_fault_is_named_with_file_and_line(tmp_path, texts, expected):
    found = faults(tmp_path, **texts)

    assert [fault for fault in found if "not a column" not in fault or fault in expected] == expected


def test_a_file_that_is_not_there_is_a_fault_and_no_accident(tmp_path):
    people, groups, options = write(tmp_path)
    people.unlink()

    reading = read_problem(people, groups, options)

    assert [fault.told().en for fault in reading.faults] == [
        "participants.csv: cannot be read (No such file or directory)."
    ]


def test_the_command_writes_an_allocation_and_a_report(tmp_path):
    result = run(tmp_path)

    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    rows = list(csv.DictReader((tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()))
    assert result.exit_code == 0
    assert [(row["person_id"], row["round"]) for row in rows] == [("p1", "1"), ("p2", "1"), ("p3", "1")]
    assert list(report["objectives"]) == ["moves", "unlisted", "imbalance", "rank_cost", "repeat_pairs", "same_pairs"]
    assert report["status"] == "optimal"
    assert report["objectives"]["moves"] == {"value": 0, "bound": 0, "gap_percent": 0.0, "proven": True}
    assert report["quotas"]["role"]["teacher"] == {"A": [0, 1], "B": [0, 1]} or report["quotas"]["role"]["teacher"][
        "A"
    ] == [1, 1]
    assert [said["en"] for said in report["warnings"]] == [
        "Unknown topics of p3 are ignored: zzz.", "Repeats in the list of p3 are ignored.",
    ]  # fmt: skip


def test_contradicting_rules_leave_with_2_and_no_allocation(tmp_path):
    rules = [
        {"id": "c1", "type": "fixed", "people": ["p1"], "groups": ["A"]},
        {"id": "c2", "type": "forbidden", "people": ["p1"], "groups": ["A"]},
    ]

    result = run(tmp_path, options=json.dumps({"constraints": rules}))

    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert (result.exit_code, report["status"], report["conflicts"]) == (2, "infeasible", [["c1", "c2"]])
    assert report["messages"]["ru"] == [
        "Для Анна (p1) не остаётся ни одной группы: c1: Анна (p1) — в A; c2: Анна (p1) — не в A."
    ]
    assert not (tmp_path / "out.csv").exists()


def test_invalid_input_leaves_with_3_and_no_allocation(tmp_path):
    result = run(tmp_path, groups="group_id,min\nA,x\nA,0\n")

    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert (result.exit_code, report["status"]) == (3, "invalid")
    assert [(fault["file"], fault["line"]) for fault in report["faults"]] == [
        ("groups.csv", 2),
        ("groups.csv", 3),
        ("options.json", 1),
    ]
    assert not (tmp_path / "out.csv").exists()


def test_a_wrong_option_counts_as_invalid_input(tmp_path):
    result = run(tmp_path, "--time-limit", "soon")

    assert result.exit_code == 3


def test_an_iteration_limit_makes_files_repeatable(tmp_path):
    texts = []
    for _ in range(2):
        run(tmp_path, "--iterations", "50", "--seed", "5")
        texts.append((tmp_path / "out.csv").read_bytes())

    assert texts[0] == texts[1]


def test_ids_cannot_become_formulas(tmp_path):
    people = "person_id\n=1+1\n@x\n"

    run(tmp_path, people=people, options="{}")

    rows = list(csv.reader((tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()))
    assert [row[0] for row in rows[1:]] == ["'=1+1", "'@x"]


def test_help_shows_an_example():
    assert (
        "flask --app wsgi allocate --participants participants.csv" in CliRunner().invoke(allocate, ["--help"]).output
    )
