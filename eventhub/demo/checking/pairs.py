"""Which pairs of schools are possible, by the rules of the format: for the comparison of totals only."""

from math import asin, cos, radians, sin, sqrt

from eventhub.demo.folder.contents import Folder
from eventhub.demo.folder.event_files import MunicipalityRow
from eventhub.demo.folder.network_files import SchoolRow

EARTH_KM = 6371
HELPFUL_FROM = 3
ONLINE = "online"


def possible_pairs(folder: Folder) -> list[tuple[str, str]]:
    """List the ordered pairs of a school with deficits and a mentor that could help it."""
    places: dict[str, MunicipalityRow] = folder.municipalities.by("municipality_id")
    return [
        (school.id, mentor.id)
        for school in folder.schools
        for mentor in folder.schools
        if school.id != mentor.id and _can_help(mentor, school) and _can_meet(mentor, school, places)
    ]


def wishes_that_cannot_be_met(folder: Folder) -> list[list[str]]:
    """List who wishes for whom in vain."""
    possible = set(possible_pairs(folder))
    wishes = [(school.id, wanted) for school in folder.schools for wanted in school.preferred_donors]
    return [list(wish) for wish in wishes if wish not in possible]


def _can_help(mentor: SchoolRow, school: SchoolRow) -> bool:
    is_excluded = school.id in mentor.excluded_partners or mentor.id in school.excluded_partners
    helps = any(mentor.strengths.get(deficit, 0) >= HELPFUL_FROM for deficit in school.deficits)
    return mentor.mentor_capacity > 0 and helps and not is_excluded


def _can_meet(mentor: SchoolRow, school: SchoolRow, places: dict[str, MunicipalityRow]) -> bool:
    formats = set(mentor.formats) & set(school.formats)
    if ONLINE in formats:
        return True
    limits = [one.max_distance_km for one in (mentor, school) if one.max_distance_km is not None]
    distance = _distance_km(places.get(mentor.municipality_id), places.get(school.municipality_id))
    return bool(formats) and (not limits or (distance is not None and distance <= min(limits)))


def _distance_km(one: MunicipalityRow | None, other: MunicipalityRow | None) -> float | None:
    """Measure the great circle (haversine); nothing where coordinates are missing."""
    places = [place for place in (one, other) if place and place.lat is not None and place.lon is not None]
    if len(places) < 2:
        return None
    (lat, lon), (other_lat, other_lon) = (
        (radians(float(place.lat or 0)), radians(float(place.lon or 0))) for place in places
    )
    half = sin((other_lat - lat) / 2) ** 2 + cos(lat) * cos(other_lat) * sin((other_lon - lon) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))
