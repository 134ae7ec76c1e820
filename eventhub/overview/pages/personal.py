"""What a participant reads about themselves: state, group and why, consents, certificate."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from markupsafe import Markup

from eventhub.allocation.models import Assignment, Reason
from eventhub.certificates.models import Certificate, CertificateRule
from eventhub.consents.models import Consent, ConsentDocument
from eventhub.events.models import Event
from eventhub.events.rules import is_over
from eventhub.events.views import address_of
from eventhub.ground import formats
from eventhub.ground.errors import Refusal
from eventhub.ground.i18n import Lazy, _, lazy, ngettext
from eventhub.ground.texts import Texts
from eventhub.overview.pages.wording import said, written
from eventhub.registration.models import Registration, RegistrationState
from eventhub.registration.rules import may_cancel, may_change

STATES: Mapping[RegistrationState, tuple[str, str, Lazy]] = {
    RegistrationState.CONFIRMED: ("good", "check", lazy("Your place is confirmed")),
    RegistrationState.WAITING: ("warn", "clock", lazy("On the waiting list")),
    RegistrationState.CANCELLED: ("bad", "close", lazy("Registration cancelled")),
    RegistrationState.DUPLICATE: ("neutral", "info", lazy("Registered twice: the earlier registration holds")),
    RegistrationState.NO_SHOW: ("neutral", "info", lazy("Not seen at the event")),
}
"""Kind and sign of the mark, and its words."""
ADVICE: Mapping[RegistrationState, Lazy] = {
    RegistrationState.WAITING: lazy(
        "Freed places are given in the order of the list; as soon as one is yours, we write to you."
    ),
    RegistrationState.CANCELLED: lazy("You are not expected any more. If you change your mind, register once again."),
}
DONE: Mapping[str, Lazy] = {
    "changed": lazy("Your changes are saved."),
    "given-up": lazy("Your registration is cancelled. Thank you for letting us know."),
}
"""By the word with which pages that change something send the reader back here."""
WHY: Mapping[Reason, Lazy] = {
    Reason.NO_PREFERENCE: lazy("You named no wishes; this group had a place and needed people like you."),
    Reason.STEP_FREE: lazy("This room can be reached without steps."),
    Reason.FACILITATOR: lazy("You facilitate this group."),
    Reason.SECRETARY: lazy("You are the secretary of this group."),
    Reason.MODEL_AUTHOR: lazy("Your model is presented here."),
    Reason.BALANCE: lazy("The groups you wished for were full; here the composition needed you most."),
    Reason.BY_HAND: lazy("The organiser has placed you here."),
}
WISHES: Mapping[int, Lazy] = {
    1: lazy("This was your first wish."),
    2: lazy("This was your second wish."),
    3: lazy("This was your third wish."),
}


@dataclass(frozen=True, slots=True)
class GroupPlace:
    """A group one belongs to, and why. Whoever has several rounds has several groups."""

    number: int
    title: Markup
    room: Markup
    floor: str
    address: str
    round: str
    why: str


@dataclass(frozen=True, slots=True)
class Deeds:
    """Where one changes what is one's own; empty where that cannot be done."""

    change: str = ""
    cancel: str = ""
    consents: str = ""
    data: str = ""
    materials: str = ""


@dataclass(frozen=True, slots=True)
class OwnPage:
    """Who one is at this event: the snapshot of the registration, and its state as kind, sign and words."""

    name: Markup
    number: int
    mark: tuple[str, str, str]
    advice: str
    organisation: Markup
    position: Markup
    role: Markup
    municipality: Markup


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """A consent as given, and withdrawn where it was."""

    title: Markup
    given: str
    withdrawn: str
    address: str


@dataclass(frozen=True, slots=True)
class CertificateHint:
    """What there is to know of one's certificate, where it can be checked, and where one gets it."""

    words: str = ""
    address: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A text people agree to, in one version."""

    anchor: str
    title: Markup
    paragraphs: Sequence[Markup]
    version: str
    is_required: bool
    is_in_force: bool


def group_places(event: Event, assignments: Sequence[Assignment]) -> list[GroupPlace]:
    """Write one's groups, round by round."""
    return [_group_place(event, assignment, several=len(assignments) > 1) for assignment in assignments]


def why(assignment: Assignment) -> str:
    """Say in words why somebody is in a group: their part there, or the rank of the wish it meets."""
    if assignment.reason in WHY:
        return str(WHY[assignment.reason])
    if assignment.rank:
        return str(WISHES.get(assignment.rank) or _("This was your wish number %(rank)s.", rank=assignment.rank))
    return _("The groups you wished for had no more places.")


def consent_rows(event: Event, consents: Sequence[Consent]) -> list[ConsentRow]:
    """Write what one agreed to, each with its full text behind a link."""
    texts = url_for("overview.personal_data", slug=event.slug)
    return [
        ConsentRow(
            title=said(consent.document.title, event.main_language),
            given=formats.moment(consent.given_at, event.zone),
            withdrawn=formats.moment(consent.withdrawn_at, event.zone) if consent.withdrawn_at else "",
            address=f"{texts}#{consent.document.uid}",
        )
        for consent in consents
    ]


def document_rows(event: Event, documents: Sequence[ConsentDocument]) -> list[DocumentRow]:
    """Write the texts people agree to, those in force first."""
    main = event.main_language
    return [
        DocumentRow(
            anchor=str(document.uid),
            title=said(document.title, main),
            paragraphs=[said(Texts(text), main) for text in _by_paragraph(document.text)],
            version=document.version,
            is_required=document.is_required,
            is_in_force=document.is_in_force,
        )
        for document in documents
    ]


def own_page(own: Registration, now: datetime) -> OwnPage:
    """Write who one is at this event; what to do is said only while the event is still to come."""
    main = own.event.main_language
    kind, sign, words = STATES[own.state]
    return OwnPage(
        name=written(own.full_name, main),
        number=own.number,
        mark=(kind, sign, str(words)),
        advice="" if is_over(own.event, now) else str(ADVICE.get(own.state, "")),
        organisation=written(own.organisation_name, main),
        position=written(own.position, main),
        role=said(own.role.title, main) if own.role else Markup(),
        municipality=said(own.municipality.name, main) if own.municipality else Markup(),
    )


def deeds(own: Registration, token: str, now: datetime) -> Deeds:
    """Say what one can do here: change and cancel as long as the rules say, see to consents and data at any time."""
    ways = {"slug": own.event.slug, "token": token}
    return Deeds(
        change=address_of("registration.change", **ways) if _is_allowed(may_change, own, now) else "",
        cancel=address_of("registration.cancel", **ways) if _is_allowed(may_cancel, own, now) else "",
        consents=address_of("registration.own_consents", **ways),
        data=address_of("registration.my_data", **ways),
        materials=address_of("materials.own", **ways) if own.state is RegistrationState.CONFIRMED else "",
    )


def _is_allowed(ask: Callable[[Event, Registration, datetime], None], own: Registration, now: datetime) -> bool:
    try:
        ask(own.event, own, now)
    except Refusal:
        return False
    return True


def done_words(done: str | None) -> str:
    """Say what the reader has just done, when the page they come from tells."""
    return str(DONE.get(done or "", ""))


def is_expected(own: Registration) -> bool:
    """Tell whether somebody has a day at the event, or may still get one."""
    return own.state in {RegistrationState.CONFIRMED, RegistrationState.WAITING}


def certificate_hint(
    own: Registration, token: str, rule: CertificateRule | None, certificate: Certificate | None
) -> CertificateHint:
    """Say what there is to know of a certificate; nothing where none are given."""
    if rule is None or own.state is not RegistrationState.CONFIRMED:
        return CertificateHint()
    if certificate is None:
        words = ngettext(
            "A certificate is given to those who were there for at least %(count)s minute.",
            "A certificate is given to those who were there for at least %(count)s minutes.",
            rule.minimum_minutes,
        )
        return CertificateHint(words)
    words = ngettext(
        "Your certificate is issued: %(count)s academic hour.",
        "Your certificate is issued: %(count)s academic hours.",
        certificate.hours,
    )
    file = address_of("certificates.own", slug=own.event.slug, token=token) if certificate.file_id else ""
    return CertificateHint(words, address_of("certificates.check", code=certificate.code), file)


def _group_place(event: Event, assignment: Assignment, several: bool) -> GroupPlace:
    group = assignment.focus_group
    room = group.room
    return GroupPlace(
        number=group.number,
        title=said(group.title, event.main_language),
        room=said(room.name, event.main_language) if room else Markup(),
        floor=_("floor %(number)s", number=room.floor) if room and room.floor is not None else "",
        address=url_for("overview.group", slug=event.slug, number=group.number),
        round=_("Round %(number)s", number=assignment.round) if several else "",
        why=why(assignment),
    )


def _by_paragraph(text: Texts) -> list[dict[str, str]]:
    """Part a text into paragraphs, language by language; where one language has fewer, the rest is empty."""
    parted = {lang: [line for line in words.splitlines() if line.strip()] for lang, words in text.items()}
    longest = max((len(lines) for lines in parted.values()), default=0)
    return [{lang: lines[row] for lang, lines in parted.items() if row < len(lines)} for row in range(longest)]
