"""The first pages of the team: all own events, the organiser's home, a facilitator's group."""

from collections import Counter
from datetime import date, datetime
from zoneinfo import ZoneInfo

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from eventhub.accounts.permissions import can_create_events, can_manage_users
from eventhub.events.models import Event, TeamRole
from eventhub.events.queries import find_event, roles_of
from eventhub.events.rules import ROLE_WORDS, STATE_WORDS, six_steps
from eventhub.events.views import address_of, staff_frame
from eventhub.ground import clock
from eventhub.ground.access import for_signed_in, for_team
from eventhub.homes import queries, rules
from eventhub.homes.pages.people import days_picture, people_picture
from eventhub.homes.pages.steps import step_rows
from eventhub.homes.pages.tasks import deadline_rows, heading, summary, task_rows
from eventhub.homes.permissions import can_see_home
from eventhub.registration.queries import holds_place, municipalities_present, roles_present
from eventhub.scaling_models.permissions import can_read_models

bp = Blueprint("homes", __name__, url_prefix="/manage")
MOST_EVENTS = 100


@bp.get("/")
@for_signed_in
def events() -> ResponseReturnValue:
    """List the events one works in, with what one is there."""
    roles: dict[Event, list[str]] = {}
    for membership in queries.events_of(current_user):
        roles.setdefault(membership.event, []).append(str(ROLE_WORDS[membership.role]))
    if current_user.is_administrator:
        for event in queries.all_events(MOST_EVENTS):
            roles.setdefault(event, [])
    frame = staff_frame(current_user, now=clock.now())
    return render_template(
        "homes/events.html",
        frame=frame,
        events=roles,
        states=STATE_WORDS,
        may_create=can_create_events(current_user),
        may_invite=can_manage_users(current_user),
    )


@bp.get("/<slug>/")
@for_team()
def home(slug: str) -> ResponseReturnValue:
    """Show the six steps to organisers; lead facilitators and reviewers to their own first page."""
    event = _event_or_404(slug)
    roles = roles_of(current_user, slug)
    if not can_see_home(roles):
        return redirect(_own_first_page(event, roles))
    now = clock.now()
    figures = queries.figures(event, now.astimezone(event.zone).date())
    tasks = task_rows(rules.tasks(event, figures, now), figures, event)
    who = None if figures.attended else holds_place()
    return render_template(
        "homes/home.html",
        frame=staff_frame(current_user, event, now=now),
        event=event,
        now=now,
        heading=heading(event, now),
        summary=summary(tasks),
        steps=step_rows(event, six_steps(event, now), figures),
        models=url_for("scaling_models.models", slug=slug) if can_read_models(roles) else "",
        tasks=tasks,
        deadlines=deadline_rows(event, rules.deadlines(event, figures, now), now),
        days=days_picture(_by_day(queries.registration_moments(event.id), event.zone)),
        people=people_picture(event, figures, roles_present(event.id, who), municipalities_present(event.id, who)),
    )


@bp.get("/<slug>/groups/<int:number>/")
@for_team(TeamRole.FACILITATOR, TeamRole.SECRETARY)
def group(slug: str, number: int) -> ResponseReturnValue:
    """Show a facilitator or secretary the own group, and no other."""
    event = _event_or_404(slug)
    group = queries.find_group_led_by(current_user, event.id, number) or abort(404)
    return render_template(
        "homes/group.html",
        frame=staff_frame(current_user, event, now=clock.now()),
        event=event,
        group=group,
        questions=queries.questions_of(group),
        people=queries.people_of(group),
        models=queries.models_of(group),
        record=queries.record_of(group),
        recording=address_of("recording.start", slug=slug, number=number),
        tablet=address_of("recording.tablet", slug=slug, number=number),
    )


def _event_or_404(slug: str) -> Event:
    return find_event(slug) or abort(404)


def _own_first_page(event: Event, roles: set[TeamRole]) -> str:
    group = next(iter(queries.groups_led_by(current_user, event.id)), None)
    if group is not None:
        return url_for("homes.group", slug=event.slug, number=group.number)
    if TeamRole.REVIEWER in roles:
        return url_for("scaling_models.reviews", slug=event.slug)
    return url_for("overview.event", slug=event.slug)


def _by_day(moments: list[tuple[datetime, int]], zone: ZoneInfo) -> Counter[date]:
    counts: Counter[date] = Counter()
    for moment, count in moments:
        counts[moment.astimezone(zone).date()] += count
    return counts
