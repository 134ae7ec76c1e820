"""What the team sees of the conclusion: who has not handed in, the text with its edits, how far publication is."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for
from markupsafe import Markup

from eventhub.events.models import Event
from eventhub.events.views import address_of
from eventhub.ground import formats
from eventhub.ground.i18n import _, ngettext, speaking
from eventhub.ground.i18n.catalogues import languages, name_of
from eventhub.ground.progress import Progress, progress_of
from eventhub.summaries import actions, letters, queries, rules
from eventhub.summaries.models import OutcomeSection
from eventhub.summaries.pages import outcomes, wording
from eventhub.summaries.pages.outcomes import SectionView
from eventhub.summaries.queries import StandingOfParts
from eventhub.summaries.rules import Content, Section


@dataclass(frozen=True, slots=True)
class MissingGroup:
    """A group whose record is not signed."""

    number: int
    title: Markup
    present: str
    address: str


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A section as it will be read, the mark of its state, and where it is edited."""

    view: SectionView
    mark: tuple[str, str, str]
    address: str


@dataclass(frozen=True, slots=True)
class PartRow:
    """What else belongs to the conclusion: its name, how far it is, where it is done."""

    words: str
    note: str
    address: str


@dataclass(frozen=True, slots=True)
class Edit:
    """A section beside its drafts: the one that was edited, and the one of today."""

    title: str
    is_edited: bool
    is_outdated: bool
    drafted_then: str
    drafted_now: str
    text: str
    version: int


def missing(event: Event, content: Content) -> list[MissingGroup]:
    """List the groups that have not handed in."""
    return [
        MissingGroup(
            number=group.number,
            title=wording.said(group.title, event.main_language),
            present=wording.people(group.took_part) if group.took_part else _("nobody noted yet"),
            address=address_of("recording.start", slug=event.slug, number=group.number),
        )
        for group in content.groups
        if not group.is_signed
    ]


def text_rows(event: Event, content: Content, lang: str) -> list[SectionRow]:
    """Lay out the text in one language, also sections that nobody has written yet. One statement."""
    with speaking(lang):
        drafts = letters.drafts(content)
    edits = queries.edits_of(event.id, lang)
    shown = [_edited(draft, edits.get(draft.key), lang) for draft in drafts]
    return [
        SectionRow(
            view=view,
            mark=_mark(section),
            address=url_for("conclusion.section", slug=event.slug, lang=lang, key=section.key),
        )
        for section, view in zip(shown, outcomes.text(shown), strict=True)
    ]


def _edited(draft: Section, edit: OutcomeSection | None, lang: str) -> Section:
    return rules.edited(draft, edit.edited, lang, edit.fingerprint) if edit else draft


def _mark(section: Section) -> tuple[str, str, str]:
    if section.is_outdated:
        return ("warn", "alert", _("edited; a figure has changed since"))
    if section.is_edited:
        return ("info", "check", _("edited"))
    if not section.lines:
        return ("neutral", "minus", _("nothing to say yet"))
    return ("neutral", "check", _("drafted from the records"))


def edit_of(event: Event, content: Content, lang: str, key: str) -> tuple[Section, Edit] | None:
    """Lay out one section for editing, with its draft of today; nothing for an unknown one. One statement."""
    with speaking(lang):
        draft = next((draft for draft in letters.drafts(content) if draft.key == key), None)
    if draft is None:
        return None
    known, now_drafted = queries.edits_of(event.id, lang).get(key), rules.written(draft)
    return draft, Edit(
        title=str(letters.TITLES[key]),
        is_edited=known is not None,
        is_outdated=known is not None and known.fingerprint != draft.fingerprint,
        drafted_then=known.drafted if known else now_drafted,
        drafted_now=now_drafted,
        text=known.edited if known else now_drafted,
        version=known.version if known else 0,
    )


def part_rows(event: Event) -> list[PartRow]:
    """List what else belongs to the conclusion. One statement."""
    standing = queries.standing_of(event.id)
    rows = [
        PartRow(_("Resolution"), _of_resolution(standing), address_of("resolutions.resolution", slug=event.slug)),
        PartRow(_("Materials"), _of_materials(standing), address_of("materials.manage", slug=event.slug)),
        PartRow(
            _("Certificates"),
            ngettext("%(count)s issued", "%(count)s issued", standing.certificates),
            address_of("certificates.manage", slug=event.slug),
        ),
    ]
    return [row for row in rows if row.address]


def _of_resolution(standing: StandingOfParts) -> str:
    decisions = ngettext("%(count)s decision", "%(count)s decisions", standing.decisions)
    if standing.is_adopted:
        return _("adopted, %(decisions)s", decisions=decisions)
    return _("draft, %(decisions)s", decisions=decisions)


def _of_materials(standing: StandingOfParts) -> str:
    materials = ngettext("%(count)s material", "%(count)s materials", standing.materials)
    if not standing.files_missing:
        return materials
    missing_files = ngettext("%(count)s file is missing", "%(count)s files are missing", standing.files_missing)
    return _("%(materials)s, %(files)s", materials=materials, files=missing_files)


def documents(event: Event) -> list[Progress]:
    """Say how far the documents are, language by language. One statement."""
    works = queries.works_of(f"event:{event.uid}", actions.MAKE_DOCUMENT)
    rows = (progress_of(works.get(lang), _("Document: %(language)s", language=name_of(lang))) for lang in languages())
    return [row for row in rows if row is not None]


def published_words(event: Event) -> str:
    """Say when the outcome was published; nothing before."""
    moment = event.outcomes_published_at
    return _("Published on %(moment)s", moment=formats.moment(moment, event.zone)) if moment else ""


def language_ways(event: Event, lang: str) -> Sequence[tuple[str, str, str, bool]]:
    """List the languages of the text: code, name, address, whether it is the one shown."""
    return [
        (each, name_of(each), url_for("conclusion.concluding", slug=event.slug, text=each), each == lang)
        for each in languages()
    ]
