"""Alive is little, ready is everything."""

import shutil
from collections import namedtuple

import sqlalchemy as sa

from eventhub.ground import worker
from eventhub.ground.db import db

Usage = namedtuple("Usage", "total used free")


def test_eventhub_is_alive_when_the_database_answers(client):
    answer = client.get("/healthz")

    assert (answer.status_code, answer.json) == (200, {"database": "ok"})
    assert answer.headers["Cache-Control"] == "no-store"


def test_eventhub_is_not_alive_without_its_database(make_app, tmp_path):
    app = make_app(database_url=f"sqlite:///{tmp_path / 'no' / 'such' / 'folder' / 'a.sqlite'}")

    answer = app.test_client().get("/healthz")

    assert (answer.status_code, answer.json) == (503, {"database": "missing"})


def test_ready_means_a_worker_all_migrations_and_space(app, client):
    worker.Sweeper(app).beat()

    answer = client.get("/readyz")

    assert (answer.status_code, set(answer.json.values())) == (200, {"ok"})


def test_a_database_that_is_behind_is_not_ready(app, client):
    worker.Sweeper(app).beat()
    (head,) = db.session.scalars(sa.text("SELECT version_num FROM alembic_version"))
    db.session.execute(sa.text("UPDATE alembic_version SET version_num = '0000'"))

    answer = client.get("/readyz")
    db.session.execute(sa.text("UPDATE alembic_version SET version_num = :head"), {"head": head})
    db.session.commit()

    assert (answer.status_code, answer.json["migrations"]) == (503, "missing")


def test_a_full_disk_is_not_ready(client, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage(10, 10, 0))

    assert client.get("/readyz").json["disk"] == "missing"


def test_asking_for_health_needs_no_language_and_no_session(client, count_statements):
    with count_statements() as statements:
        answer = client.get("/healthz")

    assert "Set-Cookie" not in answer.headers
    assert len(statements) == 1
