"""What is written to authors and reviewers."""

import uuid
from datetime import datetime
from typing import Any

from eventhub.events.models import Event
from eventhub.ground import formats, out_tray
from eventhub.ground.access import link_token
from eventhub.ground.addresses import absolute_for
from eventhub.ground.i18n import _, speaking
from eventhub.ground.i18n.catalogues import languages
from eventhub.people.models import Person
from eventhub.scaling_models.models import Call, ModelState, Review, Reviewer, ScalingModel
from eventhub.scaling_models.rules import STATE_WORDS


def begun(event: Event, call: Call, model: ScalingModel, person: Person, *, now: datetime, again: bool = False) -> None:
    """Send the personal link by which a model is written; to whoever begins the same again, at most once an hour."""
    occasion = f"again {now:%Y-%m-%dT%H}" if again else "begun"
    _put(
        "model_received",
        event,
        model,
        person,
        occasion,
        now=now,
        is_submitted=False,
        closes=_moment(event, model, call),
    )


def submitted(event: Event, model: ScalingModel, person: Person, version: int, *, now: datetime) -> None:
    """Confirm that a model was handed in."""
    _put("model_received", event, model, person, f"submitted {version}", now=now, is_submitted=True, closes="")


def decided(event: Event, model: ScalingModel, person: Person, *, now: datetime) -> None:
    """Tell the corresponding author the decision and its reasons."""
    with speaking(_language(event, model.lang)):
        state = str(STATE_WORDS[model.state])
    _put(
        "model_decided",
        event,
        model,
        person,
        f"decided {model.state} {now.isoformat()}",
        now=now,
        state=state,
        note=model.decision_note,
        is_to_revise=model.state is ModelState.REVISE,
    )


def review_asked(event: Event, call: Call | None, review: Review, *, now: datetime) -> None:
    """Ask a reviewer for an opinion about a model."""
    reviewer, model = review.reviewer, review.model
    address = _mailbox(reviewer)
    if not address:
        return
    lang = _language(event, reviewer.user.language if reviewer.user else event.main_language)
    until = call.review_closes_at if call else None
    with speaking(lang):
        values = {
            **_values(event, model, lang),
            "name": _spoken(reviewer.person),
            "until": formats.moment(until, event.zone) if until else "",
            "link": absolute_for("scaling_models.review", slug=event.slug, code=model.code),
        }
    out_tray.put(
        "review_asked", address, lang=lang, values=values, cause=f"{review.uid} asked", now=now, event_uid=event.uid
    )


def author_link(slug: str, uid: str, revision: int, *, to_write: bool = False) -> str:
    """Return the whole address of a model's personal page; made when the letter is sent, stored nowhere."""
    token = link_token("author", uuid.UUID(uid), revision)
    return absolute_for("scaling_models.edit" if to_write else "overview.author", slug=slug, token=token)


def _put(
    template: str, event: Event, model: ScalingModel, person: Person, occasion: str, *, now: datetime, **more: Any
) -> None:
    if not person.email:
        return
    lang = _language(event, model.lang)
    with speaking(lang):
        values = {**_values(event, model, lang), "name": _spoken(person), **more}
    cause = f"{model.uid} {occasion}"
    out_tray.put(template, person.email, lang=lang, values=values, cause=cause, now=now, event_uid=event.uid)


def _values(event: Event, model: ScalingModel, lang: str) -> dict[str, Any]:
    main = event.main_language
    return {
        "event": event.title.words(lang, main),
        "title": model.title.words(lang, model.lang),
        "code": model.code,
        "email": event.contact_email,
        "organiser": event.organiser.words(lang, main) or event.title.words(lang, main),
        "slug": event.slug,
        "uid": model.uid.hex,
        "revision": model.link_revision,
        "reason": _("You receive this letter because of the call for models of this event."),
    }


def _moment(event: Event, model: ScalingModel, call: Call) -> str:
    with speaking(_language(event, model.lang)):
        return formats.moment(call.closes_at, event.zone)


def _spoken(person: Person) -> str:
    return " ".join(part for part in (person.given_name, person.patronymic) if part)


def _mailbox(reviewer: Reviewer) -> str:
    return (reviewer.user.email if reviewer.user else "") or reviewer.person.email or ""


def _language(event: Event, wanted: str) -> str:
    return wanted if wanted in languages() else event.main_language
