"""What can be typed: load a folder, prepare a demo, see who can sign in."""

import json
import stat
from pathlib import Path

import pytest
import sqlalchemy as sa

from eventhub.accounts.models import User
from eventhub.events.models import Event, EventState
from eventhub.ground.access import read_link
from eventhub.ground.db import db
from eventhub.ground.secrets import password_matches
from eventhub.registration.models import Registration
from eventhub.scaling_models.models import ScalingModel
from tests.demo.folders import workshop, write


@pytest.fixture
def run(app, monkeypatch):
    """Return what runs a command at an English terminal, with a connection of its own."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    accounts_file(app).unlink(missing_ok=True)

    def run(*arguments):
        db.session.remove()
        return app.test_cli_runner().invoke(args=["demo", *map(str, arguments)])

    return run


def accounts_file(app) -> Path:
    return app.extensions["settings"].data / "demo-accounts.json"


def accounts(app) -> dict[str, dict[str, str]]:
    return json.loads(accounts_file(app).read_text(encoding="utf-8"))


def test_a_folder_is_loaded_and_published(run, tmp_path):
    answer = run("load", write(workshop(), tmp_path / "folder"))

    assert (answer.exit_code, answer.output) == (0, "Loaded “The title”.\n")
    assert db.session.scalars(sa.select(Event.state)).one() is EventState.FINISHED


def test_a_draft_stays_one(run, tmp_path):
    run("load", "--draft", write(workshop(), tmp_path / "folder"))

    assert db.session.scalars(sa.select(Event.state)).one() is EventState.DRAFT


def test_faults_are_told_line_by_line_and_the_exit_code_is_3(run, tmp_path):
    contents = workshop()
    contents["rooms.csv"][0] |= {"wifi": "lots", "step_free": "maybe"}

    answer = run("load", write(contents, tmp_path / "folder"))

    assert answer.exit_code == 3
    assert answer.stderr.splitlines() == [
        "rooms.csv, line 2, step_free: must be true or false, not “maybe”",
        "rooms.csv, line 2, wifi: must be one of: strong, weak, none; not “lots”",
        "Nothing was loaded: 2 faults.",
    ]
    assert db.session.scalars(sa.select(Event)).all() == []


def test_a_russian_terminal_is_answered_in_russian(run, tmp_path, monkeypatch):
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    contents = workshop()
    contents["rooms.csv"][0]["step_free"] = "maybe"

    answer = run("load", write(contents, tmp_path / "folder"))

    assert answer.stderr.splitlines() == [
        "rooms.csv, строка 2, step_free: должно быть true или false, а не «maybe»",
        "Ничего не загружено: найдена 1 ошибка.",
    ]


def test_a_second_time_is_refused_in_words(run, tmp_path):
    folder = write(workshop(), tmp_path / "folder")
    run("load", folder)

    answer = run("load", folder)

    assert answer.exit_code == 1
    assert answer.output == "Error: There is an event with the address “workshop” already. Nothing was loaded.\n"


def test_a_prepared_demo_says_who_can_sign_in(app, run):
    answer = run("prepare")

    made = accounts(app)
    assert answer.exit_code == 0
    assert list(made) == [
        "organiser",
        "registrar",
        "facilitator",
        "secretary",
        "reviewer",
        "administrator",
        "participant",
        "author",
        "coordinator",
    ]
    assert stat.S_IMODE(accounts_file(app).stat().st_mode) == 0o600
    for role in list(made)[:6]:
        user = db.session.scalars(sa.select(User).where(User.email == made[role]["email"])).one()
        assert password_matches(user.password_hash, made[role]["password"])
        assert user.is_administrator is (role == "administrator")
    assert db.session.scalar(sa.select(sa.func.count(User.id)).where(User.password_hash.is_not(None))) == 6


def test_the_links_of_a_prepared_demo_open_a_participant_and_a_submission(app, run):
    run("prepare")

    participant, author = (accounts(app)[role]["link"].rpartition("/")[2] for role in ("participant", "author"))
    uid, revision = read_link("participant", participant)
    registration = db.session.scalars(sa.select(Registration).where(Registration.uid == uid)).one()
    assert (registration.link_revision, registration.person.user_id) == (revision, None)
    uid, revision = read_link("author", author)
    assert db.session.scalars(sa.select(ScalingModel.code).where(ScalingModel.uid == uid)).one() == "SM01"


def test_preparing_again_changes_nothing(app, run):
    run("prepare")
    before = accounts_file(app).read_bytes(), accounts_file(app).stat().st_ino
    hashes = db.session.scalars(sa.select(User.password_hash).order_by(User.id)).all()

    answer = run("prepare")

    assert answer.exit_code == 0
    assert (accounts_file(app).read_bytes(), accounts_file(app).stat().st_ino) == before
    assert db.session.scalars(sa.select(User.password_hash).order_by(User.id)).all() == hashes
    assert db.session.scalar(sa.select(sa.func.count(Event.id))) == 2


def test_a_lost_file_is_made_again_with_new_passwords(app, run):
    run("prepare")
    before = accounts(app)
    accounts_file(app).unlink()

    run("prepare")

    after = accounts(app)
    assert after["organiser"]["email"] == before["organiser"]["email"]
    assert after["organiser"]["password"] != before["organiser"]["password"]
    assert after["participant"] == before["participant"]


def test_an_installation_with_another_event_gets_no_second_one(app, run, tmp_path):
    run("load", write(workshop(), tmp_path / "folder"))

    run("prepare")

    assert db.session.scalars(sa.select(Event.slug)).all() == ["workshop"]
    assert "facilitator" in accounts(app)
