"""The whole story in a browser: from an empty database, without demo data and factories, to what came out of the day."""

import threading
from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.serving import make_server

from tests import databases
from tests.browser.story import allocating, concluding, day, modelling, preparing, registering
from tests.browser.story.stage import Stage
from tests.loaded import make_app

pytestmark = pytest.mark.browser

CHAPTERS = [
    preparing.let_the_organiser_in,
    preparing.make_the_event,
    preparing.say_where_and_who,
    preparing.make_the_groups,
    preparing.open_the_doors,
    registering.register_four_for_three_places,
    registering.give_a_place_up,
    modelling.submit_a_model,
    modelling.invite_a_reviewer,
    modelling.score_the_model,
    modelling.accept_the_model,
    allocating.put_people_into_groups,
    day.begin_earlier,
    day.tick_arrivals,
    day.record_both_groups,
    concluding.adopt_the_resolution,
    concluding.publish_the_outcome,
    concluding.change_an_attendance,
]


@pytest.fixture
def stage(browser, tmp_path) -> Iterator[Stage]:
    """Return a stage with an empty database, served on a free port."""
    server = make_server("127.0.0.1", 0, Flask("nothing yet"), threaded=True)
    database = databases.new_database("sqlite", tmp_path, "story")
    app = make_app(tmp_path, database, EVENTHUB_BASE_URL=f"http://127.0.0.1:{server.port}")
    server.app = app
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield Stage(app, browser)
    server.shutdown()
    thread.join()


def test_a_day_is_made_from_nothing(stage):
    for chapter in CHAPTERS:
        chapter(stage)

    assert stage.complaints == []
