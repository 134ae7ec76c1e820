"""What tests of the ground share: an application of their own, with settings of their own."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from eventhub.app import create_app
from eventhub.ground.settings import LOOPBACK_NAMES, Settings


@pytest.fixture
def make_app(tmp_path: Path) -> Callable[..., Flask]:
    """Return what makes an application with an empty SQLite file that has no tables yet."""

    def make(**changes: Any) -> Flask:
        plain = {
            "data": tmp_path,
            "database_url": f"sqlite:///{tmp_path / 'eventhub.sqlite'}",
            "base_url": "http://127.0.0.1:8000",
            "secret_keys": ("k" * 32,),
            "trusted_hosts": LOOPBACK_NAMES,
            "testing": True,
        }
        return create_app(Settings(**{**plain, **changes}))

    return make
