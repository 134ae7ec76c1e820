"""No name reaches a page without consent: the demo event's exceptions, and whoever withdrew."""

import re
from html import unescape

import pytest

from eventhub.consents.queries import may_be_named
from eventhub.events.queries import find_public_event
from eventhub.ground.db import db
from eventhub.people.models import Person
from eventhub.registration.models import Registration
from tests.factories import (
    NOW,
    make_agenda_item,
    make_author,
    make_consent,
    make_consent_document,
    make_event,
    make_focus_group,
    make_person,
    make_scaling_model,
    make_speaker,
)

SLUG = "dvizhenie-vverh-2019"
LINK = re.compile(rf'href="(/e/{SLUG}/[^"#?]*)')
OURS = ("programme", "models", "groups", "personal-data")


def public_pages(client):
    """Follow all links of the event's own pages, as a stranger."""
    seen, waiting = {}, [f"/e/{SLUG}/"]
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen[address] = unescape(client.get(address).text)
        found = LINK.findall(seen[address])
        waiting += [way for way in found if way.split("/")[3] in OURS and not way.endswith((".ics", ".json", ".xml"))]
    return seen


def full_name(code):
    return db.session.query(Registration).where(Registration.code == code).one().full_name


@pytest.mark.parametrize("code", ["P009", "P114", "P132", "P003", "P066"])
def test_whoever_did_not_agree_is_nowhere(demo_client, code):
    name = full_name(code)

    pages = public_pages(demo_client)

    assert len(pages) > 20
    assert [address for address, page in pages.items() if name in page.replace("\u00a0", " ")] == []


def test_everybody_named_has_agreed(demo_client):
    event = find_public_event(SLUG)
    named = may_be_named(event.id)
    silent = [person.full_name for person in db.session.query(Person) if person.id not in named]

    everything = " ".join(public_pages(demo_client).values()).replace("\u00a0", " ")

    assert [name for name in silent if name in everything] == []


def test_whoever_agreed_is_named(demo_client):
    assert full_name("P112") in demo_client.get(f"/e/{SLUG}/programme").text.replace("\u00a0", " ")


def test_a_withdrawal_empties_every_page_at_once(client):
    event, person = make_event(), make_person("Прозрачная")
    consent = make_consent(person, make_consent_document(event))
    make_speaker(make_agenda_item(event), person)
    model = make_scaling_model(event)
    make_author(model, person)
    make_focus_group(event, number=1, facilitator_id=person.id, secretary_id=person.id)
    addresses = [f"/e/{event.slug}/{rest}" for rest in ("", "programme", "models", f"models/{model.uid}", "groups/1")]
    before = [address for address in addresses if "Прозрачная" in client.get(address).text]

    db.session.get(type(consent), consent.id).withdrawn_at = NOW
    after = [address for address in addresses if "Прозрачная" in client.get(address).text]

    assert before == addresses
    assert after == []
