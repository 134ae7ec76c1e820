"""What the outcome consists of, whoever shows it: page, text and document are made from one frozen content.

Names in it are only those that may be published; `only_named` takes out the others before anybody sees the content.
"""

import hashlib
import json
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

from eventhub.ground.texts import Spoken, Texts
from eventhub.networks.rules import Progress, Standing
from eventhub.outcomes.rules import Findings, Named, Recommended, Resolved, Votes
from eventhub.registration.queries import MunicipalityPresent, RolePresent

TOP = 3
"""As many of its factors, by rank, count as the most important ones of a group."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of the event itself."""

    uid: uuid.UUID
    slug: str
    title: Texts
    goal: Texts
    venue: Texts
    organiser: Texts
    main_language: str
    zone: ZoneInfo
    starts_at: datetime
    ends_at: datetime
    published_at: datetime


@dataclass(frozen=True, slots=True)
class ModelCard:
    """A scaling model as lists show it, and the numbers of the groups that heard it."""

    uid: uuid.UUID
    code: str
    title: Texts
    abstract: Texts
    organisation: str
    municipality: Texts
    lang: str
    is_accepted: bool
    groups: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A milestone and how it stood on the day of the last report."""

    said: Spoken
    due_on: date | None
    done_on: date | None
    owner: Named | None
    result: str
    note: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class Plan:
    """A road map with its community; as_of is the day its progress was stated."""

    uid: uuid.UUID
    title: Texts
    community: Texts
    goal: Texts
    coordinator: Named | None
    starts_on: date
    ends_on: date
    as_of: date
    steps: tuple[Step, ...]
    progress: Progress


@dataclass(frozen=True, slots=True)
class File:
    """A material that everybody may have."""

    uid: uuid.UUID
    title: Spoken
    file_name: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Content:
    """The whole outcome of an event."""

    facts: Facts
    roles: tuple[RolePresent, ...] = ()
    municipalities: tuple[MunicipalityPresent, ...] = ()
    groups: tuple[Findings, ...] = ()
    categories: Mapping[str, Texts] = field(default_factory=dict)
    resolution: Resolved | None = None
    models: tuple[ModelCard, ...] = ()
    plans: tuple[Plan, ...] = ()
    files: tuple[File, ...] = ()

    @property
    def participants(self) -> int:
        """How many people were there."""
        return sum(role.count for role in self.roles)

    @property
    def places(self) -> tuple[MunicipalityPresent, ...]:
        """The municipalities that people came from."""
        return tuple(place for place in self.municipalities if place.count)

    @property
    def accepted(self) -> tuple[ModelCard, ...]:
        """The accepted models, which the catalogue shows."""
        return tuple(model for model in self.models if model.is_accepted)

    @property
    def discussed(self) -> tuple[ModelCard, ...]:
        """The models that groups heard; where no group noted any, all that were submitted."""
        return tuple(model for model in self.models if model.groups) or self.models

    @property
    def recommendations(self) -> tuple[tuple[Findings, Recommended], ...]:
        """All recommendations, each with its group."""
        return tuple((group, each) for group in self.groups for each in group.recommendations)

    @property
    def factor_count(self) -> int:
        """How many factors the groups named."""
        return sum(len(group.factors) for group in self.groups)

    def sources(self, ids: Iterable[int]) -> list[tuple[Findings, Recommended]]:
        """Find the recommendations behind a decision."""
        known = {each.id: (group, each) for group, each in self.recommendations}
        return [known[id_] for id_ in ids if id_ in known]


@dataclass(frozen=True, slots=True)
class Support:
    """How much stands behind something that several groups recommend; objections are shown beside it."""

    groups: tuple[int, ...]
    votes: Votes

    @property
    def share(self) -> Fraction | None:
        """Those in favour as a share of those present in these groups; nothing when nobody voted."""
        return Fraction(self.votes.in_favour, self.votes.present) if self.votes.present else None


@dataclass(frozen=True, slots=True)
class CategoryShare:
    """A kind of factor, the numbers of the groups in whose top three it appears, and of how many groups."""

    category: str
    groups: tuple[int, ...]
    out_of: int

    @property
    def share(self) -> Fraction:
        """The share of groups."""
        return Fraction(len(self.groups), self.out_of)


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of the outcome text, or an item of a list in it."""

    said: Spoken
    is_item: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the outcome text. is_outdated: it was edited, and a figure that it was based on has changed."""

    key: str
    title: str
    lines: tuple[Line, ...]
    fingerprint: str
    is_edited: bool = False
    is_outdated: bool = False


def roll_up(groups: Mapping[int, Sequence[tuple[str, int | None]]]) -> list[CategoryShare]:
    """Say in which share of the groups each kind of factor is among the three most important ones.

    groups: by number of the group, the category and the rank of each factor; groups without ranks do not count.
    Most frequent first; kinds met equally often come in the order of their keys. Ratings are never averaged.
    """
    met: dict[str, set[int]] = defaultdict(set)
    ranked = {number: factors for number, factors in groups.items() if any(rank for _, rank in factors)}
    for number, factors in ranked.items():
        for category, rank in factors:
            if category and rank and rank <= TOP:
                met[category].add(number)
    shares = [CategoryShare(category, tuple(sorted(numbers)), len(ranked)) for category, numbers in met.items()]
    return sorted(shares, key=lambda share: (-len(share.groups), share.category))


def kinds_of_factors(content: Content) -> list[CategoryShare]:
    """Roll the factors of all groups up by their kind."""
    return roll_up({group.number: [(each.category, each.rank) for each in group.factors] for group in content.groups})


def support(recommendations: Iterable[tuple[int, Votes | None]]) -> Support:
    """Add up the votes on recommendations that were merged into one, given with the numbers of their groups."""
    given = list(recommendations)
    votes = [votes for _, votes in given if votes is not None]
    return Support(
        groups=tuple(sorted({number for number, _ in given})),
        votes=Votes(
            sum(each.in_favour for each in votes),
            sum(each.against for each in votes),
            sum(each.abstained for each in votes),
        ),
    )


def people(content: Content) -> set[int]:
    """Collect everybody who would be named."""
    quoted = (quote.speaker for group in content.groups for quote in group.quotes)
    owners = (step.owner for plan in content.plans for step in plan.steps)
    leaders = (group.facilitator for group in content.groups)
    coordinators = (plan.coordinator for plan in content.plans)
    return {who.person_id for whos in (quoted, owners, leaders, coordinators) for who in whos if who is not None}


def only_named(content: Content, allowed: Collection[int]) -> Content:
    """Take out every name that may not be published; the words and things stay without it."""

    def shown(who: Named | None) -> Named | None:
        return who if who is not None and who.person_id in allowed else None

    groups = (
        replace(
            group,
            facilitator=shown(group.facilitator),
            quotes=tuple(replace(quote, speaker=shown(quote.speaker)) for quote in group.quotes),
        )
        for group in content.groups
    )
    plans = (
        replace(
            plan,
            coordinator=shown(plan.coordinator),
            steps=tuple(replace(step, owner=shown(step.owner)) for step in plan.steps),
        )
        for plan in content.plans
    )
    return replace(content, groups=tuple(groups), plans=tuple(plans))


def fingerprint(figures: object) -> str:
    """Reduce the figures that a section was written from to a mark; the same figures give the same mark."""
    written = json.dumps(figures, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(written.encode()).hexdigest()


def edited(draft: Section, text: str, lang: str, based_on: str) -> Section:
    """Put an edited text in place of a draft. The edit survives; a changed figure only marks it."""
    return replace(draft, lines=read_lines(text, lang), is_edited=True, is_outdated=based_on != draft.fingerprint)


def read_lines(text: str, lang: str) -> tuple[Line, ...]:
    """Read a typed text: a line is a paragraph, one that begins with a dash and a space is an item of a list."""
    found = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        is_item = line[:2] in {"- ", "– ", "— ", "• "}
        found.append(Line(Spoken(line[2:].strip() if is_item else line, lang), is_item))
    return tuple(found)


def in_paragraphs(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Join sentences of one language that follow each other into paragraphs; items of lists stay apart."""
    joined: list[Line] = []
    for line in lines:
        last = joined[-1] if joined else None
        if last and not last.is_item and not line.is_item and last.said.lang == line.said.lang:
            joined[-1] = Line(Spoken(f"{last.said.words} {line.said.words}", line.said.lang))
        else:
            joined.append(line)
    return tuple(joined)


def written(section: Section) -> str:
    """Write a section as one plain text, the way `read_lines` reads it."""
    return "\n".join(f"– {line.said.words}" if line.is_item else line.said.words for line in section.lines)
