"""Reading rows as they are declared: every fault is noted, and reading goes on behind it."""

import dataclasses
import types
from collections import defaultdict
from collections.abc import Mapping
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin, get_type_hints

from eventhub.demo.folder.faults import Faults, Place
from eventhub.demo.folder.marks import LONGEST_ID, Filled, Length, Own, Ref
from eventhub.demo.folder.rows import Row
from eventhub.demo.folder.values import Unreadable, plain, suits
from eventhub.ground.i18n import lazy

R = TypeVar("R", bound=Row)

NOT_AN_OBJECT = lazy("must be an object in braces")
NOT_A_LIST = lazy("must be a list in brackets")
MISSING_KEY = lazy("is missing; what is not given is null")
EXTRA_KEY = lazy("is not a key of the format")
TAKEN = lazy("“%(given)s” occurs a second time; an id is unique in its file")
UNKNOWN = lazy("“%(given)s” is not to be found in %(file)s")
REPEATED = lazy("“%(given)s” stands in the list twice")
NO_TWIN_FILLED = lazy("and %(twin)s are both empty; at least one of them is needed")
ID_MARKS = (Filled(), Length(LONGEST_ID))

FILES = {
    "criteria": "review_criteria.json",
    "event": "event.json",
    "experts": "staff.csv",
    "factor_categories": "factor_categories.csv",
    "factors": "focus_group_results.json",
    "focus_groups": "focus_groups.json",
    "milestones": "roadmaps.json",
    "municipalities": "municipalities.csv",
    "competences": "competences.csv",
    "participants": "participants.csv",
    "programme": "programme.csv",
    "recommendations": "focus_group_results.json",
    "registrations": "participants.csv, registrations_other.csv",
    "roadmaps": "roadmaps.json",
    "roles": "roles.csv",
    "rooms": "rooms.csv",
    "scaling_models": "scaling_models.json",
    "schools": "schools.json",
}
"""Where the things of each kind are named first."""

_FIELDS: dict[object, dict[str, Any]] = {}


class Reader:
    """Reads rows, collects their ids and remembers which ids they speak of."""

    def __init__(self, faults: Faults) -> None:
        self.faults = faults
        self.own: dict[str, dict[str, None]] = defaultdict(dict)  # by kind, in the order of the file
        self._spoken_of: list[tuple[str, str, Place]] = []

    def row(self, kind: type[R], given: object, place: Place) -> R | None:
        """Read one row; none if anything in it is wrong, which is noted."""
        if not isinstance(given, Mapping):
            self.faults.add(place, NOT_AN_OBJECT)
            return None
        before = len(self.faults)
        wanted = fields_of(kind)
        for name in given.keys() - wanted.keys():
            self.faults.add(place.at(str(name)), EXTRA_KEY)
        read = {name: self._field(given, name, wanted[name], place) for name in wanted}
        self._need_a_twin(kind, read, place)
        return kind(place=place, **read) if len(self.faults) == before else None

    def note_unknown(self, unreadable_files: set[str]) -> None:
        """Note every id that was spoken of and never named; not where the file that names it could not be read."""
        for kind, given, place in self._spoken_of:
            files = set(FILES[kind].split(", "))
            if given not in self.own[kind] and not files & unreadable_files:
                self.faults.add(place, UNKNOWN, given=given, file=FILES[kind])

    def _field(self, given: Mapping[str, object], name: str, wanted: Any, place: Place) -> Any:
        if name not in given:
            self.faults.add(place.at(name), MISSING_KEY)
            return None
        return self._value(given[name], wanted, place.at(name))

    def _value(self, given: object, wanted: Any, place: Place) -> Any:
        kind, optional, marks = taken_apart(wanted)
        if optional and given is None:
            return None
        if get_origin(kind) is list:
            return self._list(given, get_args(kind)[0], place)
        if get_origin(kind) is dict:
            key, one = get_args(kind)
            return self._mapping(given, key, one, place)
        if isinstance(kind, type) and issubclass(kind, Row):
            return self.row(kind, given, place)
        return self._plain(given, kind, marks, place)

    def _list(self, given: object, wanted: Any, place: Place) -> list[Any]:
        if not isinstance(given, list):
            self.faults.add(place, NOT_A_LIST)
            return []
        if any(isinstance(mark, Ref) for mark in taken_apart(wanted)[2]):
            self._refuse_repetition(given, place)
        return [self._value(one, wanted, place.at(f"[{_name(one, n)}]")) for n, one in enumerate(given, start=1)]

    def _refuse_repetition(self, given: list[object], place: Place) -> None:
        for number, one in enumerate(given):
            if isinstance(one, str) and one in given[:number]:
                self.faults.add(place, REPEATED, given=one)

    def _mapping(self, given: object, key: Any, wanted: Any, place: Place) -> dict[str, Any]:
        if not isinstance(given, Mapping):
            self.faults.add(place, NOT_AN_OBJECT)
            return {}
        for name in given:
            self._value(name, key, place)
        return {name: self._value(one, wanted, place.at(name)) for name, one in given.items()}

    def _plain(self, given: object, kind: Any, marks: tuple[object, ...], place: Place) -> Any:
        try:
            value = plain(given, kind)
            for mark in marks:
                suits(value, mark)
                self._know(value, mark, place)
        except Unreadable as fault:
            self.faults.add(place, fault.reason, **fault.values)
            return None
        return value

    def _know(self, value: Any, mark: object, place: Place) -> None:
        if not isinstance(mark, Own | Ref):
            return
        for needed in ID_MARKS:
            suits(value, needed)
        if isinstance(mark, Ref):
            self._spoken_of.append((mark.kind, value, place))
        elif value in self.own[mark.kind]:
            raise Unreadable(TAKEN, given=value)
        else:
            self.own[mark.kind][value] = None

    def _need_a_twin(self, kind: type[Row], read: dict[str, Any], place: Place) -> None:
        for name, twin in twins_of(kind):
            if read[name] == "" and read[twin] == "":
                self.faults.add(place.at(name), NO_TWIN_FILLED, twin=twin)


def fields_of(kind: type[Row]) -> dict[str, Any]:
    """Return the fields of a row with what each declares, in the order of the file."""
    if kind not in _FIELDS:
        hints = get_type_hints(kind, include_extras=True)
        _FIELDS[kind] = {field.name: hints[field.name] for field in dataclasses.fields(kind) if field.name != "place"}
    return _FIELDS[kind]


def twins_of(kind: type[Row]) -> list[tuple[str, str]]:
    """Return the pairs of fields that hold one text in two languages."""
    names = fields_of(kind)
    ends = [(name, f"{name.removesuffix('ru')}en") for name in names if name == "ru" or name.endswith("_ru")]
    return [(name, twin) for name, twin in ends if twin in names]


def taken_apart(wanted: Any) -> tuple[Any, bool, tuple[object, ...]]:
    """Part a declaration into its type, whether null is allowed, and its marks."""
    kind, optional, marks = wanted, False, ()
    if get_origin(kind) in {Union, types.UnionType}:
        kind = next(one for one in get_args(kind) if one is not types.NoneType)
        optional = True
    if get_origin(kind) is Annotated:
        kind, *found = get_args(kind)
        marks = tuple(found)
    return kind, optional, marks


def _name(one: object, number: int) -> str:
    own = one.get("id") if isinstance(one, Mapping) else None
    return own if isinstance(own, str) and own else str(number)
