"""Every address is tried as every role: who may open it does, and for everybody else it does not exist.

The addresses come from the application itself, so that a new page cannot be forgotten: one with an argument that stands
in no table below fails until somebody says what to put there.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import InstrumentedAttribute
from werkzeug.routing import Rule

from eventhub.accounts.models import User
from eventhub.events.models import Event, EventState, Membership, TeamRole
from eventhub.focus_groups.models import FocusGroup
from eventhub.ground.access import link_token, mark_of
from eventhub.ground.db import db
from eventhub.networks.models import RoadMap
from eventhub.people.models import Person
from eventhub.registration.models import Registration
from eventhub.scaling_models.models import Reviewer, ScalingModel
from tests.conftest import Reader
from tests.factories import make_event, make_focus_group, make_member, make_registration, make_scaling_model, make_user
from tests.loaded import copy_of_demo, make_app
from tests.networks.making import make_road_map
from tests.stories.addresses import NOT_MADE_YET, arguments

SLUG = "dvizhenie-vverh-2019"
GROUP = 1

ONLY = {
    "homes.group": {"facilitator", "secretary"},
    "homes.reviews": {"reviewer", "other reviewer"},
    "homes.review": {"reviewer"},
    "scaling_models.reviews": {"reviewer", "other reviewer"},
    "scaling_models.review": {"reviewer"},
    "accounts.users": {"administrator"},
    "accounts.user": {"administrator"},
    "accounts.invite_again": {"administrator"},
    "events.new": {"administrator"},
    "events.projects": {"administrator"},
    "events.project": {"administrator"},
    "preparation.copy": {"administrator"},
}
OWN_GROUP = {"organiser", "facilitator", "secretary", "administrator"}
"""Pages of a team role that show own things only, and those of administrators."""

LEADS_ON = {302, 303}
OPEN = {200, 302, 303}


@dataclass
class World:
    """The demo event, a second event beside it, and somebody of each kind."""

    app: Flask
    readers: dict[str, User | None]
    event: Event
    links: dict[str, str]
    foreign_links: dict[str, str]
    roles: dict[str, set[str]] = field(default_factory=dict)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory, shared_folder: Path, worker_id: str) -> Iterator["World"]:
    folder = tmp_path_factory.mktemp("every_address")
    app = make_app(folder, copy_of_demo("sqlite", folder, shared_folder, f"addresses_{worker_id}"))
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False  # a refusal must come from the doorkeeper, not from a missing token
    with app.app_context():
        made = a_world(app)
        db.session.commit()
        yield made
        db.session.rollback()
        db.session.remove()
        db.engine.dispose()


def a_world(app: Flask) -> World:
    event = db.session.scalars(sa.select(Event).where(Event.slug == SLUG)).one()
    other = make_event()
    readers: dict[str, User | None] = {
        "anonymous": None,
        "stranger": make_user(),
        "organiser of another event": make_member(other).user,
        "organiser": member(event, TeamRole.ORGANISER),
        "registrar": member(event, TeamRole.REGISTRAR),
        "facilitator": led(event, GROUP, FocusGroup.facilitator_id),
        "secretary": led(event, GROUP, FocusGroup.secretary_id),
        "other facilitator": led(event, GROUP + 1, FocusGroup.facilitator_id),
        "reviewer": reviewer(event, "E1"),
        "other reviewer": reviewer(event, "E6"),
        "viewer": make_member(event, TeamRole.VIEWER).user,
        "administrator": db.session.scalars(sa.select(User).where(User.is_administrator)).one(),
    }
    things = {"participant": Registration, "author": ScalingModel, "group": FocusGroup, "coordinator": RoadMap}
    own = {
        kind: db.session.scalars(sa.select(table).where(table.event_id == event.id)).first()
        for kind, table in things.items()
    }
    foreign = {
        "participant": make_registration(other),
        "author": make_scaling_model(other),
        "group": make_focus_group(other),
        "coordinator": make_road_map(other),
    }
    return World(
        app=app,
        readers=readers,
        event=event,
        links={kind: link_token(kind, thing.uid, thing.link_revision) for kind, thing in own.items()},
        foreign_links={kind: link_token(kind, thing.uid, thing.link_revision) for kind, thing in foreign.items()},
        roles={name: roles_of(event, user) for name, user in readers.items()},
    )


def member(event: Event, role: TeamRole) -> User:
    return db.session.scalars(
        sa.select(User)
        .join(Membership, Membership.user_id == User.id)
        .where(Membership.event_id == event.id, Membership.role == role)
    ).first()


def led(event: Event, number: int, who: InstrumentedAttribute[int | None]) -> User:
    return db.session.scalars(
        sa.select(User)
        .join(Person, Person.user_id == User.id)
        .join(FocusGroup, who == Person.id)
        .where(FocusGroup.event_id == event.id, FocusGroup.number == number)
    ).one()


def reviewer(event: Event, code: str) -> User:
    return db.session.scalars(
        sa.select(User)
        .join(Reviewer, Reviewer.user_id == User.id)
        .where(Reviewer.event_id == event.id, Reviewer.code == code)
    ).one()


def roles_of(event: Event, user: User | None) -> set[str]:
    held = sa.select(Membership.role).where(
        Membership.event_id == event.id, Membership.user_id == (user.id if user else 0)
    )
    return {str(role) for role in db.session.scalars(held)} | ({"owner"} if user and user.is_administrator else set())


def rules(app: Flask, method: str) -> list[Rule]:
    return sorted(
        (rule for rule in app.url_map.iter_rules() if method in rule.methods and rule.endpoint != "static"), key=str
    )


def address(world: World, rule: Rule, **changes: object) -> str:
    """Fill the arguments of an address with things that the right reader can see."""
    mark = mark_of(world.app.view_functions[rule.endpoint])
    known = arguments(rule, world.event)
    if mark.kind == "link":
        known["token"] = world.links.get(mark.words[0], "unknown")
    known.update(changes)
    missing = rule.arguments - known.keys()
    assert not missing, f"say in addresses.py what {rule.endpoint} is asked for: {missing}"
    with world.app.test_request_context():
        return world.app.url_map.bind("").build(rule.endpoint, {name: known[name] for name in rule.arguments})


def may_open(world: World, rule: Rule, name: str) -> bool:
    mark = mark_of(world.app.view_functions[rule.endpoint])
    if mark.kind == "everyone":
        return True
    if rule.endpoint in ONLY:
        return name in ONLY[rule.endpoint]
    if TeamRole.FACILITATOR in mark.words:
        return name in OWN_GROUP
    if mark.kind == "signed in":
        return world.readers[name] is not None
    if mark.kind == "team":
        held = world.roles[name]
        return bool(held & set(map(str, mark.words)) if mark.words else held)
    return False


def ask(world: World, name: str, method: str, path: str) -> int:
    client = Reader(world.app)
    if user := world.readers[name]:
        client.sign_in(user)
    answer = client.open(path, method=method)
    led_to_sign_in = answer.status_code in LEADS_ON and answer.headers["Location"].startswith("/login")
    return 401 if led_to_sign_in else answer.status_code


READERS = (
    "anonymous", "stranger", "organiser of another event", "organiser", "registrar", "facilitator", "secretary",
    "other facilitator", "reviewer", "other reviewer", "viewer", "administrator",
)  # fmt: skip


@pytest.mark.parametrize("name", READERS)
def test_each_page_opens_for_whom_it_is_and_for_nobody_else(world, name):
    wrong = {}
    for rule in rules(world.app, "GET"):
        if mark_of(world.app.view_functions[rule.endpoint]).kind == "link":
            continue
        status = ask(world, name, "GET", address(world, rule))
        if rule.endpoint in NOT_MADE_YET and may_open(world, rule, name):
            continue
        expected = {200, 301, 302, 303, 503} if may_open(world, rule, name) else {401} if name == "anonymous" else {404}
        if status not in expected:
            wrong[f"{rule}"] = status

    assert wrong == {}


@pytest.mark.parametrize("name", READERS)
def test_nobody_sends_what_is_not_theirs_to_send(world, name):
    wrong = {}
    for rule in rules(world.app, "POST"):
        mark = mark_of(world.app.view_functions[rule.endpoint])
        if mark.kind in {"everyone", "link"} or may_open(world, rule, name):
            continue
        status = ask(world, name, "POST", address(world, rule))
        if status != (401 if name == "anonymous" else 404):
            wrong[f"{rule}"] = status

    assert wrong == {}


def test_a_personal_link_opens_for_its_own_event_and_revision_only(world):
    wrong = {}
    for rule in rules(world.app, "GET"):
        mark = mark_of(world.app.view_functions[rule.endpoint])
        if mark.kind != "link" or mark.words[0] not in world.links or rule.endpoint in NOT_MADE_YET:
            continue
        tried = {
            "own": address(world, rule),
            "forged": address(world, rule, token=f"A{world.links[mark.words[0]]}"),
            "of another event": address(world, rule, token=world.foreign_links[mark.words[0]]),
        }
        statuses = {kind: ask(world, "anonymous", "GET", path) for kind, path in tried.items()}
        if (
            statuses | {"own": 200} != {"own": 200, "forged": 404, "of another event": 404}
            or statuses["own"] not in OPEN
        ):
            wrong[f"{rule}"] = statuses

    assert wrong == {}


def test_what_is_drafted_exists_for_the_team_alone(world):
    draft = make_event(state=EventState.DRAFT, slug="draft-of-another")
    db.session.commit()
    shown = {}
    for rule in rules(world.app, "GET"):
        mark = mark_of(world.app.view_functions[rule.endpoint])
        if mark.kind == "everyone" and "slug" in rule.arguments:
            status = ask(world, "organiser", "GET", address(world, rule, slug=draft.slug))
            if status != 404:
                shown[f"{rule}"] = status

    assert shown == {}
