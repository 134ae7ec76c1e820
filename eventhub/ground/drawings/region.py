"""Where people come from: a bubble per place on a frame that the places themselves define."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians, sqrt

from markupsafe import Markup

from eventhub.ground.drawings.labels import Box, Label, Mark, place_labels, place_waters
from eventhub.ground.drawings.lettering import shorten
from eventhub.ground.drawings.svg import circle, number, picture, polygon, rect, words

WIDTH = 466.0
LOWEST, TALLEST = 260.0, 560.0
MARGIN = 52.0
LEAST_ACROSS, LEAST_DOWN = 0.4, 0.16  # degrees: a single town is no continent
BUBBLE, LARGEST_BUBBLE, RING = 5.2, 28.0, 7.0
LONGEST_NAME = 32


@dataclass(frozen=True, slots=True)
class Place:
    """A place and how many people come from it; label is what may stand beside it, in the reader's language."""

    name: str
    latitude: float | None
    longitude: float | None
    count: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class Shore:
    """A decoration: outlines of land as (longitude, latitude), and names of waters as (name, longitude, latitude)."""

    land: tuple[tuple[tuple[float, float], ...], ...]
    waters: tuple[tuple[str, float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class _Frame:
    west: float
    middle: float
    north: float
    squeeze: float
    scale: float
    left: float
    top: float
    height: float

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        east = _turned(longitude - self.west)
        return self.left + east * self.squeeze * self.scale, self.top + (self.north - latitude) * self.scale

    def outline(self, points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
        """Place an outline whole, on the side of the earth where the places are."""
        turns = round((points[0][0] - self.middle) / 360) * 360
        return [
            (
                self.left + (longitude - turns - self.west) * self.squeeze * self.scale,
                self.top + (self.north - latitude) * self.scale,
            )
            for longitude, latitude in points
        ]


def without_position(places: Sequence[Place]) -> list[Place]:
    """List the places that cannot be drawn, so that the page can say so in words."""
    return [place for place in places if place.latitude is None or place.longitude is None]


def region(
    places: Sequence[Place], *, key: str, title: str, desc: str, shore: Shore | None = None, largest: int = 5
) -> Markup:
    """Draw places by their coordinates, the area of each circle by its people, a dashed ring where there is nobody.

    Names stand beside the largest few and beside the empty ones, as far as there is room; all names appear on
    pointing. Places without coordinates are left out; empty markup when none is left.
    """
    known = sorted(
        ((place.longitude, place.latitude, place) for place in places if _has_position(place)),
        key=lambda found: (-found[2].count, found[2].name),
    )
    spots = [(float(longitude or 0), float(latitude or 0), place) for longitude, latitude, place in known]
    if not spots:
        return Markup("")
    frame = _frame([(longitude, latitude) for longitude, latitude, _ in spots])
    unit = min(BUBBLE, LARGEST_BUBBLE / sqrt(max(spots[0][2].count, 1)))
    marks = [
        (Mark(*frame.at(longitude, latitude), unit * sqrt(place.count) if place.count else RING), place)
        for longitude, latitude, place in spots
    ]
    shapes = [
        *_ground(frame, shore, key),
        *(_bubble(mark, place) for mark, place in marks),
        *_names(marks, frame, shore, largest),
    ]
    return picture(shapes, (0, 0, WIDTH, frame.height), key=key, title=title, desc=desc, kind="region")


def _has_position(place: Place) -> bool:
    return place.latitude is not None and place.longitude is not None


def _frame(spots: Sequence[tuple[float, float]]) -> _Frame:
    """Fit the places into the drawing: degrees of longitude are shorter the further from the equator."""
    west, across = _span([longitude for longitude, _ in spots])
    north, south = max(latitude for _, latitude in spots), min(latitude for _, latitude in spots)
    squeeze = max(cos(radians((north + south) / 2)), 0.05)
    width, height = max(across * squeeze, LEAST_ACROSS), max(north - south, LEAST_DOWN)
    scale = min((WIDTH - 2 * MARGIN) / width, (TALLEST - 2 * MARGIN) / height)
    tall = max(height * scale + 2 * MARGIN, LOWEST)
    return _Frame(
        west=west,
        middle=west + across / 2,
        north=north,
        squeeze=squeeze,
        scale=scale,
        left=(WIDTH - across * squeeze * scale) / 2,
        top=(tall - (north - south) * scale) / 2,
        height=tall,
    )


def _span(longitudes: Sequence[float]) -> tuple[float, float]:
    """Find the shortest stretch that holds all longitudes, also across the date line: its west end and its length."""
    ordered = sorted({_turned(longitude) for longitude in longitudes})
    gaps = [_turned(ordered[place] - ordered[place - 1]) or 360 for place in range(len(ordered))]
    widest = max(range(len(ordered)), key=lambda place: (gaps[place], -place))
    return ordered[widest], 360 - gaps[widest]


def _turned(degrees: float) -> float:
    """Bring an angle into one turn, to a tenth of a metre on the ground."""
    return round(degrees % 360, 6) % 360


def _ground(frame: _Frame, shore: Shore | None, key: str) -> list[Markup]:
    if shore is None:
        return [rect("map-land", 0, 0, WIDTH, frame.height, 10)]
    clip = Markup(
        '<clipPath id="{}-frame"><rect width="{}" height="{}" rx="10"/></clipPath><g clip-path="url(#{}-frame)">'
    )
    return [
        clip.format(key, number(WIDTH), number(frame.height), key),
        rect("map-water", 0, 0, WIDTH, frame.height),
        *(polygon("map-land", frame.outline(points)) for points in shore.land if points),
        Markup("</g>"),
    ]


def _bubble(mark: Mark, place: Place) -> Markup:
    kind = "bubble" if place.count else "bubble--none"
    return circle(kind, mark.x, mark.y, mark.radius, f"{place.name}: {place.count}")


def _names(marks: Sequence[tuple[Mark, Place]], frame: _Frame, shore: Shore | None, largest: int) -> list[Markup]:
    filled = [found for found in marks if found[1].count][:largest]
    empty = [found for found in marks if not found[1].count]
    wanted = [
        (mark, shorten(place.label or f"{place.name} {place.count}", LONGEST_NAME)) for mark, place in filled + empty
    ]
    edge = Box(4, 4, WIDTH - 4, frame.height - 4)
    bubbles = [mark for mark, _ in marks]
    waters = [
        (Mark(*frame.outline([(east, north)])[0], 0), shorten(name, LONGEST_NAME))
        for name, east, north in (shore.waters if shore else ())
    ]
    return [
        *(_written("label-water", label) for label in place_waters(waters, wanted, bubbles, edge)),
        *(_written("halo-land", label) for label in place_labels(wanted, bubbles, edge)),
    ]


def _written(kind: str, label: Label) -> Markup:
    return words(kind, label.x, label.y, label.words, label.anchor)
