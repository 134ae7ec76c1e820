"""What each page of communities and road maps shows, read and laid out."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask import request, url_for
from wtforms import Form as AnyForm

from eventhub.events.models import Event
from eventhub.ground import formats
from eventhub.ground.addresses import absolute
from eventhub.ground.i18n import _, language
from eventhub.ground.i18n.catalogues import languages
from eventhub.ground.texts import Spoken
from eventhub.networks import queries
from eventhub.networks.forms import NewCommunityForm, progress_form
from eventhub.networks.models import Milestone, RoadMap
from eventhub.networks.pages import maps, pictures
from eventhub.networks.pages.history import report_rows
from eventhub.networks.pages.maps import Viewing
from eventhub.networks.queries import OpenedPlan

AT_REPORT = "report"


@dataclass(frozen=True, slots=True)
class Head:
    """What a public page tells search engines and messengers."""

    title: str
    description: str
    canonical: str
    alternates: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A recommendation that a road map carries out."""

    said: Spoken
    group: str
    address: str


def is_at_report() -> bool:
    """Tell whether the reader asked for the day of the last report instead of today (`?as_of=report`)."""
    return request.args.get("as_of") == AT_REPORT


def name_of(event: Event, road_map: RoadMap) -> Spoken:
    """Name a community on the pages beneath it."""
    return road_map.community.title.spoken(language(), event.main_language)


def list_values(viewing: Viewing, tried: int = 0, form: AnyForm | None = None) -> dict[str, Any]:
    """Lay out the list of communities, and the groups that wait for theirs with a form each. Three statements."""
    event = viewing.event
    groups = queries.groups_without_community(event.id)
    people = queries.people_of(event.id, [group.id for group in groups])
    offered = []
    for group in groups:
        here = people.get(group.id, [])
        lead = next((person for person in here if person.id == group.facilitator_id), None)
        own = form if form is not None and group.id == tried else NewCommunityForm(here, lead, formdata=None)
        for field in own:
            field.id = f"{field.name}-{group.number}"
        title = group.title.spoken(language(), event.main_language)
        offered.append({"number": group.number, "title": title, "uid": group.uid, "form": own, "people": len(here)})
    return _list(viewing, at_report=is_at_report()) | {"groups": offered}


def public_list_values(viewing: Viewing, *, at_report: bool) -> dict[str, Any]:
    """Lay out the list of road maps for everybody. One statement."""
    return _list(viewing, at_report=at_report)


def _list(viewing: Viewing, *, at_report: bool) -> dict[str, Any]:
    plans = queries.road_maps(viewing.event.id)
    days = {road_map: maps.as_of(road_map, viewing, at_report=at_report) for road_map in plans}
    rows = [maps.map_row(road_map, milestones, viewing) for road_map, milestones in plans.items()]
    return {
        "rows": rows,
        "picture": _picture(plans, days, viewing),
        "as_of": _as_of(days.values(), viewing, at_report=at_report, has_other=any(row.overdue_then for row in rows)),
    }


def community_values(road_map: RoadMap, viewing: Viewing, *, at_report: bool) -> dict[str, Any]:
    """Lay out one community for its team. Five statements."""
    whole = queries.milestones_of(road_map.id, with_withdrawn=True)
    values = _plan(road_map, [each for each in whole if each.withdrawn_at is None], viewing, at_report=at_report)
    gone = [each for each in whole if each.withdrawn_at is not None]
    return values | {
        "withdrawn": [(str(each.uid), Spoken(each.title, each.lang)) for each in gone],
        "reports": report_rows(queries.reports_of(road_map.id), viewing),
        "has_coordinator": bool(road_map.community.coordinator and road_map.community.coordinator.email),
        "public": url_for("road_maps.road_map", slug=viewing.event.slug, uid=road_map.uid)
        if viewing.event.is_public
        else "",
        "group": road_map.community.focus_group,
    }


def public_values(road_map: RoadMap, viewing: Viewing, *, at_report: bool) -> dict[str, Any]:
    """Lay out one road map for everybody. Five statements."""
    values = _plan(road_map, queries.milestones_of(road_map.id), viewing, at_report=at_report)
    return values | {"reports": report_rows(queries.reports_of(road_map.id), viewing)}


def coordinator_values(
    road_map: RoadMap, viewing: Viewing, tried: uuid.UUID | None, form: AnyForm | None
) -> dict[str, Any]:
    """Lay out one road map for its coordinator, with a form for each milestone. Five statements."""
    milestones = queries.milestones_of(road_map.id)
    forms = {
        str(each.uid): form if form is not None and each.uid == tried else progress_form(each, formdata=None)
        for each in milestones
    }
    own = replace(viewing, named={*(viewing.named or ()), road_map.community.coordinator_id or 0})
    values = _plan(road_map, milestones, own, at_report=False)
    return values | {"forms": forms, "reports": report_rows(queries.reports_of(road_map.id), own)}


def _plan(road_map: RoadMap, milestones: Sequence[Milestone], viewing: Viewing, *, at_report: bool) -> dict[str, Any]:
    main = viewing.event.main_language
    day = maps.as_of(road_map, viewing, at_report=at_report)
    edges, sources = queries.dependencies(road_map.id), queries.sources_of(road_map.id)
    places = queries.municipalities_of(road_map.community_id)
    row = maps.map_row(road_map, milestones, viewing)
    return {
        "plan": row,
        "milestones": maps.milestone_rows(road_map, milestones, viewing, day=day, edges=edges, sources=sources),
        "sources": [
            SourceRow(each.said, formats.number(each.group), maps.source_address(viewing, each)) for each in sources
        ],
        "municipalities": [each.name.spoken(language(), main) for each in places],
        "picture": _picture({road_map: milestones}, {road_map: day}, viewing),
        "as_of": _as_of([day], viewing, at_report=at_report, has_other=bool(row.overdue_then)),
    }


def _picture(
    plans: Mapping[RoadMap, Sequence[Milestone]], days: Mapping[RoadMap, date], viewing: Viewing
) -> dict[str, Any]:
    rows = [maps.map_row(road_map, milestones, viewing) for road_map, milestones in plans.items()]
    desc = "; ".join(f"{row.community.words}: {row.progress}" for row in rows)
    label = _("Milestones in time")
    drawing = pictures.in_time(plans, days, main=viewing.event.main_language, title=label, desc=desc)
    return {"drawing": drawing if any(plans.values()) else "", "label": label}


def _as_of(days: Iterable[date], viewing: Viewing, *, at_report: bool, has_other: bool) -> dict[str, Any]:
    seen = sorted(set(days))
    return {
        "words": formats.day(seen[-1]) if seen else formats.day(viewing.today),
        "is_report": at_report and has_other,
        "has_other": has_other,
        "today": request.path,
        "report": f"{request.path}?as_of={AT_REPORT}",
    }


def head(event: Event, road_map: RoadMap) -> Head:
    """Describe the page of a road map."""
    main = event.main_language
    goal = road_map.community.goal.words(language(), main)
    return _head(road_map.title.words(language(), main), goal)


def list_head(event: Event) -> Head:
    """Describe the page of all road maps."""
    return _head(_("Road maps of the network communities"), event.title.words(language(), event.main_language))


def _head(title: str, description: str) -> Head:
    address = absolute(request.path)
    alternates = tuple((lang, f"{address}?lang={lang}") for lang in languages())
    return Head(
        " ".join(title.split()),
        " ".join(description.split())[:200],
        f"{address}?lang={language()}",
        (*alternates, ("x-default", address)),
    )


def calendar_addresses(plan: OpenedPlan) -> dict[str, str]:
    """Return where the calendar of a road map is fetched and subscribed to, in the reader's language."""
    file = url_for("road_maps.calendar", slug=plan.event.slug, uid=plan.road_map.uid, lang=language())
    return {"file": file, "subscription": "webcal://" + absolute(file).partition("://")[2]}
