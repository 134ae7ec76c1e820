"""What happens with who leads a group: a facilitator and a secretary are appointed and dismissed."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.orm import InstrumentedAttribute

from eventhub.accounts.models import User
from eventhub.events import queries as events
from eventhub.events.actions import team
from eventhub.events.actions.team import Invitee
from eventhub.events.models import Event, TeamRole
from eventhub.focus_groups import queries
from eventhub.focus_groups.actions.describing import record
from eventhub.focus_groups.models import FocusGroup
from eventhub.ground.db import db
from eventhub.people.models import Person

COLUMNS: dict[TeamRole, InstrumentedAttribute[int | None]] = {
    TeamRole.FACILITATOR: FocusGroup.facilitator_id,
    TeamRole.SECRETARY: FocusGroup.secretary_id,
}


def appoint(
    event: Event,
    group: FocusGroup,
    role: TeamRole,
    invitee: Invitee,
    *,
    held: Collection[TeamRole],
    by: User,
    now: datetime,
) -> None:
    """Let somebody lead a group as facilitator or secretary, invited into the team by e-mail. The caller commits.

    held: the roles of whoever appoints. Raises what inviting raises.
    """
    joined = team.invite(event, invitee, role, held=held, by=by, now=now)
    if getattr(group, COLUMNS[role].key) == joined.person_id:
        return
    dismiss(event, group, role, held=held, by=by, now=now)
    setattr(group, COLUMNS[role].key, joined.person_id)
    group.revise(now)
    record("appoint", group, event, by=by, now=now, after={"role": role.value})


def dismiss(
    event: Event, group: FocusGroup, role: TeamRole, *, held: Collection[TeamRole], by: User, now: datetime
) -> None:
    """Let nobody have this part in a group; who has it in no other group leaves the team in it. The caller commits."""
    person_id = getattr(group, COLUMNS[role].key)
    if person_id is None:
        return
    setattr(group, COLUMNS[role].key, None)
    group.revise(now)
    record("dismiss", group, event, by=by, now=now, before={"role": role.value})
    person = db.session.get_one(Person, person_id)
    if person.user_id is None or queries.leads_elsewhere(event.id, person_id, group.id, COLUMNS[role]):
        return
    membership = events.membership_of(event.id, person.user_id, role)
    if membership is not None:
        team.remove(event, membership, held=held, by=by, now=now)
