"""What the page of the team shows."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from flask import url_for

from eventhub.events.models import Event, Membership, TeamRole
from eventhub.events.rules import ROLE_WORDS


@dataclass(frozen=True, slots=True)
class TeamRow:
    """One role of one user; an address is empty where the deed is not for this reader."""

    name: str
    email: str
    role: str
    is_invited: bool
    invite_again: str
    remove: str


def team_rows(event: Event, members: Iterable[Membership], held: Collection[TeamRole]) -> list[TeamRow]:
    """Lay out the team; only an owner may take away an owner."""
    return [
        TeamRow(
            name=member.user.name,
            email=member.user.email,
            role=str(ROLE_WORDS[member.role]),
            is_invited=member.user.password_hash is None,
            invite_again=url_for("team.invite_again", slug=event.slug, uid=member.uid),
            remove=_removal(event, member, held),
        )
        for member in members
    ]


def _removal(event: Event, member: Membership, held: Collection[TeamRole]) -> str:
    if member.role is TeamRole.OWNER and TeamRole.OWNER not in held:
        return ""
    return url_for("team.remove", slug=event.slug, uid=member.uid)
