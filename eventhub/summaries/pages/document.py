"""The outcome document: chapters with their numbers, drawings for paper, and the manuscript that goes to the press."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from flask import render_template

from eventhub.ground import formats, shipped
from eventhub.ground.addresses import absolute_for
from eventhub.ground.drawings.printed import printed
from eventhub.ground.i18n import Lazy, _, language, lazy
from eventhub.ground.printing.codes import qr
from eventhub.ground.printing.numbering import Numbering
from eventhub.ground.printing.order import DOCUMENT
from eventhub.ground.statistics import hide_small
from eventhub.outcomes.rules import LEAST_CELL
from eventhub.summaries.pages import figures, outcomes, plans, whole
from eventhub.summaries.pages.groups import GroupView
from eventhub.summaries.rules import Content, Section

MOST_COLUMNS = 10
"""With more groups than that the table of roles shows only sums."""
TITLES: dict[str, Lazy] = {
    "about": lazy("About the event"),
    "factors": lazy("What matters, and what is in our hands"),
    "groups": lazy("Findings of the focus groups"),
    "resolution": lazy("Resolution"),
    "models": lazy("Accepted models"),
    "plans": lazy("Road maps of the network communities"),
}
RUN_ON = {"factors", "groups"}


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A document before it is typeset. content_hash: the same for the same content, whoever asks and whenever."""

    html: str
    moment: datetime
    content_hash: str
    file_name: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """A numbered chapter; run_on: it follows the one before on the same page."""

    key: str
    anchor: str
    title: str
    run_on: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of contents."""

    anchor: str
    words: str
    deeper: bool = False


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A role, how many of it sat in each group (a star hides few people), and how many there were."""

    title: str
    cells: tuple[str, ...]
    total: str


def manuscript(content: Content, sections: Sequence[Section]) -> Manuscript:
    """Write the document in the language now spoken; the same content gives the same manuscript."""
    html = render_template("summaries/document.html", **_values(content, sections))
    moment = content.facts.published_at
    return Manuscript(
        html=html,
        moment=moment,
        content_hash=hashlib.sha256(html.encode() + moment.isoformat().encode() + _styles()).hexdigest(),
        file_name=f"{content.facts.slug}-outcomes-{language()}.pdf",
    )


def _values(content: Content, sections: Sequence[Section]) -> dict[str, object]:
    facts = content.facts
    values = whole.values(content, sections)
    views = [_on_paper(view) for view in outcomes.group_views(content)]
    chapters = list(_chapters(content))
    spoken = facts.organiser.words(language(), facts.main_language)
    text, roles, entries = outcomes.text(sections), role_table(content), list(_entries(chapters, views))
    return values | {
        "lang": language(),
        "organiser": spoken,
        "venue": facts.venue.words(language(), facts.main_language),
        "hall": printed(figures.people_of(content), "96mm"),
        "code": qr(absolute_for("summaries.outcomes", slug=facts.slug), size="24mm", title=_("Address of this page")),
        "below": _below(content),
        "chapters": chapters,
        "entries": entries,
        "numbering": Numbering(),
        "opening": [section for section in text if section.key in {"when_where", "aim"}],
        "text": [section for section in text if section.key not in {"when_where", "aim"}],
        "numbers": [{"value": number, "words": words} for number, words, _address in values_of_headline(content)],
        "group_numbers": _columns(content),
        "role_table": roles,
        "has_hidden": any("*" in row.cells for row in roles),
        "entry_words": {entry.anchor: entry.words for entry in entries},
        "region": printed(figures.map_of_places(content), "82mm"),
        "factor_map": printed(figures.map_of_factors(content), "98mm"),
        "groups": views,
        "preamble": content.resolution.preamble if content.resolution else "",
        "resolution_lang": content.resolution.lang if content.resolution else "",
        "timeline": printed(figures.plans_in_time(content), "165mm"),
        "plans": plans.plan_rows(content),
    }


def values_of_headline(content: Content) -> list[tuple[str, str, str]]:
    """Return the first figures of the day, as many as stand in one row."""
    return outcomes.headline(content)[:4]


def _below(content: Content) -> list[str]:
    made = formats.day(content.facts.published_at, content.facts.zone)
    lines = [figures.everybody(content)] if content.participants else []
    return [*lines, _("Compiled from the records of the groups on %(day)s.", day=made)]


def _chapters(content: Content) -> Iterator[Chapter]:
    there = {
        "about": True,
        "factors": any(factor.figures for group in content.groups for factor in group.factors),
        "groups": bool(content.groups),
        "resolution": content.resolution is not None,
        "models": bool(content.accepted),
        "plans": bool(content.plans),
    }
    for number, key in enumerate((key for key in TITLES if there[key]), start=1):
        yield Chapter(key, f"part-{key}", f"{number}. {TITLES[key]}", key in RUN_ON)


def _entries(chapters: Sequence[Chapter], views: Sequence[GroupView]) -> Iterator[Entry]:
    for chapter in chapters:
        yield Entry(chapter.anchor, chapter.title)
        if chapter.key == "groups":
            number = chapter.title.partition(".")[0]
            for place, view in enumerate(views, start=1):
                yield Entry(view.anchor, f"{number}.{place}. {view.plain_title.words}", deeper=True)


def _on_paper(view: GroupView) -> GroupView:
    factors = (replace(factor, spread=printed(factor.spread, "32mm", "4mm")) for factor in view.factors)
    return replace(view, factors=tuple(factors))


def _columns(content: Content) -> list[int]:
    numbers = [group.number for group in content.groups]
    return numbers if len(numbers) <= MOST_COLUMNS else []


def role_table(content: Content) -> list[RoleRow]:
    """Lay out who sat where, by role; cells in which somebody could be recognised are hidden, sums are not."""
    columns = _columns(content)
    shown = hide_small([[role.by_group.get(number, 0) for number in columns] for role in content.roles], LEAST_CELL)
    return [
        RoleRow(
            role.title.words(language(), content.facts.main_language) or _("role not stated"),
            tuple("*" if cell is None else formats.number(cell) if cell else "–" for cell in cells),
            formats.number(role.count),
        )
        for role, cells in zip(content.roles, shown, strict=True)
    ]


def _styles() -> bytes:
    """Read the style sheets: a document is made anew when it would look otherwise."""
    return b"".join((shipped.folder("static") / name).read_bytes() for name in DOCUMENT)
