"""People of an event: who registered, worked, agreed, and was in which group."""

from typing import Any

from tests.demo.columns import HEADERS, SUMMER, WINTER


def person(code: str, family: str, given: str, email: str, **more: Any) -> dict[str, Any]:
    plain = dict.fromkeys(HEADERS["participants.csv"], "")
    return plain | {
        "participant_id": code,
        "last_name": family,
        "first_name": given,
        "email": email,
        "role": "nurse",
        "organisation": f"Clinic {code}",
        "municipality_id": "B1",
        "pref_1": "G1",
        "language": "en",
        "registered_at": f"2021-10-0{code[1:]}T10:00:00{SUMMER}",
        "status": "attended",
        "checked_in_at": f"2021-10-31T08:30:00{WINTER}",
        **more,
    }


def participants() -> list[dict[str, Any]]:
    both, other = {"pref_2": "G2"}, {"pref_1": "G2", "pref_2": "G1"}
    early = {"checked_out_at": f"2021-10-31T11:00:00{WINTER}"}
    return [
        person("A1", "Adams", "Ann", "ann@example.org", **both),
        person("A2", "Brown", "Ben", "shared@example.org", **both, school_id="S1"),
        person("A3", "Clark", "Cat", "shared@example.org", **other),
        person("A4", "Davis", "Dan", "dan@example.org", role="doctor", **both),
        person("A5", "Evans", "Eve", "eve@example.org", pref_1="", municipality_id="B2", **early),
        person("A6", "Foster", "Flo", "flo@example.org", pref_1="G1"),
        person("A7", "Green", "Gus", "gus@example.org", **other, accessibility_note="wheelchair"),
    ]


def others() -> list[dict[str, Any]]:
    plain = {"role": "doctor", "municipality_id": "B2", "patronymic": "", "duplicate_of": ""}
    wishes = {"pref_1": "G2", "pref_2": "", "pref_3": "", "status_changed_at": ""}
    rows = [
        ("Y1", "Hill", "Hal", "hal@example.org", "no_show", f"2021-10-08T10:00:00{SUMMER}", ""),
        ("Y2", "Irwin", "Ida", "ida@example.org", "waitlisted", f"2021-10-12T10:00:00{SUMMER}", ""),
        ("Y3", "Jones", "Jim", "jim@example.org", "waitlisted", f"2021-10-11T10:00:00{SUMMER}", ""),
        ("Y4", "ADAMS", "Ann ", "Ann@Example.org", "duplicate", f"2021-10-13T10:00:00{SUMMER}", "A1"),
        ("Y5", "King", "Kay", "kay@example.org", "cancelled", f"2021-10-09T10:00:00{SUMMER}", ""),
    ]
    names = ("registration_id", "last_name", "first_name", "email", "status", "registered_at", "duplicate_of")
    made = [plain | wishes | dict(zip(names, row, strict=True)) for row in rows]
    return [{name: row[name] for name in HEADERS["registrations_other.csv"]} for row in made]


def staff(code: str, role: str, group_id: str = "", expert_id: str = "") -> dict[str, Any]:
    return {"participant_id": code, "staff_role": role, "group_id": group_id, "expert_id": expert_id}


def consent_texts() -> list[dict[str, Any]]:
    words = {"title_ru": "", "title_en": "Consent", "text_ru": "", "text_en": "I agree."}
    versions = [
        ("processing", "1", "true"),
        ("processing", "2", "true"),
        ("publish_name", "2", "false"),
        ("special_category", "2", "false"),
    ]
    return [
        {"purpose": purpose, "version": version, "required": required, **words}
        for purpose, version, required in versions
    ]


def consents() -> list[dict[str, Any]]:
    def given(code: str, purpose: str, version: str = "2", withdrawn_at: str = "", hour: int = 10) -> dict[str, Any]:
        return {
            "participant_id": code,
            "purpose": purpose,
            "version": version,
            "given_at": f"2021-10-0{code[1:]}T{hour}:00:00{SUMMER}",
            "withdrawn_at": withdrawn_at,
        }

    rows = [given(f"A{number}", "processing", "1" if number == 1 else "2") for number in range(1, 8)]
    withdrawn = given("A2", "publish_name", withdrawn_at=f"2021-11-01T10:00:00{WINTER}")
    return [*rows, given("A1", "publish_name"), withdrawn, given("A7", "special_category")]


def allocated(code: str, group_id: str, rank: str, reason: str = "preference") -> dict[str, Any]:
    locked = str(reason in {"facilitator", "secretary", "model_author"}).lower()
    return {"participant_id": code, "group_id": group_id, "choice_rank": rank, "reason": reason, "locked": locked}
