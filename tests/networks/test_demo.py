"""The demo event's six road maps against its oracle, and its pages in both languages."""

import json
from datetime import date

import pytest
import sqlalchemy as sa

from eventhub.demo.actions import BUNDLED
from eventhub.ground.db import db
from eventhub.networks import queries
from eventhub.networks.models import RoadMap
from eventhub.networks.rules import Standing, standing
from tests.pressing import words_of


def test_lateness_as_of_the_report_is_what_the_oracle_says(demo):
    stated = json.loads((BUNDLED / "expected_totals.json").read_text(encoding="utf-8"))["roadmaps"]
    day = date.fromisoformat(stated["as_of"])
    event_id = db.session.scalar(sa.select(RoadMap.event_id).limit(1))
    stands = {
        each.code: standing(each, day) for milestones in queries.road_maps(event_id).values() for each in milestones
    }

    found = {how: [code for code, one in stands.items() if one is how] for how in Standing}
    assert found[Standing.OVERDUE] == stated["overdue"]
    assert found[Standing.DONE_LATE] == stated["done_late"]


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_every_road_map_has_its_page_and_calendar(demo_client, demo, lang):
    plans = db.session.scalars(sa.select(RoadMap).order_by(RoadMap.position)).all()
    address = "/e/dvizhenie-vverh-2019/road-maps/"

    listed = demo_client.get(f"{address}?lang={lang}")

    assert listed.status_code == 200
    for plan in plans:
        assert f"{address}{plan.uid}" in listed.text
        page = demo_client.get(f"{address}{plan.uid}?lang={lang}")
        assert plan.community.title[lang] in words_of(page)
        assert demo_client.get(f"{address}{plan.uid}/calendar.ics?lang={lang}").status_code == 200
