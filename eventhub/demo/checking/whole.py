"""All checks of a folder."""

from eventhub.demo.checking import consents, figures, frame, groups, networks, people, resolution, results, reviews
from eventhub.demo.folder.contents import Folder
from eventhub.demo.folder.faults import Faults

CHECKS = (
    frame.check_event,
    frame.check_quotas,
    frame.check_criteria,
    frame.check_municipalities,
    frame.check_programme,
    frame.check_numbers,
    people.check_registrations,
    people.check_duplicates,
    people.check_places,
    people.check_staff,
    consents.check_consents,
    consents.check_required_consents,
    groups.check_groups,
    groups.check_sizes,
    groups.check_allocation,
    reviews.check_models,
    reviews.check_scores,
    reviews.check_conflicts,
    results.check_drafts,
    results.check_leaders,
    results.check_presence,
    results.check_votes,
    figures.check_ratings,
    figures.check_figures,
    resolution.check_resolution,
    networks.check_road_maps,
    networks.check_schools,
    networks.check_materials,
)


def check(folder: Folder, faults: Faults) -> None:
    """Note everything that is wrong between the rows."""
    for one in CHECKS:
        one(folder, faults)
