"""The outcome text as it drafts itself: what an institute publishes the same evening, in the language now spoken.

In the genre of the field: when and where, the aim, who and how many from where, what was discussed, noted, decided.
Nothing is glued from parts of sentences, no name is declined, every number brings its noun in the right plural.
"""

from collections.abc import Callable, Iterator

from eventhub.ground import formats
from eventhub.ground.i18n import Lazy, _, language, lazy, lazy_plural
from eventhub.ground.texts import Spoken, Texts
from eventhub.outcomes.rules import is_adopted
from eventhub.summaries import rules
from eventhub.summaries.rules import Content, Facts, Line, Section

QUOTES = '«“„"'
Lines = Iterator[Line]
TITLES: dict[str, Lazy] = {
    "when_where": lazy("When and where"),
    "aim": lazy("Aim"),
    "participants": lazy("Who took part"),
    "discussed": lazy("What was discussed"),
    "noted": lazy("What was noted"),
    "decided": lazy("What was decided"),
}
PARTICIPANTS = lazy_plural("%(number)s participant took part.", "%(number)s participants took part.")
MUNICIPALITIES = lazy_plural("%(number)s municipality was represented.", "%(number)s municipalities were represented.")
MUNICIPALITIES_OF = lazy_plural(
    "%(number)s municipality of %(total)s was represented.", "%(number)s municipalities of %(total)s were represented."
)
GROUPS = lazy_plural("%(number)s focus group worked:", "%(number)s focus groups worked:")
PEOPLE_IN_GROUP = lazy_plural("%(title)s – %(number)s participant", "%(title)s – %(number)s participants")
MODELS_CONSIDERED = lazy_plural(
    "The groups considered %(number)s scaling model.", "The groups considered %(number)s scaling models."
)
MODELS_SUBMITTED = lazy_plural("%(number)s scaling model was submitted.", "%(number)s scaling models were submitted.")
FACTORS = lazy_plural("The participants rated %(number)s factor.", "The participants rated %(number)s factors.")
ROAD_MAPS = lazy_plural(
    "%(number)s road map of a network community was drawn up.",
    "%(number)s road maps of network communities were drawn up.",
)
MOST_FREQUENT = lazy_plural(
    "Kind of factor most often among the three most important ones: %(kinds)s, in %(number)s group of %(total)s.",
    "Kind of factor most often among the three most important ones: %(kinds)s, in %(number)s groups of %(total)s.",
)
DECISIONS = lazy_plural("It contains %(number)s decision.", "It contains %(number)s decisions.")
RECOMMENDATIONS = lazy_plural(
    "The groups adopted %(number)s recommendation of %(total)s.",
    "The groups adopted %(number)s recommendations of %(total)s.",
)
MODELS_ACCEPTED = lazy_plural("%(number)s scaling model was accepted.", "%(number)s scaling models were accepted.")


def heading(facts: Facts) -> str:
    """Write the heading of the text."""
    title, days = facts.title.words(language(), facts.main_language), _days(facts)
    name = quoted_name(title)
    if name:
        return _("Outcomes of the discussion platform %(name)s, %(days)s", name=name, days=days)
    return _("%(title)s: outcomes, %(days)s", title=title, days=days)


def quoted_name(title: str) -> str:
    """Return the name in quotation marks that a title is, alone or after the words “discussion platform”."""
    kind = _("Discussion platform")
    rest = title[len(kind) :].lstrip() if title.casefold().startswith(kind.casefold()) else title
    return rest if rest.startswith(tuple(QUOTES)) else ""


def sections(content: Content) -> list[Section]:
    """Draft the text; a section with nothing to say is left out."""
    return [section for section in drafts(content) if section.lines]


def drafts(content: Content) -> list[Section]:
    """Draft every section, also those with nothing to say: somebody may have written there."""
    return [
        Section(key, str(TITLES[key]), rules.in_paragraphs(write(content)), rules.fingerprint(figures(content)))
        for key, (write, figures) in _SECTIONS.items()
    ]


def who_was_there(content: Content) -> str:
    """Say in a line how many people were there, and from how many municipalities."""
    lines = [_counted(PARTICIPANTS, content.participants)] if content.participants else []
    lines += [_represented(content)] if lines and content.places else []
    return " ".join(line.said.words for line in lines)


def _when_where(content: Content) -> Lines:
    facts = content.facts
    title, days = facts.title.words(language(), facts.main_language), _days(facts)
    name = quoted_name(title)
    if name:
        yield _own(_("The discussion platform %(name)s took place on %(days)s.", name=name, days=days))
    else:
        yield _own(_("%(title)s took place on %(days)s.", title=title, days=days))
    venue, organiser = (texts.words(language(), facts.main_language) for texts in (facts.venue, facts.organiser))
    if venue:
        yield _own(_("Venue: %(venue)s.", venue=venue.rstrip(". ")))
    if organiser and organiser not in venue:
        yield _own(_("Organiser: %(organiser)s.", organiser=organiser.rstrip(". ")))


def _aim(content: Content) -> Lines:
    goal = content.facts.goal.spoken(language(), content.facts.main_language)
    if goal.words:
        yield Line(Spoken(goal.words if goal.words[-1] in ".!?…" else f"{goal.words}.", goal.lang))


def _participants(content: Content) -> Lines:
    if not content.participants:
        return
    yield _counted(PARTICIPANTS, content.participants)
    if content.places:
        yield _represented(content)
    if any(role.title for role in content.roles):
        yield _own(_("By role:"))
    for role in content.roles:
        if role.title:
            title = role.title.words(language(), content.facts.main_language)
            yield _item(_("%(role)s: %(number)s", role=title, number=formats.number(role.count)))
        elif len(content.roles) > 1:
            yield _item(_("role not stated: %(number)s", number=formats.number(role.count)))


def _represented(content: Content) -> Line:
    count, total = len(content.places), len(content.municipalities)
    if count == total:
        return _counted(MUNICIPALITIES, count)
    return _counted(MUNICIPALITIES_OF, count, total=formats.number(total))


def _discussed(content: Content) -> Lines:
    groups, models = content.groups, content.discussed
    if groups:
        yield _counted(GROUPS, len(groups))
    for group in groups:
        title = group.title.words(language(), content.facts.main_language)
        yield _counted(PEOPLE_IN_GROUP, group.took_part, is_item=True, title=title) if group.took_part else _item(title)
    if models:
        yield _counted(MODELS_CONSIDERED if groups else MODELS_SUBMITTED, len(models))
    if content.factor_count:
        yield _counted(FACTORS, content.factor_count)
    if content.plans:
        yield _counted(ROAD_MAPS, len(content.plans))


def _noted(content: Content) -> Lines:
    resolution = content.resolution
    if resolution and resolution.noted:
        yield _own(_("The participants noted:"))
        yield from (Line(Spoken(words, resolution.lang), is_item=True) for words in resolution.noted)
    shares = rules.kinds_of_factors(content)
    most = [share for share in shares if len(share.groups) == len(shares[0].groups)] if len(content.groups) > 1 else []
    if most and len(most[0].groups) > 1:
        titles = (_category(content, share.category) for share in most)
        total = formats.number(most[0].out_of)
        yield _counted(MOST_FREQUENT, len(most[0].groups), kinds=formats.listing(titles), total=total)


def _category(content: Content, code: str) -> str:
    return content.categories.get(code, Texts()).words(language(), content.facts.main_language) or code


def _decided(content: Content) -> Lines:
    resolution = content.resolution
    if resolution:
        yield _own(_adopted(content))
    if resolution and resolution.decisions:
        yield _counted(DECISIONS, len(resolution.decisions))
    voted = [each.votes for _group, each in content.recommendations if each.votes]
    if voted:
        adopted = sum(is_adopted(votes) for votes in voted)
        yield _counted(RECOMMENDATIONS, adopted, total=formats.number(len(voted)))
    if content.accepted:
        yield _counted(MODELS_ACCEPTED, len(content.accepted))


def _adopted(content: Content) -> str:
    votes = content.resolution.votes if content.resolution else None
    if votes is None:
        return _("The participants adopted a resolution.")
    return _(
        "The participants adopted a resolution: %(in_favour)s in favour, %(against)s against, %(abstained)s abstained.",
        in_favour=formats.number(votes.in_favour),
        against=formats.number(votes.against),
        abstained=formats.number(votes.abstained),
    )


def _days(facts: Facts) -> str:
    return formats.days(facts.starts_at, facts.ends_at, facts.zone)


def _counted(words: Lazy, count: int, *, is_item: bool = False, **values: str) -> Line:
    spoken = words.spoken(count=count, number=formats.number(count), **values)
    return Line(Spoken(spoken, language()), is_item)


def _own(words: str) -> Line:
    return Line(Spoken(words, language()))


def _item(words: str) -> Line:
    return Line(Spoken(words, language()), is_item=True)


def _figures_of_people(content: Content) -> object:
    roles = [(str(role.title), role.count) for role in content.roles]
    return [content.participants, len(content.places), len(content.municipalities), roles]


def _figures_of_work(content: Content) -> object:
    groups = [(group.number, group.took_part) for group in content.groups]
    return [groups, len(content.discussed), content.factor_count, len(content.plans)]


def _figures_noted(content: Content) -> object:
    noted = content.resolution.noted if content.resolution else ()
    return [noted, [(share.category, share.groups, share.out_of) for share in rules.kinds_of_factors(content)]]


def _figures_decided(content: Content) -> object:
    resolution = content.resolution
    votes = [(each.votes.in_favour, each.votes.present) for _group, each in content.recommendations if each.votes]
    own = resolution.votes and (resolution.votes.in_favour, resolution.votes.against) if resolution else None
    return [bool(resolution), own, len(resolution.decisions) if resolution else 0, votes, len(content.accepted)]


def _figures_of_day(content: Content) -> object:
    return [content.facts.starts_at, content.facts.ends_at, content.facts.venue.words("", "")]


_SECTIONS: dict[str, tuple[Callable[[Content], Lines], Callable[[Content], object]]] = {
    "when_where": (_when_where, _figures_of_day),
    "aim": (_aim, lambda content: content.facts.goal.words("", "")),
    "participants": (_participants, _figures_of_people),
    "discussed": (_discussed, _figures_of_work),
    "noted": (_noted, _figures_noted),
    "decided": (_decided, _figures_decided),
}
