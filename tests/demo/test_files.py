"""Files that are not as they should be are named; all mistakes are told at once and each once."""

import pytest

from tests.demo.folders import bundled, three_people, workshop, write
from tests.demo.mistakes import faults_of


@pytest.mark.parametrize("contents", [bundled, workshop, three_people])
def test_a_sound_folder_has_no_faults(contents, tmp_path):
    assert faults_of(write(contents(), tmp_path / "folder")) == []


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("rooms.csv", None, "rooms.csv: The file is missing; a list without entries has its header or an empty list."),
        ("rooms.csv", "", "rooms.csv, line 1: The file has no header row."),
        ("rooms.csv", "room_id\n", "rooms.csv, line 1, wifi: The column is missing."),
        ("roles.csv", "title_ru,key,title_en,municipal\n", "roles.csv, line 1: The columns must stand in this order: key, title_ru, title_en, municipal"),
        ("roles.csv", "key,title_ru,title_en,municipal,extra\n", "roles.csv, line 1, extra: The column is not in the format."),
        ("roles.csv", 'key,title_ru,title_en,municipal\na,"b\nb",c,true\nd,e\n', "roles.csv, line 4: cells in this row: 2; columns: 4"),
        ("roles.csv", 'key,title_ru,title_en,municipal\na,"b"b,c,true\n', "roles.csv, line 2: cannot be read as CSV: quotes must be doubled inside quotes and closed at the end"),
        ("roles.csv", "key,title_ru,title_en,municipal\r\n", "roles.csv: Lines must end with LF alone, not with CR LF."),
        ("roles.csv", "\ufeffkey,title_ru,title_en,municipal\n", "roles.csv: The file begins with a byte-order mark; save it as UTF-8 without one."),
        ("schools.json", "[\n{]", "schools.json, line 2: cannot be read as JSON"),
        ("schools.json", "{}", "schools.json: The file must hold a list in brackets."),
        ("schools.json", '[{"id": "a", "id": "b"}]', "schools.json: The key “id” occurs twice in one object."),
        ("schools.json", "[NaN]", "schools.json: cannot be read as JSON"),
        ("schools.json", "[" * 100_000, "schools.json: cannot be read as JSON"),
        ("notes.txt", "", "notes.txt: The file is not in the format."),
    ],
)  # fmt: skip
def test_a_file_that_is_not_as_it_should_be_is_named(name, text, sentence, tmp_path):
    folder = write(workshop(), tmp_path / "folder")
    if text is None:
        (folder / name).unlink()
    else:
        (folder / name).write_text(text, encoding="utf-8", newline="")

    told = faults_of(folder)

    assert sentence in told


def test_bytes_that_are_no_text_are_named(tmp_path):
    folder = write(workshop(), tmp_path / "folder")
    (folder / "roles.csv").write_bytes(b"\xff\xfe")

    assert faults_of(folder) == ["roles.csv: The file is not in UTF-8."]


def test_a_folder_in_the_place_of_a_file_is_named(tmp_path):
    folder = write(workshop(), tmp_path / "folder")
    (folder / "roles.csv").unlink()
    (folder / "roles.csv").mkdir()

    assert faults_of(folder) == ["roles.csv: The file cannot be opened: Is a directory."]


def test_a_folder_that_is_not_there_is_named(tmp_path):
    assert faults_of(tmp_path / "nowhere") == [f"{tmp_path / 'nowhere'}: There is no such folder."]


def test_lines_are_counted_through_cells_with_line_breaks(tmp_path):
    contents = workshop()
    contents["reviews.csv"].append({**contents["reviews.csv"][0], "review_id": "V2", "model_id": "M9"})

    told = faults_of(write(contents, tmp_path / "folder"))

    assert told == ["reviews.csv, line 4, model_id: “M9” is not to be found in scaling_models.json"]


def test_a_file_that_cannot_be_read_is_told_once_and_not_for_every_reference_to_it(tmp_path):
    folder = write(workshop(), tmp_path / "folder")
    (folder / "participants.csv").unlink()

    assert faults_of(folder) == [
        "participants.csv: The file is missing; a list without entries has its header or an empty list."
    ]


def test_all_mistakes_of_all_files_are_told_at_once(tmp_path):
    contents = workshop()
    contents["event.json"]["timezone"] = "Mars/Olympus"
    contents["rooms.csv"][0]["wifi"] = "lots"
    contents["participants.csv"][1]["email"] = ""
    contents["focus_group_results.json"][0]["recommendations"][0]["votes_for"] = 5
    contents["schools.json"][0]["strengths"] = {"C9": 6}

    told = faults_of(write(contents, tmp_path / "folder"))

    assert [sentence.partition(":")[0] for sentence in told] == [
        "event.json, timezone",
        "focus_group_results.json, G1, recommendations[G1-R1].votes_for",
        "participants.csv, line 3, email",
        "rooms.csv, line 2, wifi",
        "schools.json, S1, strengths.C9",
        "schools.json, S1, strengths",
    ]


def test_what_is_quoted_from_a_folder_can_do_no_harm_on_a_terminal(tmp_path):
    contents = workshop()
    contents["rooms.csv"][0]["wifi"] = "\u202e\u2028" + "x" * 2000

    (told,) = faults_of(write(contents, tmp_path / "folder"))

    assert told.isprintable()
    assert len(told) < 200


def test_a_name_from_a_folder_can_do_no_harm_either(tmp_path):
    contents = workshop()
    contents["event.json"]["\x1b[2J\ud800"] = 1
    folder = write(contents, tmp_path / "folder", ensure_ascii=True)

    assert faults_of(folder) == ["event.json, \\u001b[2J\\ud800: is not a key of the format"]
