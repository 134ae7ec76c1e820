"""The outcome as one view: what the page shows, and the document besides with more of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from eventhub.events.views import address_of
from eventhub.ground import formats
from eventhub.ground.drawings.bars import bar
from eventhub.ground.i18n import Lazy, _, language, lazy_plural
from eventhub.ground.texts import Spoken, Texts
from eventhub.outcomes.models import FollowUp, ThesisKind
from eventhub.outcomes.rules import Decided, Resolved, is_adopted
from eventhub.summaries import rules
from eventhub.summaries.pages import groups, wording
from eventhub.summaries.pages.groups import GroupView
from eventhub.summaries.rules import Content, Line, ModelCard, Section

NOUNS: dict[str, Lazy] = {
    "participants": lazy_plural("participant", "participants"),
    "municipalities": lazy_plural("municipality", "municipalities"),
    "groups": lazy_plural("focus group", "focus groups"),
    "models": lazy_plural("scaling model", "scaling models"),
    "decisions": lazy_plural("decision", "decisions"),
    "recommendations": lazy_plural("recommendation", "recommendations"),
    "road_maps": lazy_plural("road map", "road maps"),
}
FACTORS = lazy_plural("%(number)s factor was rated.", "%(number)s factors were rated.")


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """Paragraphs, or the items of a list, of the outcome text."""

    is_list: bool
    lines: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section of the outcome text."""

    key: str
    title: str
    blocks: tuple[Paragraphs, ...]


@dataclass(frozen=True, slots=True)
class SourceLink:
    """The recommendation a decision comes from."""

    words: str
    address: str
    number: int


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision of the resolution."""

    text: Markup
    addressee: Markup
    due: str
    short_due: str
    state: str
    support: str
    sources: tuple[SourceLink, ...]


@dataclass(frozen=True, slots=True)
class OpenRow:
    """Something that remained open, and the group it comes from, if one."""

    text: Markup
    group: str


@dataclass(frozen=True, slots=True)
class ModelTile:
    """A card of an accepted model."""

    over: str
    title: Markup
    text: Markup
    address: str
    organisation: Markup


def headline(content: Content) -> list[tuple[str, str, str]]:
    """List the figures of the day with their nouns, each leading to what it counts; nothing that is not there."""
    resolution = content.resolution
    counts = {
        "participants": (content.participants, "#people"),
        "municipalities": (len(content.places), "#people"),
        "groups": (len(content.groups), "#groups"),
        "models": (len(content.discussed), "#models" if content.accepted else ""),
        "decisions": (len(resolution.decisions) if resolution else 0, "#resolution"),
        "recommendations": (0 if resolution else len(content.recommendations), "#groups"),
        "road_maps": (len(content.plans), "#road-maps-list"),
    }
    return [
        (formats.number(count), NOUNS[name].spoken(count=count), address)
        for name, (count, address) in counts.items()
        if count
    ]


def text(sections: Sequence[Section]) -> list[SectionView]:
    """Lay out the outcome text."""
    return [SectionView(section.key, section.title, tuple(_blocks(section.lines))) for section in sections]


def _blocks(lines: Sequence[Line]) -> list[Paragraphs]:
    blocks: list[Paragraphs] = []
    for line in lines:
        words = wording.shown(line.said)
        if blocks and blocks[-1].is_list == line.is_item:
            blocks[-1] = Paragraphs(line.is_item, (*blocks[-1].lines, words))
        else:
            blocks.append(Paragraphs(line.is_item, (words,)))
    return blocks


def group_views(content: Content) -> list[GroupView]:
    """Lay out all groups."""
    return [groups.group_view(content, group) for group in content.groups]


def factors_in_words(content: Content) -> str:
    """Say how many factors were rated."""
    rated = sum(1 for group in content.groups for factor in group.factors if factor.figures)
    return FACTORS.spoken(count=rated, number=formats.number(rated)) if rated else ""


def kinds(content: Content) -> list[tuple[str, Markup, str]]:
    """Draw in how many groups each kind of factor is among the three most important ones."""
    return [
        (
            content.categories.get(share.category, Texts()).words(language(), content.facts.main_language)
            or share.category,
            bar(len(share.groups), share.out_of),
            _("%(number)s of %(total)s", number=len(share.groups), total=share.out_of),
        )
        for share in rules.kinds_of_factors(content)
    ]


def vote(resolution: Resolved | None) -> str:
    """Say how the hall voted on the resolution."""
    return wording.bare_votes(resolution.votes) if resolution and resolution.votes else ""


def adopted_at(content: Content) -> str:
    """Say when and how the resolution was adopted."""
    resolution = content.resolution
    if resolution is None or resolution.adopted_at is None:
        return ""
    time = formats.time(resolution.adopted_at, content.facts.zone)
    if resolution.votes is None:
        return _("Adopted at %(time)s", time=time)
    return _("Adopted at %(time)s: %(votes)s", time=time, votes=wording.bare_votes(resolution.votes))


def decisions(content: Content) -> list[DecisionRow]:
    """List the decisions with their sources."""
    return [_decision(content, each) for each in content.resolution.decisions] if content.resolution else []


def _decision(content: Content, each: Decided) -> DecisionRow:
    found = content.sources(each.sources)
    sources = tuple(
        SourceLink(
            _("from group %(number)s", number=group.number),
            address_of(
                "summaries.group",
                slug=content.facts.slug,
                number=group.number,
                _anchor=f"r-{source.uid.hex[:12]}",
            ),
            group.number,
        )
        for group, source in found
    )
    return DecisionRow(
        text=wording.shown(each.said),
        addressee=wording.shown(Spoken(each.addressee, each.said.lang)),
        due=_("by %(day)s", day=formats.day(each.due_on)) if each.due_on else "",
        short_due=wording.short_day(each.due_on),
        state=str(wording.FOLLOW_UP_WORDS[each.state]) if each.state is not FollowUp.OPEN else "",
        support=_support(rules.support((group.number, source.votes) for group, source in found)),
        sources=sources,
    )


def _support(support: rules.Support) -> str:
    if len(support.groups) < 2 or support.share is None:
        return ""
    return _(
        "%(share)s of those present in groups %(groups)s in favour, %(against)s against",
        share=formats.percent(float(support.share)),
        groups=formats.listing(support.groups),
        against=formats.number(support.votes.against),
    )


def recorded(content: Content) -> Iterator[Spoken]:
    """Go through what people said and decided, in the languages in which it was recorded."""
    for group in content.groups:
        yield from (each.said for each in group.recommendations)
        yield from (each.said for each in group.factors)
    yield from (each.said for each in content.resolution.decisions) if content.resolution else ()


def noted(content: Content) -> list[Spoken]:
    """List what the resolution noted."""
    resolution = content.resolution
    return [Spoken(words, resolution.lang) for words in resolution.noted] if resolution else []


def left_open(content: Content) -> list[OpenRow]:
    """List what remained open: what groups noted so or did not adopt, and what the resolution adds."""
    rows: list[OpenRow] = []
    said: set[str] = set()
    for group in content.groups:
        open_here = [each.said for each in group.statements if each.kind is ThesisKind.DISAGREEMENT]
        open_here += [each.said for each in group.recommendations if each.votes and not is_adopted(each.votes)]
        rows += [OpenRow(wording.shown(each), _("group %(number)s", number=group.number)) for each in open_here]
        said.update(each.words for each in open_here)
    resolution = content.resolution
    added = [words for words in resolution.disagreements if words not in said] if resolution else []
    return [*rows, *(OpenRow(wording.shown(Spoken(words, resolution.lang)), "") for words in added if resolution)]


def model_tiles(content: Content) -> list[ModelTile]:
    """Show the accepted models as cards."""
    main = content.facts.main_language
    return [
        ModelTile(
            over=model.municipality.words(language(), main),
            title=(row := groups.model_row(content, model)).title,
            text=_abstract(content, model),
            address=row.address,
            organisation=wording.shown(Spoken(model.organisation, model.lang)),
        )
        for model in content.accepted
    ]


def _abstract(content: Content, model: ModelCard) -> Markup:
    """Show what the model is about in the reader's language; without such words, who sent it in."""
    abstract = model.abstract.spoken(language(), content.facts.main_language)
    return wording.shown(abstract if abstract.lang == language() else Spoken(model.organisation, model.lang))
