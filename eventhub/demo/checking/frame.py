"""The event and its lists: times that follow each other, a known zone, weights that sum to 1, codes that occur once."""

from collections.abc import Iterable
from decimal import Decimal
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

from eventhub.consents.models import Purpose
from eventhub.demo.folder.contents import Folder
from eventhub.demo.folder.event_files import EventRow
from eventhub.demo.folder.faults import Faults
from eventhub.demo.folder.rows import Row
from eventhub.events.models import AgendaKind
from eventhub.ground.i18n import Lazy, lazy

UNKNOWN_ZONE = lazy("“%(given)s” is not a time zone of the IANA list, such as Europe/Moscow")
ENDS_TOO_EARLY = lazy("must be later than %(other)s")
WRONG_DAY = lazy("is not the day on which the event starts in its zone, %(day)s")
ALL_OR_NONE = lazy("the three dates of the call are given together or not at all")
NO_CONSENT_TEXT = lazy("consent_texts.csv has no text of the purpose “processing” in the version “%(version)s”")
UNKNOWN_QUOTA = lazy("“%(given)s” is not to be found in %(file)s")
REPEATED_QUOTA = lazy("there is a quota for “%(given)s” already")
WEIGHTS = lazy("the weights of all criteria sum to %(total)s instead of 1")
EMPTY_SCALE = lazy("must be greater than min")
CODE_WITHOUT_SYSTEM = lazy("a code and its system are given together or not at all")
REPEATED_CODE = lazy("the code “%(given)s” occurs already in line %(line)s")
REPEATED_NUMBER = lazy("the number %(given)s occurs twice")
GROUP_ELSEWHERE = lazy("only items of the type focus_group belong to a group")


def check_event(folder: Folder, faults: Faults) -> None:
    """The event's own times, its zone, and the version of the consents."""
    event = folder.event
    if event is None:
        return
    if event.timezone not in available_timezones():
        faults.add(event.place.at("timezone"), UNKNOWN_ZONE, given=event.timezone)
    elif event.starts_at.astimezone(ZoneInfo(event.timezone)).date() != event.date:
        day = event.starts_at.astimezone(ZoneInfo(event.timezone)).date().isoformat()
        faults.add(event.place.at("date"), WRONG_DAY, day=day)
    _follow(event, ["starts_at", "ends_at"], faults)
    _follow(event, ["registration_opens", "registration_closes"], faults)
    _check_call(event, faults)
    texts = {(text.purpose, text.version) for text in folder.consent_texts}
    if folder.consent_texts.is_sound and (Purpose.PROCESSING, event.consent_version) not in texts:
        faults.add(event.place.at("consent_version"), NO_CONSENT_TEXT, version=event.consent_version)


def _check_call(event: EventRow, faults: Faults) -> None:
    names = ["models_call_opens", "models_call_closes", "review_closes"]
    given = [getattr(event, name) is not None for name in names]
    if all(given):
        _follow(event, names, faults)
    elif any(given):
        faults.add(event.place.at(names[given.index(False)]), ALL_OR_NONE)


def _follow(row: Row, names: list[str], faults: Faults) -> None:
    for earlier, later in pairwise(names):
        if getattr(row, later) <= getattr(row, earlier):
            faults.add(row.place.at(later), ENDS_TOO_EARLY, other=earlier)


def check_quotas(folder: Folder, faults: Faults) -> None:
    """A quota speaks of a role or a municipality of the event, once."""
    seen = set()
    for quota in folder.event.quotas if folder.event else ():
        is_role = quota.by == "role"
        table, name = (folder.roles, "key") if is_role else (folder.municipalities, "municipality_id")
        if table.is_sound and quota.key not in table.by(name):
            faults.add(quota.place.at("key"), UNKNOWN_QUOTA, given=quota.key, file=table.file)
        if (quota.by, quota.key) in seen:
            faults.add(quota.place.at("key"), REPEATED_QUOTA, given=quota.key)
        seen.add((quota.by, quota.key))


def check_criteria(folder: Folder, faults: Faults) -> None:
    """Each criterion has a scale; the weights sum to one."""
    for row in folder.criteria:
        if row.max <= row.min:
            faults.add(row.place.at("max"), EMPTY_SCALE)
    total = sum((row.weight for row in folder.criteria), Decimal(0))
    if folder.criteria.is_sound and folder.criteria.rows and total != 1:
        faults.add(folder.criteria.rows[-1].place.at("weight"), WEIGHTS, total=total.normalize())


def check_municipalities(folder: Folder, faults: Faults) -> None:
    """A code has a system and means one municipality."""
    seen: dict[tuple[str, str], int] = {}
    for row in folder.municipalities:
        if bool(row.code) != bool(row.code_system):
            faults.add(row.place.at("code"), CODE_WITHOUT_SYSTEM)
        key = (row.code_system, row.code)
        if row.code and key in seen:
            faults.add(row.place.at("code"), REPEATED_CODE, given=row.code, line=seen[key])
        seen.setdefault(key, row.place.line)


def check_programme(folder: Folder, faults: Faults) -> None:
    """Every item lasts; groups meet in items of their own type."""
    for row in folder.programme:
        _follow(row, ["starts_at", "ends_at"], faults)
        if row.group_id and row.type is not AgendaKind.FOCUS_GROUP:
            faults.add(row.place.at("group_id"), GROUP_ELSEWHERE)


def check_numbers(folder: Folder, faults: Faults) -> None:
    """Groups have numbers of their own, and so have the questions of each guide."""
    _once(folder.groups, "number", REPEATED_NUMBER, faults)
    for group in folder.groups:
        _once(group.guiding_questions, "n", REPEATED_NUMBER, faults)


def _once(rows: Iterable[Row], name: str, reason: Lazy, faults: Faults) -> None:
    seen = set()
    for row in rows:
        value = getattr(row, name)
        if value in seen:
            faults.add(row.place.at(name), reason, given=value)
        seen.add(value)
