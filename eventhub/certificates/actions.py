"""What happens to certificates: terms are stated, certificates issued, printed, revoked and given back."""

import uuid
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from eventhub.accounts.models import User
from eventhub.certificates import queries, rules
from eventhub.certificates.models import Certificate, CertificateRule
from eventhub.certificates.queries import Person
from eventhub.certificates.rules import Standing
from eventhub.events.models import Event
from eventhub.ground import audit, files, work
from eventhub.ground.db import db
from eventhub.ground.work import Work

ISSUE = "certificates.issue"


@dataclass(frozen=True)
class StatedTerms:
    """What the form of the terms says."""

    number_prefix: str
    academic_hours: int
    hour_minutes: int
    minimum_minutes: int


@dataclass(frozen=True)
class Printed:
    """A certificate as it came from the press, for the row with this key."""

    id: int
    content_hash: str
    pdf: bytes
    name: str


def state_terms(event: Event, terms: StatedTerms, *, by: User, now: datetime) -> CertificateRule:
    """State or change the terms of an event; what was issued stays until it is issued anew. The caller commits."""
    stated: dict[str, Any] = asdict(terms)
    known = queries.find_rule(event.id)
    if known is None:
        known = CertificateRule(event_id=event.id, **stated)
        db.session.add(known)
        before: dict[str, Any] | None = None
        after = stated
    else:
        before, after = audit.change(known, stated)
    if after:
        who = f"user:{by.uid}"
        audit.record(
            "state terms", "certificates", event.uid, event_uid=event.uid, by=who, now=now, before=before, after=after
        )
    return known


def ask_for_issue(event: Event, *, by: User, now: datetime) -> Work:
    """Ask for certificates of all who are entitled; a worker issues and prints them. The caller commits.

    Asked twice at once it is done once. Raises NoTermsYet or NobodyEntitled. Six statements and those of the work.
    """
    rule = queries.find_rule(event.id)
    if rule is None:
        raise rules.NoTermsYet
    people = queries.people(event.id, queries.day_of(event.id), queries.terms_of(rule))
    if not any(person.due.standing is Standing.ENTITLED for person in people):
        raise rules.NobodyEntitled
    who = f"user:{by.uid}"
    audit.record("issue certificates", "event", event.uid, event_uid=event.uid, by=who, now=now)
    arguments = {"event": str(event.uid)}
    return work.put(
        ISSUE, about=about(event), arguments=arguments, asked_by=who, slot=f"certificates:{event.uid}", now=now
    )


def about(event: Event) -> str:
    """Name the event as what the work is about."""
    return f"event:{event.uid}"


def issue(event: Event, rule: CertificateRule, *, by: str, now: datetime) -> int:
    """Give every entitled person a certificate with the hours now due; return how many are new or changed.

    Numbers go on by name. Revoked ones stay revoked, and whoever is not entitled any more keeps theirs until somebody
    revokes it. The caller commits, and prints afterwards.
    """
    people = queries.people(event.id, queries.day_of(event.id), queries.terms_of(rule))
    number = queries.last_number(event.id)
    count = 0
    for person in people:
        if person.due.standing is not Standing.ENTITLED or not person.registration.full_name:
            continue
        if person.certificate is None:
            number += 1
            _issue_first(event, person, number, by=by, now=now)
            count += 1
        elif person.certificate.revoked_at is None and person.certificate.hours != person.due.hours:
            _issue_again(event, person.certificate, person.due.hours, by=by, now=now)
            count += 1
    return count


def _issue_first(event: Event, person: Person, number: int, *, by: str, now: datetime) -> None:
    certificate = Certificate(
        uid=uuid.uuid4(),
        event_id=event.id,
        registration_id=person.registration.id,
        number=number,
        code=rules.new_code(),
        hours=person.due.hours,
        issued_at=now,
    )
    db.session.add(certificate)
    after = {"number": number, "hours": person.due.hours}
    audit.record("issue", "certificate", certificate.uid, event_uid=event.uid, by=by, now=now, after=after)


def _issue_again(event: Event, certificate: Certificate, hours: int, *, by: str, now: datetime) -> None:
    before, after = audit.change(certificate, {"hours": hours})
    certificate.issued_at = now
    audit.record(
        "issue", "certificate", certificate.uid, event_uid=event.uid, by=by, now=now, before=before, after=after
    )


def keep_printed(printed: Iterable[Printed], *, now: datetime) -> None:
    """Keep what came from the press; from now on it is what people get. The caller commits."""
    for each in printed:
        stored = files.store(each.pdf, "application/pdf", each.name, now=now)
        db.session.flush()
        db.session.execute(
            sa.update(Certificate)
            .where(Certificate.id == each.id)
            .values(file_id=stored.id, content_hash=each.content_hash)
        )


def revoke(event: Event, certificate: Certificate, *, by: User, now: datetime) -> None:
    """Take a certificate back: the check page says so, and its file is nobody's. Twice is once. The caller commits."""
    if certificate.revoked_at is None:
        _set_revoked("revoke", event, certificate, now, by=by, now=now)


def give_back(event: Event, certificate: Certificate, *, by: User, now: datetime) -> None:
    """Let a revoked certificate hold again. Twice is once. The caller commits."""
    if certificate.revoked_at is not None:
        _set_revoked("give back", event, certificate, None, by=by, now=now)


def _set_revoked(
    verb: str, event: Event, certificate: Certificate, moment: datetime | None, *, by: User, now: datetime
) -> None:
    before, after = audit.change(certificate, {"revoked_at": moment})
    who = f"user:{by.uid}"
    audit.record(verb, "certificate", certificate.uid, event_uid=event.uid, by=who, now=now, before=before, after=after)
