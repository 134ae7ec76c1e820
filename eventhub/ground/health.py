"""Whether EventHub is alive (`/healthz`) and ready for readers (`/readyz`)."""

import os
import shutil
from collections.abc import Callable
from datetime import timedelta
from functools import cache
from pathlib import Path

import sqlalchemy as sa
from alembic.config import Config
from alembic.script import ScriptDirectory
from flask import Blueprint, current_app, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from eventhub.ground import clock
from eventhub.ground.access import open_to_everyone
from eventhub.ground.db import db
from eventhub.ground.settings import Settings
from eventhub.ground.shipped import folder
from eventhub.ground.work import WorkerBeat

LONGEST_SILENCE = timedelta(seconds=30)
LEAST_FREE_BYTES = 100_000_000

bp = Blueprint("health", __name__)


@bp.get("/healthz")
@open_to_everyone
def alive() -> ResponseReturnValue:
    """Answer 200 when the process and the database answer."""
    return _report({"database": _database_answers})


@bp.get("/readyz")
@open_to_everyone
def ready() -> ResponseReturnValue:
    """Answer 200 when everything a reader may need is there; otherwise 503, and which part is missing."""
    checks = {
        "database": _database_answers,
        "migrations": _is_at_head,
        "worker": _worker_lives,
        "disk": _has_space,
    }
    return _report(checks)


def _report(checks: dict[str, Callable[[], bool]]) -> ResponseReturnValue:
    found = {name: _holds(check) for name, check in checks.items()}
    response = jsonify({name: "ok" if good else "missing" for name, good in found.items()})
    response.headers["Cache-Control"] = "no-store"
    return response, 200 if all(found.values()) else 503


def _holds(check: Callable[[], bool]) -> bool:
    try:
        return check()
    except (SQLAlchemyError, OSError):
        db.session.rollback()
        return False


def _database_answers() -> bool:
    return db.session.scalar(sa.select(1)) == 1


def _is_at_head() -> bool:
    steps_taken = db.session.scalars(sa.text("SELECT version_num FROM alembic_version")).all()
    return set(steps_taken) == _heads()


@cache
def _heads() -> set[str]:
    config = Config()
    config.set_main_option("script_location", str(folder("migrations")))
    return set(ScriptDirectory.from_config(config).get_heads())


def _worker_lives() -> bool:
    last = db.session.scalar(sa.select(sa.func.max(WorkerBeat.beat_at)))
    return last is not None and clock.now() - last < LONGEST_SILENCE


def _has_space() -> bool:
    data: Path = _settings().data
    return os.access(data, os.W_OK) and shutil.disk_usage(data).free > LEAST_FREE_BYTES


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings
