"""The doorkeeper: one mark per view, 404 for what one may not see, personal links that cannot be forged."""

import uuid
from dataclasses import dataclass

import pytest
from flask import Blueprint, Flask
from flask_login import LoginManager

from eventhub.ground import access
from eventhub.ground.access import (
    Answers,
    UnmarkedView,
    for_link,
    for_signed_in,
    for_team,
    for_token,
    link_token,
    open_to_everyone,
    opened,
    read_link,
)

THING = uuid.UUID("11111111-2222-4333-8444-555555555555")


@dataclass
class Somebody:
    name: str
    is_authenticated: bool = True


@dataclass
class Thing:
    uid: uuid.UUID
    link_revision: int


def make_door(*, user: Somebody | None = None, revision: int = 3) -> Flask:
    """Make an application with one view of each mark; the team of the event `open` is Anna, its organiser."""
    app = Flask(__name__)
    app.config.update(SECRET_KEY="k" * 32, SECRET_KEY_FALLBACKS=[], SERVER_NAME="localhost")
    manager = LoginManager(app)
    manager.request_loader(lambda _request: user)
    app.add_url_rule("/login", "accounts.sign_in", open_to_everyone(lambda: "sign in"))
    app.add_url_rule("/everyone", "everyone", open_to_everyone(lambda: "everyone"))
    app.add_url_rule("/mine", "mine", for_signed_in(lambda: "mine"), methods=["GET", "POST"])
    app.add_url_rule("/<slug>/desk", "desk", for_team("organiser")(lambda slug: "desk"))
    app.add_url_rule("/r/<token>", "link", for_link("thing")(lambda token: str(opened(Thing).uid)))
    app.add_url_rule("/api", "api", for_token("read")(lambda: "api"))
    answers = Answers(
        team=lambda user, arguments, roles: (
            user.name == "Anna" and arguments["slug"] == "open" and "organiser" in roles
        ),
        links={"thing": lambda uid, number, _arguments: Thing(uid, number) if number == revision else None},
        token=lambda scope, _arguments: scope == "write",
    )
    app.view_functions.pop("static")
    access.init_app(app, answers)
    return app


def signed(app: Flask, kind: str = "thing", revision: int = 3) -> str:
    with app.app_context():
        return link_token(kind, THING, revision)


def test_an_application_with_an_unmarked_view_does_not_start():
    app = Flask(__name__, static_folder=None)
    app.add_url_rule("/", "forgotten", lambda: "")

    with pytest.raises(UnmarkedView, match="forgotten"):
        access.init_app(app, Answers(team=lambda *_: True))


def test_a_view_of_a_blueprint_is_checked_too():
    app = Flask(__name__, static_folder=None)
    blueprint = Blueprint("feature", __name__)
    blueprint.add_url_rule("/", "forgotten", lambda: "")
    app.register_blueprint(blueprint)

    with pytest.raises(UnmarkedView, match=r"feature\.forgotten"):
        access.init_app(app, Answers(team=lambda *_: True))


def test_two_marks_are_one_too_many():
    with pytest.raises(UnmarkedView, match="two marks"):
        for_signed_in(open_to_everyone(lambda: ""))


def test_a_view_that_comes_later_is_closed():
    app = make_door()
    app.view_functions["everyone"] = lambda: "never marked"

    assert app.test_client().get("/everyone").status_code == 404


def test_everybody_may_open_what_is_open():
    assert make_door().test_client().get("/everyone").text == "everyone"


@pytest.mark.parametrize(
    ("address", "goal"),
    [
        ("/mine?page=2", "/login?next=/mine?page%3D2"),
        ("/open/desk", "/login?next=/open/desk"),
        ("/no-such-event/desk", "/login?next=/no-such-event/desk"),  # tells nothing about what exists
    ],
)
def test_whoever_is_not_signed_in_is_led_there_and_back(address, goal):
    answer = make_door().test_client().get(address)

    assert (answer.status_code, answer.location) == (303, goal)


def test_after_a_lost_sign_in_a_sent_form_leads_to_the_sign_in_page_only():
    answer = make_door().test_client().post("/mine")

    assert (answer.status_code, answer.location) == (303, "/login")


@pytest.mark.parametrize(
    ("name", "address", "status"),
    [("Anna", "/open/desk", 200), ("Anna", "/foreign/desk", 404), ("Boris", "/open/desk", 404)],
)
def test_the_team_sees_its_event_and_for_others_it_does_not_exist(name, address, status):
    assert make_door(user=Somebody(name)).test_client().get(address).status_code == status


def test_a_personal_link_opens_its_thing_and_is_kept_nowhere():
    app = make_door()

    answer = app.test_client().get(f"/r/{signed(app)}")

    assert answer.text == str(THING)
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"


def test_a_revoked_link_opens_nothing():
    app = make_door(revision=4)

    assert app.test_client().get(f"/r/{signed(app, revision=3)}").status_code == 404


CHANGES = {
    "another signature": lambda token: token[:-1] + ("A" if token[-1] != "A" else "B"),
    "another revision": lambda token: token.replace(".3.", ".4."),
    "another thing": lambda token: "A" + token[1:],
    "no signature": lambda token: token.rpartition(".")[0],
    "nothing": lambda _token: "",
    "dots": lambda _token: "...",
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_changed_link_opens_nothing(change):
    app = make_door()

    with app.app_context():
        assert read_link("thing", change(signed(app))) is None


def test_a_link_of_one_kind_is_no_link_of_another():
    app = make_door()

    assert app.test_client().get(f"/r/{signed(app, kind='other')}").status_code == 404


def test_links_outlive_the_change_of_the_key_as_long_as_the_old_one_is_kept():
    app = make_door()
    old_link = signed(app)
    app.config.update(SECRET_KEY="n" * 32, SECRET_KEY_FALLBACKS=["k" * 32])

    with app.app_context():
        assert read_link("thing", old_link) == (THING, 3)
        assert read_link("thing", signed(app)) == (THING, 3)
        app.config.update(SECRET_KEY_FALLBACKS=[])
        assert read_link("thing", old_link) is None


def test_a_token_without_the_scope_opens_nothing():
    assert make_door().test_client().get("/api").status_code == 404


def test_what_is_personal_is_not_kept_by_anybody():
    answer = make_door(user=Somebody("Anna")).test_client().get("/mine")

    assert answer.headers["Cache-Control"] == "private, no-store"


def test_every_address_of_eventhub_carries_a_mark(app):
    unmarked = [name for name, view in app.view_functions.items() if access.mark_of(view) is None]

    assert unmarked == []
