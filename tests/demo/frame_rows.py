"""An event, its lists, rooms, groups and programme."""

from typing import Any

from tests.demo.columns import HEADERS, SUMMER, WINTER


def event() -> dict[str, Any]:
    pairs = {
        f"{stem}_{lang}": f"The {stem}" if lang == "en" else None
        for stem in ("title", "venue", "organiser", "goal", "description")
        for lang in ("ru", "en")
    }
    return {
        "id": "W1",
        "slug": "workshop",
        **pairs,
        "date": "2021-10-31",
        "starts_at": f"2021-10-31T09:00:00{WINTER}",
        "ends_at": f"2021-10-31T12:00:00{WINTER}",
        "timezone": "Europe/Berlin",
        "contact": {"name_ru": None, "name_en": "Office", "email": "office@example.org", "phone": ""},
        "capacity": 8,
        "quotas": [{"by": "role", "key": "doctor", "max": 2}, {"by": "municipality", "key": "B2", "max": 3}],
        "registration_opens": f"2021-09-01T09:00:00{SUMMER}",
        "registration_closes": f"2021-10-30T18:00:00{SUMMER}",
        "models_call_opens": f"2021-09-01T09:00:00{SUMMER}",
        "models_call_closes": f"2021-09-20T09:00:00{SUMMER}",
        "review_closes": f"2021-10-01T09:00:00{SUMMER}",
        "expected": {"participants": 7, "municipalities": 2, "focus_groups": 2},
        "certificate": {"academic_hours": 3, "hour_minutes": 60, "number_prefix": "W", "minimum_minutes": 60},
        "consent_version": "2",
    }


def municipalities() -> list[dict[str, Any]]:
    plain = {"name_ru": "", "official_name_ru": "", "kind_ru": "", "kind_en": "Town", "kind": "town"}
    rest = {"code": "", "code_system": "", "admin_centre_ru": "", "lat": "", "lon": ""}
    one = {"municipality_id": "B1", **plain, "name_en": "Ulm", **rest, "lat": "48.40", "lon": "9.99"}
    other = {"municipality_id": "B2", **plain, "name_en": "Bonn", **rest, "code": "05314000", "code_system": "AGS"}
    return [{name: row[name] for name in HEADERS["municipalities.csv"]} for row in (one, other)]


def room(code: str, step_free: str) -> dict[str, Any]:
    return {
        "room_id": code,
        "name_ru": "",
        "name_en": f"Room {code}",
        "floor": "-1",
        "seats": "",
        "step_free": step_free,
        "wifi": "none",
    }


def group(
    code: str, number: int, room_id: str, facilitator: str, secretary: str | None, models: list[str], **sizes: Any
) -> dict[str, Any]:
    return {
        "id": code,
        "number": number,
        "title_ru": None,
        "title_en": f"Group {number}",
        "short_title_ru": None,
        "short_title_en": f"G{number}",
        "room_id": room_id,
        **sizes,
        "facilitator_id": facilitator,
        "secretary_id": secretary,
        "model_ids": models,
        "guiding_questions": [{"n": 1, "ru": None, "en": "Why?"}],
    }


def item(code: str, start: str, end: str, kind: str, **more: str) -> dict[str, Any]:
    return {
        "item_id": code,
        "starts_at": f"2021-10-31T{start}",
        "ends_at": f"2021-10-31T{end}",
        "type": kind,
        "title_ru": "",
        "title_en": f"Item {code}",
        "room_id": "big",
        "group_id": more.get("group_id", ""),
        "model_ids": more.get("model_ids", ""),
        "speaker_ids": more.get("speaker_ids", ""),
    }


def programme() -> list[dict[str, Any]]:
    return [
        item("T1", f"09:00:00{WINTER}", f"09:30:00{WINTER}", "opening", speaker_ids="A1|A2"),
        item("T4", f"11:00:00{WINTER}", f"12:00:00{WINTER}", "focus_group", group_id="G1"),
        item("T2", f"09:30:00{WINTER}", f"11:00:00{WINTER}", "focus_group", group_id="G1", model_ids="M1"),
        item("T3", f"09:30:00{WINTER}", f"12:00:00{WINTER}", "focus_group", group_id="G2"),
    ]
