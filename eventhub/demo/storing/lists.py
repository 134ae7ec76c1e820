"""The installation's lists: what is there already is found again, the rest is added."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from eventhub.demo.folder.event_files import MunicipalityRow
from eventhub.demo.storing.stage import Stage, keep
from eventhub.events.models import EventCompetence, EventMunicipality, EventRole
from eventhub.ground.folding import fold, sort_key
from eventhub.ground.texts import Texts
from eventhub.people import queries
from eventhub.people.models import Competence, Municipality, Organisation, RoleCategory
from eventhub.people.rules import LONGEST_KEY

Row = TypeVar("Row")
Listed = TypeVar("Listed")


def store_lists(stage: Stage) -> None:
    """Find or add municipalities, roles, competences and organisations, and list them for the event."""
    _municipalities(stage)
    _roles(stage)
    _competences(stage)
    _organisations(stage)


def _municipalities(stage: Stage) -> None:
    rows = stage.folder.municipalities.rows
    main = stage.event.main_language
    names = [fold(name) for row in rows for name in row.texts("name").values()]
    known = queries.find_municipalities([row.code for row in rows], names)
    found = _matched(rows, known, _is_same_municipality, lambda row: _municipality(row, stage, main))
    stage.municipalities = dict(zip((row.municipality_id for row in rows), keep(found), strict=True))
    keep(
        EventMunicipality(event_id=stage.event.id, code=code, position=position, municipality_id=municipality.id)
        for position, (code, municipality) in enumerate(stage.municipalities.items())
    )


def _is_same_municipality(row: MunicipalityRow, known: Municipality) -> bool:
    if row.code and known.code:
        return (row.code_system, row.code) == (known.code_system, known.code)
    return row.kind == known.kind and known.name_key in {fold(name) for name in row.texts("name").values()}


def _municipality(row: MunicipalityRow, stage: Stage, main: str) -> Municipality:
    name = row.texts("name")
    return Municipality(
        name=name,
        official_name=stage.texts(row.official_name_ru),
        kind=row.kind,
        kind_name=row.texts("kind"),
        code=row.code,
        code_system=row.code_system,
        centre=row.admin_centre_ru,
        latitude=None if row.lat is None else float(row.lat),
        longitude=None if row.lon is None else float(row.lon),
        name_key=fold(name.words(main, main))[:LONGEST_KEY],
        name_sort=sort_key(name.words(main, main))[:LONGEST_KEY],
    )


def _roles(stage: Stage) -> None:
    rows = stage.folder.roles.rows
    found = _matched(
        rows,
        queries.role_categories(),
        lambda row, known: row.municipal is known.municipal and _same(row.texts("title"), known.title),
        lambda row: RoleCategory(
            title=row.texts("title"), title_key=_key(stage, row.texts("title")), municipal=row.municipal
        ),
    )
    stage.roles = dict(zip((row.key for row in rows), keep(found), strict=True))
    keep(
        EventRole(event_id=stage.event.id, code=code, position=position, role_id=role.id)
        for position, (code, role) in enumerate(stage.roles.items())
    )


def _competences(stage: Stage) -> None:
    rows = stage.folder.competences.rows
    found = _matched(
        rows,
        queries.competences(),
        lambda row, known: _same(row.texts("name"), known.title),
        lambda row: Competence(title=row.texts("name"), title_key=_key(stage, row.texts("name"))),
    )
    stage.competences = dict(zip((row.competence_id for row in rows), keep(found), strict=True))
    keep(
        EventCompetence(event_id=stage.event.id, code=code, position=position, competence_id=competence.id)
        for position, (code, competence) in enumerate(stage.competences.items())
    )


def _organisations(stage: Stage) -> None:
    stated = {fold(row.organisation): row.organisation for row in stage.folder.participants if row.organisation.strip()}
    stated = {key: name for key, name in stated.items() if key and len(key) <= LONGEST_KEY}
    known = queries.find_organisations(stated)
    added = keep(Organisation(name=name, name_key=key) for key, name in stated.items() if key not in known)
    stage.organisations = known | {organisation.name_key: organisation for organisation in added}


def _matched(
    rows: Iterable[Row], known: Sequence[Listed], is_same: Callable[[Row, Listed], bool], make: Callable[[Row], Listed]
) -> list[Listed]:
    """Return for each row what it means; no two rows of one event mean the same entry."""
    left = list(known)
    chosen = []
    for row in rows:
        match = next((one for one in left if is_same(row, one)), None)
        if match is not None:
            left.remove(match)
        chosen.append(make(row) if match is None else match)
    return chosen


def _same(one: Texts, other: Texts) -> bool:
    return any(fold(one[lang]) == fold(other[lang]) for lang in one.keys() & other.keys())


def _key(stage: Stage, title: Texts) -> str:
    main = stage.event.main_language
    return fold(title.words(main, main))[:LONGEST_KEY]
