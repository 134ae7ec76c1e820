"""Lists of materials, ready for the template; and the archive of all public ones."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for

from eventhub.events.models import Event
from eventhub.ground import files, formats
from eventhub.ground.archive import Packed
from eventhub.ground.i18n import _, language
from eventhub.ground.i18n.catalogues import name_of
from eventhub.materials.models import Audience, Material
from eventhub.materials.rules import AUDIENCES, KINDS, LICENCES

PER_PAGE = 50
LONGEST_KIND = 5
KIND_MARKS = {Audience.EVERYBODY: ("good", "globe"), Audience.PARTICIPANTS: ("info", "people")}


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file to be had: kind in a few letters, title and its language, size, where it is."""

    kind: str
    title: str
    lang: str
    size: str
    address: str


@dataclass(frozen=True, slots=True)
class ManagedRow:
    """A material in the team's list."""

    number: int
    title: str
    lang: str
    meta: str
    audience: tuple[str, str, str]
    size: str
    file: str
    address: str
    place: str
    is_first: bool
    is_last: bool


def file_rows(materials: Sequence[Material], address_of: Callable[[Material], str]) -> list[FileRow]:
    """Lay out files that a reader may have."""
    rows = []
    for material in materials:
        assert material.file is not None
        lang = "" if material.lang == language() else material.lang
        size = formats.size(material.file.size_bytes)
        rows.append(FileRow(_ending(material), material.title, lang, size, address_of(material)))
    return rows


def _ending(material: Material) -> str:
    return material.file_name.rpartition(".")[2].upper()[:LONGEST_KIND]


def managed_rows(event: Event, materials: Sequence[Material], first: int, total: int) -> list[ManagedRow]:
    """Lay out a page of the team's list. first: the number of its first material."""
    return [_managed(event, material, number, total) for number, material in enumerate(materials, start=first)]


def _managed(event: Event, material: Material, number: int, total: int) -> ManagedRow:
    kind, sign = KIND_MARKS.get(material.audience, ("neutral", "lock"))
    ways: dict[str, Any] = {"slug": event.slug, "uid": material.uid}
    return ManagedRow(
        number=number,
        title=material.title,
        lang="" if material.lang == language() else material.lang,
        meta=_meta(material),
        audience=(kind, sign, str(AUDIENCES[material.audience])),
        size=formats.size(material.file.size_bytes) if material.file else "",
        file=url_for("materials.team_file", name=material.file_name or "file", **ways) if material.file else "",
        address=url_for("materials.material", **ways),
        place=url_for("materials.move", **ways),
        is_first=number == 1,
        is_last=number == total,
    )


def _meta(material: Material) -> str:
    spoken = name_of(material.language) if material.language else ""
    licence = str(LICENCES.get(material.licence, material.licence)) if material.licence else ""
    parts = (str(KINDS.get(material.kind, material.kind)), spoken, licence)
    return ", ".join(part for part in parts if part)


def archive_of(event: Event, materials: Sequence[Material]) -> list[Packed]:
    """Say what goes into the archive: files in their order, numbered, so that no two have one name."""
    packed = []
    for number, material in enumerate(materials, start=1):
        assert material.file is not None
        name = files.clean_name(f"{number:02d} {material.file_name or material.file.original_name}")
        moment = material.file.stored_at.astimezone(event.zone)
        packed.append(Packed(name, files.storage().path_of(material.file.sha256), moment))
    return packed


def said_count(total: int, without_file: int) -> str:
    """Say how many materials have no file yet."""
    return _("%(missing)s of %(total)s without a file", missing=without_file, total=total) if without_file else ""
