"""The organiser's list of models: rows with mean and spread, conditions, pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from markupsafe import Markup

from eventhub.events.models import Event
from eventhub.ground import formats
from eventhub.ground.i18n import Lazy, _, lazy, ngettext
from eventhub.scaling_models.forms import ListForm
from eventhub.scaling_models.models import Call, ModelState, ScalingModel
from eventhub.scaling_models.pages.content import MARKS
from eventhub.scaling_models.pages.wording import said, title_of, written
from eventhub.scaling_models.queries.staff import Answers
from eventhub.scaling_models.rules import STATE_WORDS, UNDECIDED, Standing, proposed_decision

PER_PAGE = 25
LAST_PAGE = 1_000_000
ORDERS: Mapping[str, Lazy] = {"rank": lazy("by rank"), "call": lazy("in the order of arrival")}


@dataclass(frozen=True, slots=True)
class Row:
    """A model in the list. silent: reviewers who have not answered."""

    code: str
    title: Markup
    address: str
    origin: Markup
    state: tuple[str, str, str]
    answered: str
    silent: str
    mean: str
    spread: str
    rank: str
    proposal: str
    group: str


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of the list."""

    words: str
    numbers: list[tuple[int | None, str, bool]]
    previous: str
    next: str


def ordered(
    models: Sequence[ScalingModel], standings: Sequence[Standing], order: str
) -> list[tuple[ScalingModel, Standing]]:
    """Put models into the order asked for, each with how it stands."""
    by_id = {one.model_id: one for one in standings}
    if order == "call":
        return [(model, by_id[model.id]) for model in models]
    known = {model.id: model for model in models}
    return [(known[one.model_id], one) for one in standings]


def rows(
    event: Event, call: Call | None, shown: Sequence[tuple[ScalingModel, Standing]], reviews: Mapping[int, Answers]
) -> list[Row]:
    """Write the rows of one page."""
    return [_row(event, call, model, standing, reviews.get(model.id, Answers())) for model, standing in shown]


def summary(models: Sequence[ScalingModel], standings: Sequence[Standing]) -> str:
    """Say in a line how many there are and how many reviews are still open."""
    count = ngettext("%(count)s model", "%(count)s models", len(models))
    open_reviews = sum(one.reviews_asked - one.reviews_answered for one in standings)
    answers = ngettext("%(count)s review is not answered", "%(count)s reviews are not answered", open_reviews)
    return _("%(models)s, %(reviews)s", models=count, reviews=answers)


def state_mark(state: ModelState) -> tuple[str, str, str]:
    """Return the mark of a state: kind, sign, words."""
    kind, sign = MARKS.get(state, ("neutral", "info"))
    return kind, sign, str(STATE_WORDS[state])


def address(slug: str, form: ListForm, **more: Any) -> str:
    """Return where the list is with the conditions chosen; nothing takes a condition away."""
    given = {name: form[name].data or None for name in ("q", "state")}
    return url_for("scaling_models.models", slug=slug, **{**given, **more})


def chosen(slug: str, form: ListForm) -> list[tuple[str, str]]:
    """List the conditions, each with the address of the list without it."""
    found = []
    if form.q.data:
        found.append((form.q.data, address(slug, form, q=None)))
    if form.state.data in set(ModelState):
        found.append((str(STATE_WORDS[ModelState(form.state.data)]), address(slug, form, state=None)))
    return found


def orders(slug: str, form: ListForm, order: str) -> list[tuple[str, str, bool]]:
    """List the orders one can choose: words, address, whether it is this one."""
    return [(str(words), address(slug, form, order=name), name == order) for name, words in ORDERS.items()]


def page_number(given: str | None) -> int:
    """Read the number of a page; anything that is none is the first."""
    digits = given or ""
    number = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < len(str(LAST_PAGE)) else 1
    return max(number, 1)


def pages(slug: str, form: ListForm, total: int, page: int, order: str) -> Pages:
    """Number the pages."""
    last = max((total + PER_PAGE - 1) // PER_PAGE, 1)

    def at(number: int) -> str:
        return address(slug, form, order=order, page=number)

    first, end = (page - 1) * PER_PAGE + 1, min(page * PER_PAGE, total)
    return Pages(
        words=_("%(first)s–%(last)s of %(all)s", first=min(first, end), last=end, all=formats.number(total)),
        numbers=[(number, at(number), number == page) for number in range(1, last + 1)],
        previous=at(page - 1) if 1 < page <= last else "",
        next=at(page + 1) if page < last else "",
    )


def _row(event: Event, call: Call | None, model: ScalingModel, standing: Standing, reviews: Answers) -> Row:
    main, group = event.main_language, model.focus_group
    place = said(model.municipality.name, main) if model.municipality else Markup()
    parts = [part for part in (written(model.organisation_name, model.lang), place) if part]
    proposal = proposed_decision(standing.mean, call) if call and model.state in UNDECIDED else None
    return Row(
        code=model.code,
        title=title_of(model),
        address=url_for("scaling_models.model", slug=event.slug, uid=model.uid),
        origin=Markup(", ").join(parts),
        state=state_mark(model.state),
        answered=_("%(answered)s of %(asked)s", answered=standing.reviews_answered, asked=standing.reviews_asked)
        if standing.reviews_asked
        else "",
        silent=", ".join(reviews.silent),
        mean=formats.number(standing.mean, 2) if standing.mean is not None else "",
        spread=formats.number(standing.spread, 2) if standing.spread is not None else "",
        rank=str(standing.rank or ""),
        proposal=_("Proposed: %(decision)s", decision=STATE_WORDS[proposal]) if proposal else "",
        group=_("group %(number)s", number=group.number) if group else "",
    )
