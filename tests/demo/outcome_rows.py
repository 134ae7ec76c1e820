"""What came out of an event: models, results, a resolution."""

from typing import Any

from tests.demo.columns import SUMMER, WINTER


def model() -> dict[str, Any]:
    words = dict.fromkeys(
        ["problem_ru", "innovation_ru", "target_group_ru", "conditions_ru", "core_ru", "adaptable_ru", "evidence_ru"],
        "Written in English, whatever the column is called",
    )
    return {
        "id": "M1",
        "group_id": "G1",
        "municipality_id": "B1",
        "organisation_ru": "Clinic A4",
        "author_ids": ["A4"],
        "corresponding_author_id": "A4",
        "title_ru": None,
        "title_en": "Model one",
        "abstract_en": "In short",
        **words,
        "stages": [{"name": "Start", "months": 1, "deliverable": ""}],
        "resources": {"people": "", "budget": None, "currency": None, "infrastructure": ""},
        "risks": [{"risk": "Time", "probability": "low", "impact": "high", "mitigation": ""}],
        "indicators": [{"name": "Beds", "baseline": None, "target": 1.5, "unit": "beds", "due": None}],
        "partners_ru": [],
        "sites_now": 0,
        "submitted_at": f"2021-09-10T10:00:00{SUMMER}",
        "decision": "accepted",
    }


def review() -> dict[str, Any]:
    return {
        "review_id": "V1",
        "model_id": "M1",
        "expert_id": "E1",
        "score_clarity": "9",
        "score_use": "6",
        "weighted": "7.8",
        "confidence": "3",
        "recommendation": "accept",
        "comment_ru": "Line one\nline two",
        "submitted_at": f"2021-09-25T10:00:00{SUMMER}",
    }


def result(code: str) -> dict[str, Any]:
    """Return what the first group recorded: three factors rated by three people, one of whom left one blank."""
    return {
        "group_id": code,
        "status": "final",
        "facilitator_id": "A2",
        "secretary_id": "A3",
        "part1": part(f"09:30:00{WINTER}", f"11:00:00{WINTER}", ["A1", "A2", "A3", "A4", "A5"]),
        "part2": part(f"11:00:00{WINTER}", f"12:00:00{WINTER}", ["A1", "A2", "A3", "A4"]),
        "models_presented": ["M1"],
        "roadmaps_discussed": ["R1"],
        "factors": [
            factor("G1-F1", 3, [5, 5, 5, 5, 4], 1),
            factor("G1-F2", 3, [2, 2, 1.5, 2.5, 3], 3),
            factor("G1-F3", 2, [3, 3, 3, 3, 3], 2),
        ],
        "agreement": {
            "raters": 3,
            "complete_raters": 2,
            "items": 3,
            "kendall_w": None,
            "chi_square": None,
            "df": 2,
        },
        "theses": [{"id": "G1-T1", "kind": "thesis", "text_ru": "По-русски", "author_id": "A1"}],
        "quotes": [{"text_ru": "I said so", "author_id": None, "attribution_consent": False}],
        "recommendations": [
            recommendation("G1-R1", (4, 0, 0), 8, "consensus", adopted=True),
            recommendation("G1-R2", (2, 2, 0), 0, "no_agreement", adopted=False),
        ],
        "dots_per_person": 2,
        "signed_at": f"2021-10-31T12:10:00{WINTER}",
        "version": 2,
    }


def draft_result(code: str, facilitator: str) -> dict[str, Any]:
    lists = ["models_presented", "roadmaps_discussed", "factors", "theses", "quotes", "recommendations"]
    return {
        **result(code),
        **{name: [] for name in lists},
        "status": "draft",
        "facilitator_id": facilitator,
        "secretary_id": None,
        "part1": part(f"09:30:00{WINTER}", f"12:00:00{WINTER}", []),
        "part2": {"starts_at": None, "ends_at": None, "present": []},
        "agreement": dict.fromkeys(["raters", "complete_raters", "items"], 0)
        | dict.fromkeys(["kendall_w", "chi_square", "df"]),
        "signed_at": None,
        "version": 1,
    }


def part(start: str, end: str, present: list[str]) -> dict[str, Any]:
    return {"starts_at": f"2021-10-31T{start}", "ends_at": f"2021-10-31T{end}", "present": present}


def factor(code: str, count: int, figures: list[float], rank: int) -> dict[str, Any]:
    names = ["importance_mean", "importance_median", "importance_q1", "importance_q3", "controllability_mean"]
    return {
        "id": code,
        "text_ru": f"Factor {code}",
        "category": "strength",
        "n": count,
        **dict(zip(names, figures, strict=True)),
        "rank": rank,
    }


def ratings() -> list[dict[str, Any]]:
    given = {
        "A1": [("5", "4"), ("1", "3"), ("3", "3")],
        "A2": [("5", "4"), ("2", "3"), ("3", "3")],
        "A3": [("5", "4"), ("3", "3"), ("", "")],
    }
    return [
        {
            "group_id": "G1",
            "participant_id": code,
            "factor_id": f"G1-F{number}",
            "importance": importance,
            "controllability": control,
        }
        for code, marks in given.items()
        for number, (importance, control) in enumerate(marks, start=1)
    ]


def recommendation(
    code: str, votes: tuple[int, int, int], dots: int, consensus: str, *, adopted: bool
) -> dict[str, Any]:
    return {
        "id": code,
        "text_ru": f"Do {code}",
        "votes_for": votes[0],
        "votes_against": votes[1],
        "votes_abstained": votes[2],
        "dots": dots,
        "consensus": consensus,
        "adopted": adopted,
        "addressee_ru": "",
        "due": None,
    }


def resolution() -> dict[str, Any]:
    return {
        "event_id": "W1",
        "status": "adopted",
        "adopted_at": f"2021-10-31T12:20:00{WINTER}",
        "votes": {"present": 5, "votes_for": 3, "votes_against": 1, "votes_abstained": 1},
        "preamble_ru": "We met.",
        "noted_ru": ["It rained."],
        "decisions": [
            {"recommendation_id": "G1-R1", "text_ru": "Do it", "addressee_ru": "Everybody", "due": "2022-01-01"}
        ],
        "disagreements_ru": ["Umbrellas"],
    }


def draft_resolution() -> dict[str, Any]:
    empty: dict[str, Any] = {"noted_ru": [], "decisions": [], "disagreements_ru": []}
    votes = dict.fromkeys(["present", "votes_for", "votes_against", "votes_abstained"], 0)
    return {
        "event_id": "three",
        "status": "draft",
        "adopted_at": None,
        "votes": votes,
        "preamble_ru": "",
        **empty,
    }
