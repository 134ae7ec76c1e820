"""What tests of the resolution do with its page."""

import re

import sqlalchemy as sa

from eventhub.ground.db import db
from eventhub.outcomes.models import Recommendation
from tests.conftest import Reader
from tests.summaries.making import make_meeting, make_recommendation, make_record


def page_of(event) -> str:
    return f"/manage/{event.slug}/resolution"


def text_of(answer) -> str:
    return answer.text.replace("\xa0", " ")


def field(page: str, name: str) -> str:
    return re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)[1]


def press(reader: Reader, page: str, address: str, **fields):
    shown = reader.get(page).text
    return reader.post(address, data={"csrf_token": field(shown, "csrf_token"), **fields})


def merge(reader: Reader, event, *recommendations, into="new", **fields):
    shown = reader.get(page_of(event)).text
    data = {"csrf_token": field(shown, "csrf_token"), "submission_key": field(shown, "submission_key"), "into": into}
    return reader.post(
        f"{page_of(event)}/decisions", data={**data, "chosen": [str(each.uid) for each in recommendations], **fields}
    )


def rows(table):
    db.session.rollback()
    return db.session.scalars(sa.select(table).order_by(table.id)).all()


def recommended(event, text="Сделать", **given) -> Recommendation:
    return make_recommendation(make_record(make_meeting(event)), text, votes=given.pop("votes", (2, 0, 1)), **given)
