"""The page on which authors write: each part with its words counted, texts put aside, what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from markupsafe import Markup, escape

from eventhub.events.models import Event
from eventhub.ground import formats
from eventhub.ground.i18n import Lazy, _, language, lazy
from eventhub.ground.texts import Texts
from eventhub.scaling_models.forms import DraftForm
from eventhub.scaling_models.forms.writing import Part, shown
from eventhub.scaling_models.models import Call, ModelAttachment, ModelAuthor, ModelState, ModelVersion, ScalingModel
from eventhub.scaling_models.rules import LEVELS, section_titles
from eventhub.scaling_models.rules.writing import CELLS, HEAD, Lacking, Section, Shape, count_words

HELP: dict[str, Lazy] = {
    "title": lazy("So that a colleague understands it who has not heard of the practice."),
    "abstract": lazy("Two or three sentences for the catalogue."),
    "problem": lazy("Whose problem, how large, how do you know?"),
    "innovation": lazy("In verbs: what do people do now that they did not do before?"),
    "target_group": lazy("Who, how many now, how many in a year?"),
    "core": lazy("Without this it would not be your practice any more."),
    "adaptable": lazy("This others may do in their own way."),
    "conditions": lazy("Orders, agreements, timetable."),
    "evidence": lazy("Results, and what did not work."),
    "partners": lazy("One to a line."),
    "wish": lazy("The organiser decides; your wish helps."),
}


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell of a table: its field's name, kind, label and value."""

    name: str
    kind: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class AsideView:
    """A text that was put aside: when, and what it says."""

    window: str
    when: str
    lines: list[str]


@dataclass(frozen=True, slots=True)
class PartView:
    """A part as the page shows it."""

    part: Part
    title: str
    help: str
    counted: Markup
    words: int
    rows: list[list[CellView]]
    asides: list[AsideView]
    height: int


@dataclass(frozen=True, slots=True)
class FileView:
    """A file of a model: name, size, address to fetch it."""

    name: str
    size: str
    address: str
    removal: str = ""


def part_views(form: DraftForm, model: ScalingModel, call: Call | None, event: Event) -> list[PartView]:
    """Lay out all parts, those above the sections first."""
    titles = {**HEAD, **section_titles(call)}
    return [_view(part, _title(titles.get(part.key, part.key), event), model, event) for part in form.parts]


def group_choices(form: DraftForm, event: Event) -> list[tuple[str, str]]:
    """List the groups that one can wish for."""
    main = event.main_language
    named = [(str(one.number), f"{one.number}. {one.title.words(language(), main)}") for one in form.groups]
    return [("", _("no wish")), *named]


def level_choices(value: str) -> list[tuple[str, str]]:
    """List how probable or heavy something can be; a word of another list stays choosable."""
    own = [(value, value)] if value and value not in LEVELS else []
    return [("", ""), *((key, str(words)) for key, words in LEVELS.items()), *own]


def faults(form: DraftForm, call: Call | None, event: Event, lacking: Sequence[Lacking] = ()) -> list[tuple[str, str]]:
    """List everything that is to be put right, each with the place to go to."""
    titles = {**HEAD, **section_titles(call)}
    found = [("", str(words)) for words in form.form_errors]
    found += [
        (one.key, f"{_title(titles.get(one.key, one.key), event)}: {one.error}") for one in form.parts if one.error
    ]
    return found + [(one.part, _lack(one, _title(titles.get(one.part, one.part), event))) for one in lacking]


def until(event: Event, call: Call | None, model: ScalingModel) -> str:
    """Say until when the authors may write."""
    if model.state is ModelState.REVISE:
        return _("You may revise the model until the event begins: %(moment)s.", moment=_moment(event.starts_at, event))
    if call is None:
        return ""
    return _("You may write and submit until %(moment)s.", moment=_moment(call.closes_at, event))


def saved_words(now: datetime, event: Event) -> str:
    """Say when the text was saved."""
    return _("Saved at %(time)s", time=formats.time(now, event.zone))


def file_views(attachments: Sequence[ModelAttachment], addresses: Sequence[tuple[str, str]]) -> list[FileView]:
    """List the files of a model. addresses: where each is fetched and removed."""
    return [
        FileView(one.file.original_name, formats.size(one.file.size_bytes), fetch, removal)
        for one, (fetch, removal) in zip(attachments, addresses, strict=True)
    ]


def author_names(authors: Sequence[ModelAuthor]) -> list[tuple[ModelAuthor, str]]:
    """List the authors with their mailboxes, for the authors themselves and for the team."""
    return [(one, f"{one.person.full_name}, {one.person.email}") for one in authors]


def version_words(versions: Sequence[ModelVersion], event: Event) -> list[str]:
    """List what was submitted when."""
    return [
        _("Version %(number)s, %(moment)s", number=one.number, moment=_moment(one.saved_at, event)) for one in versions
    ]


def _view(part: Part, title: str, model: ScalingModel, event: Event) -> PartView:
    words = count_words([part.text, part.rows])
    return PartView(
        part=part,
        title=title,
        help=str(HELP.get(part.key, "")),
        counted=_counted(part, words),
        words=words,
        rows=[_row(part.key, number, row) for number, row in enumerate(part.rows)],
        asides=[_aside(part, one, event) for one in model.aside.get(part.key, [])],
        height=3 if part.key == "abstract" or part.shape is Shape.LINES else 6,
    )


def _counted(part: Part, words: int) -> Markup:
    if part.shape in {Shape.LINE, Shape.NUMBER, Shape.CHOICE}:
        return Markup()
    number = Markup('<span class="num" data-words>{}</span>').format(words)
    if part.most_words is None:
        return escape(_("Words: %(count)s")) % {"count": number}
    return escape(_("Words: %(count)s of %(most)s")) % {"count": number, "most": part.most_words}


def _row(key: str, number: int, row: dict[str, str]) -> list[CellView]:
    return [
        CellView(f"{key}-{number}-{name}", kind.value, str(words), row.get(name, ""))
        for name, (kind, words) in CELLS[key].items()
    ]


def _aside(part: Part, kept: dict[str, Any], event: Event) -> AsideView:
    laid = shown(Section(part.key), kept["value"])
    rows = [", ".join(cell for cell in row.values() if cell) for row in laid.rows]
    lines = [line for line in [*laid.text.splitlines(), *rows] if line.strip()]
    return AsideView(kept["window"], _moment(datetime.fromisoformat(kept["at"]), event), lines or [_("nothing")])


def _lack(one: Lacking, title: str) -> str:
    if one.most is None:
        return _("%(part)s: nothing is written yet.", part=title)
    return _(
        "%(part)s: %(words)s words, at most %(most)s are asked for. Shorten it.",
        part=title,
        words=one.words,
        most=one.most,
    )


def _title(title: Texts | Lazy | str, event: Event) -> str:
    return title.words(language(), event.main_language) if isinstance(title, Texts) else str(title)


def _moment(value: datetime, event: Event) -> str:
    return formats.moment(value, event.zone)
