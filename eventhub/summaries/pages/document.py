"""The outcome document: chapters with their numbers, drawings for paper, and the manuscript that goes to the press."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from flask import render_template
from markupsafe import Markup

from eventhub.ground import formats, shipped
from eventhub.ground.addresses import absolute_for
from eventhub.ground.drawings.palette import COLOURS
from eventhub.ground.drawings.printed import printed
from eventhub.ground.i18n import Lazy, _, language, lazy
from eventhub.ground.printing.codes import qr
from eventhub.ground.printing.long_words import breakable
from eventhub.ground.printing.numbering import Numbering
from eventhub.ground.printing.order import DOCUMENT
from eventhub.ground.statistics import hide_small
from eventhub.outcomes.rules import LEAST_CELL
from eventhub.summaries.pages import figures, outcomes, plans, whole
from eventhub.summaries.pages.groups import GroupView
from eventhub.summaries.rules import Content, Section

MOST_COLUMNS = 10
MOST_HIDDEN = 1 / 3
"""With more groups, or more cells hidden, there is no table of roles."""
TITLES: dict[str, Lazy] = {
    "about": lazy("About the event"),
    "factors": lazy("What matters, and what is in our hands"),
    "groups": lazy("Findings of the focus groups"),
    "resolution": lazy("Resolution"),
    "models": lazy("Accepted models"),
    "plans": lazy("Road maps of the network communities"),
}
INK = {
    "bar-ground": COLOURS["data-empty"],
    "data-1": COLOURS["data-1"],
    "spread__half": "#9cc0c2",
    "spread__median": COLOURS["brand"],
}
ANNEXES: dict[str, Lazy] = {
    "questions": lazy("Questions of the groups"),
    "places": lazy("Participants by municipality"),
    "factors": lazy("All factors"),
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
    """A line of the table of contents; an annex besides has a key, a title and a number of its own."""

    anchor: str
    words: str
    deeper: bool = False
    key: str = ""
    title: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A role, how many of it sat in each group (a star hides few people), and how many there were."""

    title: str
    cells: tuple[str, ...]
    total: str


def manuscript(content: Content, sections: Sequence[Section]) -> Manuscript:
    """Write the document in the language now spoken; the same content gives the same manuscript."""
    html = breakable(render_template("summaries/document.html", **_values(content, sections)))
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
    text, (group_numbers, roles) = outcomes.text(sections), role_table(content)
    annexes = list(_annexes(content))
    entries = [*_entries(chapters, views), *annexes]
    return values | {
        "lang": language(),
        "organiser": spoken,
        "venue": facts.venue.words(language(), facts.main_language),
        "hall": printed(figures.people_of(content), "96mm"),
        "code": qr(absolute_for("summaries.outcomes", slug=facts.slug), size="24mm", title=_("Address of this page")),
        "below": _below(content),
        "chapters": chapters,
        "entries": entries,
        "annexes": annexes,
        "numbering": Numbering(),
        "opening": [section for section in text if section.key in {"when_where", "aim"}],
        "text": [section for section in text if section.key not in {"when_where", "aim"}],
        "numbers": [{"value": number, "words": words} for number, words, _address in values_of_headline(content)],
        "role_bars": [(name, _inked(drawing), number) for name, drawing, number in figures.role_bars(content)],
        "most_of_a_role": formats.number(max((role.count for role in content.roles), default=0)),
        "group_numbers": group_numbers,
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


def _annexes(content: Content) -> Iterator[Entry]:
    there = {
        "questions": any(group.questions for group in content.groups),
        "places": bool(content.municipalities),
        "factors": any(factor.figures for group in content.groups for factor in group.factors),
    }
    for number, key in enumerate((key for key in ANNEXES if there[key]), start=1):
        words = _("Annex %(number)s. %(title)s", number=number, title=ANNEXES[key])
        yield Entry(f"annex-{key}", words, key=key, title=str(ANNEXES[key]), number=number)


def _on_paper(view: GroupView) -> GroupView:
    return replace(view, factors=tuple(replace(each, spread=_inked(each.spread)) for each in view.factors))


def _inked(spread: Markup) -> Markup:
    """Colour a bare drawing by attributes: a style sheet in each of many drawings would be read as many times."""
    sized = spread.replace("<svg ", Markup('<svg width="32mm" height="4mm" '))
    for kind, colour in INK.items():
        sized = sized.replace(Markup('class="{}"').format(kind), Markup('fill="{}"').format(colour))
    return Markup(sized)  # noqa: S704 – our own drawing


def role_table(content: Content) -> tuple[list[int], list[RoleRow]]:
    """Lay out who took part by role, and in which group: its numbers, and the rows.

    Cells in which somebody could be recognised are hidden, sums are not. Nothing where that leaves too little, or where
    there are too many groups for a page: the text has the sums.
    """
    numbers = [group.number for group in content.groups]
    counts = [[role.by_group.get(number, 0) for number in numbers] for role in content.roles]
    shown = hide_small(counts, LEAST_CELL)
    hidden = sum(cell is None for row in shown for cell in row)
    if len(numbers) > MOST_COLUMNS or hidden > MOST_HIDDEN * sum(cell > 0 for row in counts for cell in row):
        return [], []
    return numbers, [
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
