"""One registration as the team sees it, and what was done with it; and as its owner takes it away."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from eventhub.accounts.models import User
from eventhub.consents.models import Consent
from eventhub.ground import formats
from eventhub.ground.audit import AuditEntry
from eventhub.ground.i18n import Lazy, _, language, lazy
from eventhub.ground.texts import Texts
from eventhub.registration.models import Attendance, Registration, RegistrationState, Source, SpecialNeed
from eventhub.registration.pages.wording import said, state_mark
from eventhub.registration.queries import Offer

VERBS: Mapping[str, Lazy] = {
    "add": lazy("Registered by the team"),
    "change": lazy("Answers changed"),
    "cancel": lazy("Registration cancelled"),
    "confirm": lazy("Given a place out of turn"),
    "withdraw consent": lazy("Consent withdrawn"),
    "check in": lazy("Arrival noted"),
    "check out": lazy("Departure noted"),
    "undo check in": lazy("Arrival taken back"),
}
SOURCES: Mapping[Source, Lazy] = {
    Source.FORM: lazy("by the form"),
    Source.STAFF: lazy("by the team"),
    Source.WALK_IN: lazy("at the desk"),
    Source.IMPORT: lazy("imported"),
}


@dataclass(frozen=True, slots=True)
class Deed:
    """One line of the history."""

    moment: str
    words: str
    by: str


def facts(registration: Registration, there: Attendance | None) -> list[tuple[str, Markup | str]]:
    """List what is known of somebody, by what it is; what is empty is left out."""
    event = registration.event
    main = event.main_language
    arrived = formats.moment(there.arrived_at, event.zone) if there and there.arrived_at else ""
    left = formats.moment(there.left_at, event.zone) if there and there.left_at else ""
    listed: list[tuple[str, Markup | str]] = [
        (_("E-mail address"), registration.email or ""),
        (_("Organisation"), registration.organisation_name),
        (_("Position"), registration.position),
        (_("Role"), said(registration.role.title, main) if registration.role else ""),
        (_("Municipality"), said(registration.municipality.name, main) if registration.municipality else ""),
        (_("Language of letters"), registration.language),
        (_("Registered"), formats.moment(registration.registered_at, event.zone)),
        (_("How"), str(SOURCES[registration.source])),
        (_("Place in the waiting list"), _waiting(registration)),
        (_("Came"), arrived or (_("yes, without a time") if there else "")),
        (_("Left"), left),
    ]
    return [(words, value) for words, value in listed if value]


def needs(need: SpecialNeed | None) -> list[tuple[str, str]]:
    """List what the organiser has to see to."""
    if need is None:
        return []
    listed = [
        (_("Food"), need.dietary),
        (_("Help with seeing, hearing or moving"), need.accessibility),
        (_("A way without steps"), _("yes") if need.step_free else ""),
    ]
    return [(words, value) for words, value in listed if value]


def wishes(offer: Offer, group_ids: Sequence[int]) -> list[Markup]:
    """List the groups wished for, the dearest first."""
    groups = {group.id: group for group in offer.groups}
    return [
        Markup("{}. {}").format(groups[key].number, said(groups[key].name, offer.event.main_language))
        for key in group_ids
        if key in groups
    ]


def history(registration: Registration, entries: Sequence[AuditEntry], users: Mapping[str, User]) -> list[Deed]:
    """Write what was done, the latest first, with registering itself as the last line."""
    zone = registration.event.zone
    deeds = [
        Deed(formats.moment(entry.moment, zone), str(VERBS.get(entry.verb, entry.verb)), _who(entry.by, users))
        for entry in entries
    ]
    begun = _("Registered, %(how)s", how=SOURCES[registration.source])
    return [*deeds, Deed(formats.moment(registration.registered_at, zone), begun, "")]


def my_data(
    offer: Offer,
    registration: Registration,
    *,
    consents: Sequence[Consent],
    wished: Sequence[int],
    need: SpecialNeed | None,
    presence: Sequence[Attendance],
) -> dict[str, Any]:
    """Gather all that is kept of a person for an event, as plain JSON under names that speak."""
    main = offer.event.main_language
    return {
        "event": {"title": offer.event.title.words(language(), main), "slug": offer.event.slug},
        "registration": {
            "number": registration.number,
            "state": registration.state.value,
            "source": registration.source.value,
            "family_name": registration.family_name,
            "given_name": registration.given_name,
            "patronymic": registration.patronymic,
            "email": registration.email,
            "organisation": registration.organisation_name,
            "position": registration.position,
            "role": _listed(registration.role.title, main) if registration.role else None,
            "municipality": _listed(registration.municipality.name, main) if registration.municipality else None,
            "language": registration.language,
            "registered_at": registration.registered_at.isoformat(),
            "waiting_number": registration.waiting_number,
        },
        "wishes": [str(words.striptags()) for words in wishes(offer, wished)],
        "notes": None if need is None else {
            "dietary": need.dietary, "accessibility": need.accessibility, "step_free": need.step_free
        },
        "consents": [_consent(one, main) for one in consents],
        "attendance": [_presence(one, main) for one in presence],
    }  # fmt: skip


def _listed(texts: Texts, main: str) -> str:
    return texts.words(language(), main)


def _consent(one: Consent, main: str) -> dict[str, Any]:
    return {
        "purpose": one.document.purpose.value,
        "version": one.document.version,
        "title": one.document.title.words(language(), main),
        "text": one.document.text.words(one.lang, main),
        "given_at": one.given_at.isoformat(),
        "channel": one.channel.value,
        "withdrawn_at": one.withdrawn_at.isoformat() if one.withdrawn_at else None,
    }


def _presence(one: Attendance, main: str) -> dict[str, Any]:
    return {
        "item": one.agenda_item.title.words(language(), main) if one.agenda_item else None,
        "arrived_at": one.arrived_at.isoformat() if one.arrived_at else None,
        "left_at": one.left_at.isoformat() if one.left_at else None,
    }


def _waiting(registration: Registration) -> str:
    is_waiting = registration.state is RegistrationState.WAITING and registration.waiting_number
    return f"№ {registration.waiting_number}" if is_waiting else ""


def _who(by: str, users: Mapping[str, User]) -> str:
    kind, _colon, uid = by.partition(":")
    if kind == "user":
        return users[uid].name if uid in users else _("a member of the team")
    return _("the participant") if kind == "link" else _("EventHub")


def state(registration: Registration) -> tuple[str, str, str]:
    """Return the mark of a state: kind, sign, words."""
    return state_mark(registration.state)
