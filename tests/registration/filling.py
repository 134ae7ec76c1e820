"""How tests fill the registration form in, and what they look at afterwards."""

import re

import sqlalchemy as sa

from eventhub.ground.db import db
from eventhub.ground.out_tray import Letter
from eventhub.registration.models import Registration


def address(event):
    return f"/e/{event.slug}/register?lang=en"


def box(page, label):
    """Return the name of the consent box with this label."""
    found = re.search(rf'name="(consent-[^"]+)"[^>]*><label[^>]*>{label}', page)
    assert found, label
    return found[1]


def filled(client, event, **more):
    page = client.get(address(event)).text
    return {
        "submission_key": re.search(r'name="submission_key"[^>]*value="([^"]+)"', page)[1],
        "family_name": "Ёлкина",
        "given_name": "Анна",
        "patronymic": "Рашид кызы",
        "email": "anna@example.org",
        "municipality": "ТИМАШЕВСКИЙ  район",
        "organisation": "МБУ «Центр»",
        "position": "методист",
        "role": "methodologist",
        "language": "ru",
        "wish_1": "3",
        "wish_3": "1",
        box(page, "I agree to the processing"): "yes",
        **more,
    }


def everybody():
    db.session.expire_all()
    return db.session.scalars(sa.select(Registration).order_by(Registration.number)).all()


def templates():
    return list(db.session.scalars(sa.select(Letter.template).order_by(Letter.id)))


def token(client):
    return re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get("/login").text)[1]
