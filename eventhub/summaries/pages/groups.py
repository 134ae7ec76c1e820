"""What one group left behind, as page and document show it."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from eventhub.events.views import address_of
from eventhub.ground import formats
from eventhub.ground.drawings.seats import seats_line
from eventhub.ground.drawings.spread import spread
from eventhub.ground.i18n import Lazy, _, language, lazy, ngettext
from eventhub.ground.texts import Spoken
from eventhub.outcomes import rules as outcomes
from eventhub.outcomes.models import ThesisKind
from eventhub.outcomes.rules import Findings, Quote, RatedFactor, Recommended, Statement
from eventhub.summaries.pages import agreement, wording
from eventhub.summaries.rules import Content, ModelCard

ONE_WORDS: dict[ThesisKind, Lazy] = {
    ThesisKind.IDEA: lazy("idea"),
    ThesisKind.RISK: lazy("risk"),
    ThesisKind.DISAGREEMENT: lazy("left open"),
}


@dataclass(frozen=True, slots=True)
class FactorRow:
    """A factor with its figures as words; the drawing shows the middle half and the median of its importance."""

    rank: str
    text: Markup
    category: str
    count: str
    importance: str
    median: str
    middle_half: str
    controllability: str
    quadrant: str
    spread: Markup


@dataclass(frozen=True, slots=True)
class RecommendationRow:
    """A recommendation with its votes drawn and in words."""

    anchor: str
    text: Markup
    addressee: Markup
    due: str
    short_due: str
    seats: Markup
    words: str
    level: str
    bare_votes: str
    dots: str


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """What somebody said, in quotation marks; by: only with consent."""

    words: str
    lang: str
    by: str


@dataclass(frozen=True, slots=True)
class StatementList:
    """The statements of one kind."""

    title: str
    items: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class ModelRow:
    """A model the group heard; without an address when it is not in the catalogue."""

    title: Markup
    address: str


@dataclass(frozen=True, slots=True)
class GroupView:
    """Everything that is shown of a group."""

    number: int
    anchor: str
    address: str
    title: Markup
    plain_title: Spoken
    people: str
    about: tuple[Markup, ...]
    about_line: Markup
    is_signed: bool
    questions: tuple[Markup, ...]
    agreement: str
    coefficient: str
    chi_square: str
    probability: str
    chance: str
    raters: str
    complete_raters: str
    agreement_figures: str
    factors: tuple[FactorRow, ...]
    rating_words: str
    quotes: tuple[QuoteRow, ...]
    statements: tuple[StatementList, ...]
    noted: tuple[Markup, ...]
    recommendations: tuple[RecommendationRow, ...]
    models: tuple[ModelRow, ...]


def group_view(content: Content, group: Findings) -> GroupView:
    """Lay out one group."""
    main = content.facts.main_language
    about = tuple(_about(content, group))
    people = wording.people(group.present or group.took_part) if group.took_part else ""
    models = tuple(model_row(content, model) for model in content.models if group.number in model.groups)
    return GroupView(
        number=group.number,
        anchor=f"group-{group.number}",
        address=address(content, group.number),
        title=wording.said(group.title, main),
        plain_title=group.title.spoken(language(), main),
        people=people,
        about=about,
        about_line=_about_line(about, people, models),
        is_signed=group.is_signed,
        questions=tuple(wording.said(question, main) for question in group.questions),
        agreement=agreement.in_words(group),
        coefficient=agreement.coefficient(group),
        chi_square=agreement.chi_square(group),
        probability=agreement.probability(group),
        chance=agreement.chance(group),
        raters=formats.number(group.agreement.raters) if group.agreement else "–",
        complete_raters=formats.number(group.agreement.complete_raters) if group.agreement else "–",
        agreement_figures=agreement.figures(group),
        factors=tuple(_factor(content, factor) for factor in by_rank(group)),
        rating_words=agreement.raters(group),
        quotes=tuple(_quote(quote) for quote in group.quotes),
        statements=tuple(_statements(group)),
        noted=tuple(_noted(each) for each in group.statements),
        recommendations=tuple(_recommendation(group, each) for each in group.recommendations),
        models=models,
    )


def address(content: Content, number: int) -> str:
    """Return where everything that one group left behind stands."""
    return address_of("summaries.group", slug=content.facts.slug, number=number)


def by_rank(group: Findings) -> list[RatedFactor]:
    """List factors by rank; those without one come last, in their order."""
    return sorted(group.factors, key=lambda factor: factor.rank or len(group.factors) + 1)


def model_row(content: Content, model: ModelCard) -> ModelRow:
    """Name a model, with its address in the catalogue when it is there."""
    address = address_of("overview.model", slug=content.facts.slug, key=str(model.uid)) if model.is_accepted else ""
    return ModelRow(wording.said(model.title, content.facts.main_language), address)


def _about(content: Content, group: Findings) -> list[Markup]:
    main = content.facts.main_language
    lines = []
    if group.room:
        lines.append(wording.said(group.room, main))
    if group.facilitator:
        name = wording.shown(Spoken(group.facilitator.name, main))
        lines.append(Markup(_("Facilitator: %(name)s")) % {"name": name})  # noqa: S704 – our own sentence
    return lines


def _about_line(about: Sequence[Markup], people: str, models: Sequence[ModelRow]) -> Markup:
    """Say in a few sentences where the group sat, with how many people, and which models it heard."""
    sentences = [*about, *([people] if people else [])]
    if models:
        titles = Markup("; ").join(model.title for model in models)
        words = ngettext(
            "Model presented: %(titles)s", "Models presented: %(titles)s", len(models), titles="%(titles)s"
        )
        sentences.append(Markup(words) % {"titles": titles})  # noqa: S704 – our own sentence
    return Markup(" ").join(Markup("{}.").format(sentence) for sentence in sentences)


def _factor(content: Content, factor: RatedFactor) -> FactorRow:
    figures = factor.figures
    category = content.categories.get(factor.category)
    place = outcomes.quadrant(figures) if figures else None
    quartiles = figures.quartiles if figures else None
    return FactorRow(
        rank=str(factor.rank or "–"),
        text=wording.shown(factor.said),
        category=category.words(language(), content.facts.main_language) if category else factor.category,
        count=formats.number(figures.count) if figures else _("fewer than 3"),
        importance=wording.mark(figures.importance if figures else None),
        median=wording.plain_mark(quartiles.median) if quartiles else "–",
        middle_half=wording.stretch(quartiles) if quartiles else "–",
        controllability=wording.mark(figures.controllability if figures else None),
        quadrant=str(outcomes.QUADRANT_WORDS[place]) if place else "–",
        spread=(
            spread(float(quartiles.lower), float(quartiles.median), float(quartiles.upper)) if quartiles else Markup()
        ),
    )


def _quote(quote: Quote) -> QuoteRow:
    words = wording.quoted(quote.said)
    speaker = quote.speaker
    by = ", ".join(part for part in (speaker.name, speaker.position) if part) if speaker else ""
    return QuoteRow(words.words, words.lang, by)


def _statements(group: Findings) -> list[StatementList]:
    lists = []
    for kind in ThesisKind:
        items = tuple(wording.shown(each.said) for each in group.statements if each.kind is kind)
        if items:
            lists.append(StatementList(str(wording.KIND_WORDS[kind]), items))
    return lists


def _noted(each: Statement) -> Markup:
    """Write a statement for one list of all kinds; what it is besides a thesis stands after it."""
    text, kind = wording.shown(each.said), ONE_WORDS.get(each.kind)
    return Markup("{} ({})").format(text, kind) if kind else text


def _recommendation(group: Findings, each: Recommended) -> RecommendationRow:
    votes = each.votes
    return RecommendationRow(
        anchor=f"r-{each.uid.hex[:12]}",
        text=wording.shown(each.said),
        addressee=wording.shown(Spoken(each.addressee, each.said.lang)),
        due=formats.day(each.due_on) if each.due_on else "",
        short_due=wording.short_day(each.due_on),
        seats=(
            seats_line(
                votes.in_favour,
                votes.against,
                votes.abstained,
                key=f"v-{each.uid.hex[:12]}",
                title=_("Votes in group %(number)s", number=group.number),
                desc=wording.bare_votes(votes),
            )
            if votes
            else Markup()
        ),
        words=wording.votes_in_words(votes),
        level=str(outcomes.CONSENSUS_WORDS[outcomes.consensus(votes)]) if votes else "–",
        bare_votes=f"{votes.in_favour} / {votes.against} / {votes.abstained}" if votes else "–",
        dots=formats.number(each.dots) if each.dots is not None else "–",
    )
