"""What happens with the team of an event: people are invited, invited again, and leave."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from eventhub.accounts import actions as accounts
from eventhub.accounts.actions import Invited
from eventhub.accounts.models import User
from eventhub.accounts.queries import find_user
from eventhub.accounts.rules import UserIsBlocked
from eventhub.events import letters, queries, rules
from eventhub.events.models import Event, Membership, TeamRole
from eventhub.ground import audit
from eventhub.ground.db import db
from eventhub.people import actions as people
from eventhub.people.rules import spoken_name


@dataclass(frozen=True)
class Invitee:
    """Who is invited into a team."""

    family_name: str
    given_name: str
    patronymic: str
    email: str


@dataclass(frozen=True)
class Joined:
    """Who somebody became: a person, known as a user, in the team."""

    person_id: int
    membership: Membership


def invite(
    event: Event, invitee: Invitee, role: TeamRole, *, held: Collection[TeamRole], by: User, now: datetime
) -> Joined:
    """Take somebody into the team by e-mail; whoever has no account gets one with a link to choose a password.

    held: the roles of whoever invites. The same role again only finds the person. Raises OnlyOwners or UserIsBlocked.
    The caller commits.
    """
    rules.may_grant(held, role)
    user = find_user(invitee.email) or _new_user(event, invitee, by=by, now=now)
    if user.is_blocked:
        raise UserIsBlocked
    person_id = people.remember(invitee.family_name, invitee.given_name, invitee.patronymic, invitee.email)
    people.link_user(person_id, user.id)
    membership = queries.membership_of(event.id, user.id, role)
    if membership is None:
        membership = Membership(event_id=event.id, user_id=user.id, role=role, since=now)
        db.session.add(membership)
        db.session.flush()
        letters.put_team_invitation(event, user, role, now=now)
        _record("join", membership, event, by=by, now=now)
    return Joined(person_id, membership)


def invite_again(event: Event, membership: Membership, *, by: User, now: datetime) -> None:
    """Send a new link to a member who has not chosen a password yet; whoever has only gets the letter again."""
    user = membership.user
    if user.password_hash is None:
        accounts.renew_invitation(user, by=by, now=now)
    letters.put_team_invitation(event, user, membership.role, now=now, again=now)


def remove(event: Event, membership: Membership, *, held: Collection[TeamRole], by: User, now: datetime) -> None:
    """Let a member leave the team in this role. Raises OnlyOwners or LastOwnerStays. The caller commits."""
    rules.may_grant(held, membership.role)
    rules.may_leave(membership.role, queries.count_owners(event.id) - 1)
    _record("leave", membership, event, by=by, now=now)
    db.session.delete(membership)


def _new_user(event: Event, invitee: Invitee, *, by: User, now: datetime) -> User:
    name = spoken_name(invitee.family_name, invitee.given_name)
    return accounts.add_user(Invited(invitee.email, name, event.main_language), by=by, now=now)


def _record(verb: str, membership: Membership, event: Event, *, by: User, now: datetime) -> None:
    audit.record(
        verb,
        "membership",
        membership.uid,
        event_uid=event.uid,
        by=f"user:{by.uid}",
        now=now,
        after={"role": membership.role.value},
    )
