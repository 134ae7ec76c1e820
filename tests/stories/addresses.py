"""What to put into the arguments of addresses, so that each is asked for a thing that the right reader can see."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from werkzeug.routing import Rule

from eventhub.accounts.models import User
from eventhub.consents.models import ConsentDocument
from eventhub.events.models import AgendaItem, Event, Membership, Room, TeamRole
from eventhub.focus_groups.models import FocusGroup, GuideQuestion
from eventhub.ground.db import db
from eventhub.materials.models import Material
from eventhub.networks.models import Milestone, RoadMap
from eventhub.outcomes.models import Decision, Resolution
from eventhub.people.models import Municipality
from eventhub.registration.models import Registration
from eventhub.scaling_models.models import Review, Reviewer, ScalingModel

USUAL: dict[str, Any] = {
    "number": 1,
    "key": "SM01",
    "part": 1,
    "role": "facilitator",
    "purpose": "publish_name",
    "lang": "ru",
    "step": "guide",
    "kind": "municipalities",
    "project_slug": "no-project",
    "code": "AAAABBBBCCCCDDDD",
    "name": "file.pdf",
    "source": UUID(int=0),
}
"""Arguments that mean the same wherever they stand."""

NOT_MADE_YET = {
    "allocation.door_lists": "made when somebody asks for it",
    "allocation.doors": "shows the making of what nobody has asked for",
    "certificates.file": "no certificate has been issued",
    "certificates.own": "no certificate has been issued",
    "certificates.check": "no certificate has been issued",
    "events.project": "the demo event belongs to no project",
    "materials.file": "the files of the demo are not included",
    "materials.whole": "the files of the demo are not included",
    "materials.team_file": "the files of the demo are not included",
    "materials.own_file": "the files of the demo are not included",
    "scaling_models.attachment": "the models of the demo have no attachments",
    "scaling_models.model_attachment": "the models of the demo have no attachments",
    "scaling_models.review_attachment": "the models of the demo have no attachments",
    "registration.register": "registration for a past event leads to a page that says so",
}
"""Pages of things that the demo does not have: nobody opens them, and those whose they are not still get 404."""


def uid_of(table: Any, *conditions: Any) -> Callable[[Event], dict[str, Any]]:
    """Return what finds the public id of the first row of an event."""

    def find(event: Event) -> dict[str, Any]:
        return {"uid": db.session.scalars(sa.select(table.uid).where(*(made(event) for made in conditions))).first()}

    return find


def _of_groups(event: Event) -> Any:
    groups = sa.select(FocusGroup.id).where(FocusGroup.event_id == event.id, FocusGroup.number == 1)
    return GuideQuestion.focus_group_id.in_(groups)


def _of_resolution(event: Event) -> Any:
    return Decision.resolution_id.in_(sa.select(Resolution.id).where(Resolution.event_id == event.id))


def _of_a_road_map(event: Event) -> dict[str, Any]:
    """Find a road map with one of its milestones, and a group that a community may grow out of."""
    road_map, milestone = db.session.execute(
        sa.select(RoadMap.uid, Milestone.uid)
        .join(Milestone, Milestone.road_map_id == RoadMap.id)
        .where(RoadMap.event_id == event.id)
        .order_by(RoadMap.id, Milestone.id)
        .limit(1)
    ).one()
    group = db.session.scalars(sa.select(FocusGroup.uid).where(FocusGroup.event_id == event.id)).first()
    return {"uid": road_map, "milestone_uid": milestone, "group_uid": group}


def _own(table: Any) -> Callable[[Event], Any]:
    return lambda event: table.event_id == event.id


def _answered_by(event: Event) -> dict[str, Any]:
    """Find a model that the first reviewer has answered about and the last one has not been asked for."""
    of = sa.select(Review.model_id).join(Reviewer, Reviewer.id == Review.reviewer_id)
    code = db.session.scalars(
        sa.select(ScalingModel.code).where(
            ScalingModel.event_id == event.id,
            ScalingModel.id.in_(of.where(Reviewer.code == "E1")),
            ScalingModel.id.not_in(of.where(Reviewer.code == "E6")),
        )
    ).first()
    return {"code": code}


BY_FEATURE: dict[str, Callable[[Event], dict[str, Any]]] = {
    "accounts": lambda _event: {"uid": db.session.scalars(sa.select(User.uid)).first()},
    "allocation": uid_of(Registration, _own(Registration)),
    "certificates": uid_of(Registration, _own(Registration)),
    "focus_groups": uid_of(GuideQuestion, _of_groups),
    "homes": _answered_by,
    "consents": uid_of(ConsentDocument, _own(ConsentDocument)),
    "lists": lambda event: {"uid": db.session.scalars(sa.select(Municipality.uid)).first()},
    "materials": uid_of(Material, _own(Material)),
    "team": uid_of(Membership, _own(Membership)),
    "networks": _of_a_road_map,
    "preparation": uid_of(AgendaItem, _own(AgendaItem)),
    "programme": uid_of(AgendaItem, _own(AgendaItem)),
    "registration": uid_of(Registration, _own(Registration)),
    "resolutions": uid_of(Decision, _of_resolution),
    "road_maps": _of_a_road_map,
    "scaling_models": uid_of(ScalingModel, _own(ScalingModel)),
}

BY_ENDPOINT: dict[str, Callable[[Event], dict[str, Any]]] = {
    "programme.room": uid_of(Room, _own(Room)),
    "conclusion.section": lambda _event: {"key": "participants"},
    "scaling_models.reviewer": uid_of(
        Membership, _own(Membership), lambda _event: Membership.role == TeamRole.REVIEWER
    ),
    "scaling_models.review": _answered_by,
    "scaling_models.review_attachment": _answered_by,
}


def arguments(rule: Rule, event: Event) -> dict[str, Any]:
    """Return what a rule is asked for; an argument that nobody has thought of is left out, and the test says so."""
    feature = rule.endpoint.partition(".")[0]
    found = {
        **BY_FEATURE.get(feature, lambda _event: {})(event),
        **BY_ENDPOINT.get(rule.endpoint, lambda _event: {})(event),
    }
    known = {**USUAL, **found, "slug": event.slug}
    other = {name: known["uid"] for name in rule.arguments - known.keys() if "uid" in known and _is_uid(rule, name)}
    return {**known, **other}


def _is_uid(rule: Rule, name: str) -> bool:
    return f"<uuid:{name}>" in rule.rule
