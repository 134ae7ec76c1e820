"""A model is written: each part is saved as one types; where two windows wrote the same part, both texts are kept."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from eventhub.events.models import Event
from eventhub.ground.texts import Texts
from eventhub.scaling_models import queries
from eventhub.scaling_models.models import ScalingModel
from eventhub.scaling_models.queries import authoring
from eventhub.scaling_models.rules import steps, writing
from eventhub.scaling_models.rules.writing import Draft


def save(event: Event, model: ScalingModel, draft: Draft, *, groups: Mapping[int, int], now: datetime) -> list[str]:
    """Save what a window sends and return the parts whose text was put aside, because the window had not seen the
    present one. The present text stays, the other one stands beside it until somebody chooses.

    groups: keys of the event's groups by their numbers. Raises a refusal of steps.may_write. The caller commits.
    """
    authoring.lock(model)
    steps.may_write(event, queries.find_call(event.id), model, now)
    put_aside: list[str] = []
    changed = False
    for part, typed in draft.values.items():
        stored, seen = _stored(model, part, groups), draft.seen.get(part)
        if not writing.is_new(seen, stored, typed):
            continue
        if writing.is_stale(seen, stored, typed):
            _put_aside(model, part, typed, draft.window, now)
            put_aside.append(part)
        else:
            _write(model, part, typed, groups)
            _forget(model, part, draft.window)
        changed = True
    if changed:
        model.version += 1
        model.search = writing.search_text(model)
    return put_aside


def choose(
    event: Event, model: ScalingModel, part: str, window: str, *, groups: Mapping[int, int], now: datetime
) -> None:
    """Let a text that was put aside take the place of the present one, which is put aside instead.

    Raises a refusal of steps.may_write. The caller commits.
    """
    authoring.lock(model)
    steps.may_write(event, queries.find_call(event.id), model, now)
    chosen = next((one for one in model.aside.get(part, []) if one["window"] == window), None)
    if chosen is None:
        return
    stored = _stored(model, part, groups)
    _forget(model, part, window)
    if not writing.is_empty(writing.bare(stored)):
        _put_aside(model, part, stored, window, now)
    _write(model, part, chosen["value"], groups)
    model.version += 1
    model.search = writing.search_text(model)


def drop_aside(event: Event, model: ScalingModel, part: str, window: str, *, now: datetime) -> None:
    """Throw a text away that was put aside. Raises a refusal of steps.may_write. The caller commits."""
    authoring.lock(model)
    steps.may_write(event, queries.find_call(event.id), model, now)
    _forget(model, part, window)


def _stored(model: ScalingModel, part: str, groups: Mapping[int, int]) -> Any:
    number = next((number for number, key in groups.items() if key == model.wished_group_id), None)
    return writing.value_of(model, part, number)


def _write(model: ScalingModel, part: str, value: Any, groups: Mapping[int, int]) -> None:
    if part == "title":
        model.title = Texts({**model.title, model.lang: str(value or "")})
    elif part == "abstract":
        model.abstract = Texts({**model.abstract, model.lang: str(value or "")})
    elif part == "wish":
        model.wished_group_id = groups.get(value)
    else:
        model.content = {**model.content, part: value}


def _put_aside(model: ScalingModel, part: str, value: Any, window: str, now: datetime) -> None:
    others = [one for one in model.aside.get(part, []) if one["window"] != window]
    model.aside = {**model.aside, part: [*others, {"value": value, "window": window, "at": now.isoformat()}]}


def _forget(model: ScalingModel, part: str, window: str) -> None:
    left = [one for one in model.aside.get(part, []) if one["window"] != window]
    rest = {key: texts for key, texts in model.aside.items() if key != part}
    model.aside = {**rest, part: left} if left else rest
