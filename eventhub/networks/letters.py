"""What is written to coordinators."""

import uuid
from datetime import datetime

from eventhub.events.models import Event
from eventhub.ground import formats, out_tray
from eventhub.ground.access import link_token
from eventhub.ground.addresses import absolute_for
from eventhub.ground.i18n import _, speaking
from eventhub.networks.models import RoadMap
from eventhub.people.models import Person

LINK_KIND = "coordinator"


def coordinator_asked(event: Event, road_map: RoadMap, person: Person, *, now: datetime) -> None:
    """Send the personal link by which progress is reported; the same link to the same mailbox at most once an hour."""
    lang, main = event.main_language, event.main_language
    with speaking(lang):
        values = {
            "event": event.title.words(lang, main),
            "community": road_map.community.title.words(lang, main),
            "name": " ".join(part for part in (person.given_name, person.patronymic) if part),
            "period": formats.days(road_map.starts_on, road_map.ends_on),
            "email": event.contact_email,
            "organiser": event.organiser.words(lang, main) or event.title.words(lang, main),
            "slug": event.slug,
            "uid": road_map.uid.hex,
            "revision": road_map.link_revision,
            "reason": _("You receive this letter because you coordinate a network community of this event."),
        }
    out_tray.put(
        "coordinator_link",
        person.email or "",
        lang=lang,
        values=values,
        cause=f"{road_map.uid} link {road_map.link_revision} {now:%Y-%m-%dT%H}",
        now=now,
        event_uid=event.uid,
    )


def coordinator_link(slug: str, uid: str, revision: int) -> str:
    """Return the whole address of a coordinator's page; made when the letter is sent, stored nowhere."""
    token = link_token(LINK_KIND, uuid.UUID(uid), revision)
    return absolute_for("road_maps.coordinator", slug=slug, token=token)
