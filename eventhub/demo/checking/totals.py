"""The totals that a folder states about itself, compared with what is in it."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from eventhub.demo.checking.certificates import certificates
from eventhub.demo.checking.figures import TEN_THOUSANDTHS, marks_of
from eventhub.demo.checking.pairs import possible_pairs, wishes_that_cannot_be_met
from eventhub.demo.folder.contents import Folder
from eventhub.demo.folder.faults import Faults, Place
from eventhub.demo.folder.group_files import ResultRow
from eventhub.demo.folder.people_files import OtherStatus
from eventhub.demo.folder.reading import NOT_AN_OBJECT
from eventhub.ground.i18n import lazy
from eventhub.ground.statistics import Agreement
from eventhub.networks.models import MilestoneState
from eventhub.outcomes import rules
from eventhub.scaling_models.rules import mean_of

FILE = "expected_totals.json"

NOT_A_TOTAL = lazy("is not a key of the format")
DIFFERS = lazy("is %(given)s, but the folder gives %(found)s")


def differences(folder: Folder) -> Faults:
    """Compare every total that is stated with what was read. Counts that are left out of a list of counts are 0.

    The totals are for comparison (README of the data): a difference is told and keeps nothing from being loaded.
    """
    found = Faults()
    if folder.expected_totals is not None:
        _compare_all(folder.expected_totals, folder, found)
    return found


def _compare_all(expected: object, folder: Folder, faults: Faults) -> None:
    if not isinstance(expected, Mapping):
        faults.add(Place(FILE), NOT_AN_OBJECT)
        return
    found = totals_of(folder, expected)
    for name, given in expected.items():
        place = Place(FILE).at(str(name))
        if name in found:
            _compare(place, given, found[name], faults)
        else:
            faults.add(place, NOT_A_TOTAL)


def _compare(place: Place, given: object, found: object, faults: Faults) -> None:
    if isinstance(given, Mapping) and isinstance(found, Mapping):
        for name in dict.fromkeys([*given, *found]):
            _compare(place.at(str(name)), given.get(name, 0), found.get(name, 0), faults)
    elif not _is_same(given, found):
        faults.add(place, DIFFERS, given=_written(given), found=_written(found))


def _is_same(given: object, found: object) -> bool:
    if isinstance(found, Fraction) and isinstance(given, int | Decimal):
        return abs(Fraction(given) - found) <= TEN_THOUSANDTHS
    return given == found


def _written(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(_written(one) for one in value)
    return f"{float(value):.4f}" if isinstance(value, Fraction) else "null" if value is None else str(value)


def totals_of(folder: Folder, stated: Mapping[str, Any]) -> dict[str, object]:
    """Count everything that a folder may state about itself."""
    return {
        **_people(folder),
        "consents_in_force": _counted(row.purpose for row in folder.consents if row.withdrawn_at is None),
        "consents_withdrawn": sum(row.withdrawn_at is not None for row in folder.consents),
        "allocation": {
            "by_group": _counted(row.group_id for row in folder.allocation),
            "by_choice_rank": _counted(
                "none_stated" if row.choice_rank is None else row.choice_rank for row in folder.allocation
            ),
        },
        "models": _models(folder),
        "factor_agreement": {result.group_id: _kendall_w(result, folder) for result in folder.results},
        "certificates": certificates(folder),
        "roadmaps": _road_maps(folder, stated),
        "possible_pairs": len(possible_pairs(folder)),
        "preferences_not_possible": wishes_that_cannot_be_met(folder),
        "rows": _rows(folder),
    }


def _people(folder: Folder) -> dict[str, object]:
    waiting = [row for row in folder.others if row.status is OtherStatus.WAITLISTED]
    return {
        "participants": len(folder.participants),
        "municipalities": len({row.municipality_id for row in folder.participants}),
        "by_role": _counted(row.role for row in folder.participants),
        "by_municipality": _counted(row.municipality_id for row in folder.participants),
        "with_dietary_note": sum(bool(row.dietary_note) for row in folder.participants),
        "with_accessibility_note": sum(bool(row.accessibility_note) for row in folder.participants),
        "other_registrations": _counted(row.status for row in folder.others),
        "waiting_list": [row.registration_id for row in sorted(waiting, key=lambda row: row.registered_at)],
        "first_choices": _counted(row.pref_1 for row in folder.participants if row.pref_1),
    }


def _counted(values: Iterable[object]) -> dict[str, int]:
    return dict(Counter(str(value) for value in values))


def _models(folder: Folder) -> dict[str, object]:
    scores = {model.id: [row.weighted for row in folder.reviews if row.model_id == model.id] for model in folder.models}
    return {
        model.id: {
            "mean_weighted": mean_of(scores[model.id]),
            "reviews": len(scores[model.id]),
            "decision": model.decision,
        }
        for model in folder.models
    }


def _kendall_w(result: ResultRow, folder: Folder) -> Fraction | None:
    marks = [marks_of([row for row in folder.ratings if row.factor_id == factor.id]) for factor in result.factors]
    measure = rules.agreement(marks).measure if marks else None
    return measure.w if isinstance(measure, Agreement) else None


def _road_maps(folder: Folder, stated: Mapping[str, Any]) -> dict[str, object]:
    given = stated.get("roadmaps")
    as_of = given.get("as_of") if isinstance(given, Mapping) else None
    milestones = [milestone for row in folder.road_maps for milestone in row.milestones]
    late = [row.id for row in milestones if row.done_on and row.due and row.done_on > row.due]
    open_ones = [row for row in milestones if row.due and row.status is not MilestoneState.DONE]
    overdue = [row.id for row in open_ones if isinstance(as_of, str) and f"{row.due}" < as_of]
    return {"as_of": as_of, "overdue": overdue, "done_late": late}


def _rows(folder: Folder) -> dict[str, int]:
    inside: dict[str, Callable[[ResultRow], int]] = {
        "factors": lambda row: len(row.factors),
        "theses": lambda row: len(row.theses),
        "quotes": lambda row: len(row.quotes),
        "recommendations": lambda row: len(row.recommendations),
    }
    return {
        **{table.file.partition(".")[0]: len(table) for table in folder.tables},
        **{name: sum(map(count, folder.results)) for name, count in inside.items()},
        "guiding_questions": sum(len(row.guiding_questions) for row in folder.groups),
        "milestones": sum(len(row.milestones) for row in folder.road_maps),
        "decisions": len(folder.resolution.decisions) if folder.resolution else 0,
    }
