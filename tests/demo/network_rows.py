"""What goes on after an event: road maps, schools, materials."""

from typing import Any


def road_map() -> dict[str, Any]:
    def milestone(number: int, status: str, done_on: str | None, depends_on: list[str]) -> dict[str, Any]:
        return {
            "id": f"R1-{number}",
            "title_ru": f"Step {number}",
            "due": f"2022-0{number}-01",
            "owner_id": None,
            "result_ru": "",
            "indicator_unit_ru": "",
            "indicator_target": None,
            "status": status,
            "done_on": done_on,
            "note_ru": "",
            "depends_on": depends_on,
        }

    return {
        "id": "R1",
        "title_ru": None,
        "title_en": "Road map",
        "community_ru": None,
        "community_en": "Community",
        "goal_ru": None,
        "goal_en": "Goal",
        "coordinator_id": "A1",
        "municipality_ids": ["B1"],
        "source_recommendations": ["G1-R1"],
        "starts_on": "2021-11-01",
        "ends_on": "2022-06-01",
        "status_as_of": None,
        "milestones": [
            milestone(1, "done", "2022-01-05", []),
            milestone(2, "planned", None, ["R1-1"]),
            milestone(3, "in_progress", None, ["R1-1", "R1-2"]),
        ],
    }


def school(code: str, strength: int, deficits: dict[str, int]) -> dict[str, Any]:
    return {
        "id": code,
        "name_ru": f"School {code}",
        "municipality_id": "B1",
        "setting": "urban",
        "pupils": 10,
        "teachers": 2,
        "role": "both",
        "low_results": False,
        "mentor_capacity": 1,
        "strengths": {"C1": strength},
        "deficits": deficits,
        "formats": ["visit"],
        "connection": "good",
        "max_distance_km": 5,
        "preferred_donors": ["S2"] if code == "S1" else ["S1"],
        "excluded_partners": [],
        "notes_ru": "",
        "participant_ids": ["A2"] if code == "S1" else [],
        "contact_email": "school@example.org",
    }


def materials() -> list[dict[str, Any]]:
    plain = {"file_name": "a.pdf", "size_kb": "2", "language": "en", "public": "true", "related_id": "", "note_ru": ""}
    rows = [("K1", "Slides", "presentation", "T1"), ("K2", "Model", "model", "M1"), ("K3", "Notes", "protocol", "G1")]
    return [
        {"material_id": code, "title_ru": title, "type": kind, **plain, "related_id": related}
        for code, title, kind, related in rows
    ]
