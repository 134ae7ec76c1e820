"""The whole event, stored in the order in which things refer to each other."""

from datetime import datetime

from eventhub.demo.folder.contents import Folder
from eventhub.demo.storing.event import make_event, store_frame
from eventhub.demo.storing.groups import store_allocation, store_groups, store_programme
from eventhub.demo.storing.lists import store_lists
from eventhub.demo.storing.materials import store_materials
from eventhub.demo.storing.networks import store_road_maps, store_schools
from eventhub.demo.storing.people import store_people, store_team
from eventhub.demo.storing.registrations import store_registrations
from eventhub.demo.storing.results import store_resolution, store_results
from eventhub.demo.storing.scaling import store_models, store_reviews
from eventhub.demo.storing.stage import Stage, keep
from eventhub.events.models import Event


def store(folder: Folder, *, now: datetime) -> Event:
    """Store a folder in which nothing is wrong. The caller commits."""
    if folder.event is None or folder.resolution is None:
        raise ValueError("only a folder without faults can be stored")
    stage = Stage(folder, make_event(folder.event, now), now)
    keep([stage.event])
    store_lists(stage)
    store_frame(stage, folder.event)
    store_people(stage)
    store_groups(stage)
    store_programme(stage)
    store_registrations(stage, folder.event)
    store_team(stage)
    store_allocation(stage, folder.event)
    store_models(stage)
    store_reviews(stage)
    store_results(stage)
    store_resolution(stage, folder.resolution)
    store_road_maps(stage)
    store_schools(stage)
    store_materials(stage)
    return stage.event
