"""What pages and the printed certificate show, ready for the template."""

import hashlib
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from flask import render_template, url_for

from eventhub.certificates import rules
from eventhub.certificates.models import Certificate
from eventhub.certificates.queries import Person
from eventhub.certificates.rules import Standing
from eventhub.events.models import Event
from eventhub.focus_groups.models import FocusGroup
from eventhub.ground import formats
from eventhub.ground.addresses import absolute_for
from eventhub.ground.drawings.hall import hall
from eventhub.ground.drawings.printed import printed
from eventhub.ground.i18n import Lazy, _, language, lazy, ngettext, speaking
from eventhub.ground.printing.codes import qr
from eventhub.ground.printing.order import Manuscript

PER_PAGE = 50
SEATS: Final = 132
"""Of the hall that adorns the sheet; always the same, or one more arrival would print every certificate anew."""
STANDINGS: Mapping[Standing, tuple[str, str, Lazy]] = {
    Standing.ENTITLED: ("good", "check", lazy("entitled")),
    Standing.PENDING: ("warn", "clock", lazy("waits for the record of the group")),
    Standing.NOT_ENTITLED: ("neutral", "close", lazy("was not there long enough")),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A person in the list: minutes and standing, then the certificate. to_do: what is out of step, in words."""

    name: str
    groups: str
    minutes: str
    mark: tuple[str, str, str]
    number: str
    hours: str
    to_do: str
    file: str
    revocation: str
    return_address: str


@dataclass(frozen=True, slots=True)
class Totals:
    """What the head of the list counts."""

    entitled: int
    pending: int
    not_entitled: int
    issued: int
    is_out_of_step: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """A certificate ready for the press; content_hash tells whether it would read as it did."""

    id: int
    name: str
    html: str
    content_hash: str
    manuscript: Manuscript


def totals(people: Sequence[Person]) -> Totals:
    """Count the list."""
    counted = Counter(person.due.standing for person in people)
    return Totals(
        entitled=counted[Standing.ENTITLED],
        pending=counted[Standing.PENDING],
        not_entitled=counted[Standing.NOT_ENTITLED],
        issued=sum(_holds(person.certificate) for person in people),
        is_out_of_step=any(_difference(person) for person in people),
    )


def rows(event: Event, people: Sequence[Person], groups: Mapping[int, FocusGroup], prefix: str) -> list[Row]:
    """Lay out a page of the list."""
    return [_row(event, person, groups, prefix) for person in people]


def _row(event: Event, person: Person, groups: Mapping[int, FocusGroup], prefix: str) -> Row:
    kind, sign, words = STANDINGS[person.due.standing]
    certificate, holds = person.certificate, _holds(person.certificate)

    def way(endpoint: str, is_open: bool) -> str:
        return url_for(endpoint, slug=event.slug, uid=certificate.uid) if certificate and is_open else ""

    return Row(
        name=person.registration.full_name or _("Name erased"),
        groups=", ".join(str(number) for number in _numbers(person.groups, groups)),
        minutes=formats.number(person.due.minutes),
        mark=(kind, sign, str(words)),
        number=rules.number_words(prefix, certificate.number) if certificate else "",
        hours=formats.number(certificate.hours if certificate else person.due.hours),
        to_do=_difference(person),
        file=way("certificates.file", holds and bool(certificate and certificate.file_id)),
        revocation=way("certificates.revoke", holds),
        return_address=way("certificates.give_back", not holds),
    )


def _numbers(keys: frozenset[Hashable], groups: Mapping[int, FocusGroup]) -> list[int]:
    return sorted(group.number for key, group in groups.items() if key in keys)


def _holds(certificate: Certificate | None) -> bool:
    return certificate is not None and certificate.revoked_at is None


def _difference(person: Person) -> str:
    """Say what of a certificate does not agree with the attendance of today."""
    certificate, entitled = person.certificate, person.due.standing is Standing.ENTITLED
    if certificate is not None and person.due.standing is Standing.PENDING:
        return ""
    if certificate is None:
        return _("not issued yet") if entitled and person.registration.full_name else ""
    if certificate.revoked_at is not None:
        return _("revoked")
    if not entitled:
        return _("issued, but not due any more: revoke it, or see to the attendance")
    if certificate.hours != person.due.hours:
        return ngettext(
            "issued with other hours; now %(count)s is due",
            "issued with other hours; now %(count)s are due",
            person.due.hours,
        )
    return ""


def sheet(event: Event, certificate: Certificate, groups: Sequence[FocusGroup], prefix: str) -> Sheet:
    """Lay out a certificate for the press, in the main language of the event; the name stands in the nominative."""
    with speaking(event.main_language):
        number = rules.number_words(prefix, certificate.number)
        html = render_template(
            "certificates/certificate.html",
            lang=language(),
            event=event,
            certificate=certificate,
            number=number,
            who=_who(event, certificate),
            facts=_facts(event, groups),
            issued=formats.day(certificate.issued_at, event.zone),
            code_words=rules.code_words(certificate.code),
            hall=printed(hall(SEATS, SEATS, key="hall", title=_("Hall"), desc=""), "150mm"),
            code=qr(
                absolute_for("certificates.check", code=certificate.code), size="27mm", title=_("Code to check with")
            ),
        )
    content_hash = hashlib.sha256(html.encode()).hexdigest()
    manuscript = Manuscript(html=html, moment=certificate.issued_at)
    return Sheet(certificate.id, f"{number}.pdf", html, content_hash, manuscript)


def _who(event: Event, certificate: Certificate) -> str:
    own = certificate.registration
    place = own.municipality.name.words(language(), event.main_language) if own.municipality else ""
    shown_place = "" if place and place in own.organisation_name else place
    return ", ".join(part for part in (own.position, own.organisation_name, shown_place) if part)


def _facts(event: Event, groups: Sequence[FocusGroup]) -> str:
    days = formats.days(event.starts_at, event.ends_at, event.zone)
    venue = event.venue.words(language(), event.main_language).rstrip(". ")
    worked = [
        _("Focus group %(number)s: %(title)s", number=group.number, title=_title(event, group)) for group in groups
    ]
    return ". ".join([", ".join(part for part in (days, venue) if part), *worked]) + "."


def _title(event: Event, group: FocusGroup) -> str:
    return (group.short_title or group.title).words(language(), event.main_language).rstrip(". ")


@dataclass(frozen=True, slots=True)
class Check:
    """What the check page says, as little as possible; the name only with consent."""

    is_valid: bool
    number: str
    name: str
    event: str
    hours: str
    issued: str


def check(event: Event, certificate: Certificate, prefix: str, *, may_be_named: bool) -> Check:
    """Say what anybody with the code may learn; of a revoked certificate only that it is revoked."""
    shown = Check(
        is_valid=certificate.revoked_at is None,
        number=rules.number_words(prefix, certificate.number),
        name=certificate.registration.full_name if may_be_named else "",
        event=event.title.words(language(), event.main_language),
        hours=ngettext("%(count)s academic hour", "%(count)s academic hours", certificate.hours),
        issued=formats.day(certificate.issued_at, event.zone),
    )
    return shown if shown.is_valid else replace(shown, name="", hours="")
