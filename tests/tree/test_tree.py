"""What must be true of the tree itself and is nobody's feature."""

import ast
import importlib.metadata
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]
FEATURES = sorted(path.parent.name for path in CHECKOUT.glob("eventhub/*/__init__.py"))
PART_OF_FLASK = {"click", "itsdangerous", "jinja2", "markupsafe", "werkzeug"}
OPTIONAL = {"psycopg"}
LOADED_BY_NAME = {"tzdata"}  # zoneinfo finds it where the system has no time zones
COMMANDS = sorted(path for path in (CHECKOUT / "bin").iterdir() if path.is_file() and not path.suffix)


def contracts() -> list[dict[str, list[str]]]:
    return tomllib.loads((CHECKOUT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]


def test_every_feature_keeps_to_the_closed_list_of_file_names():
    _floors, file_names, _rules = contracts()

    assert sorted(file_names["containers"]) == [f"eventhub.{name}" for name in FEATURES if name != "ground"]


@pytest.mark.parametrize("feature", FEATURES)
def test_every_feature_says_what_it_is_for(feature):
    words = (CHECKOUT / "eventhub" / feature / "__init__.py").read_text()

    assert words.startswith('"""')
    assert "import " not in words.rpartition('"""')[2]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda path: path.name)
def test_every_command_can_be_run_and_says_what_it_does(command):
    lines = command.read_text().splitlines()

    assert os.access(command, os.X_OK)
    assert lines[0] == "#!/bin/sh"
    assert lines[1].startswith("# ")
    assert "set -eu" in lines


def test_the_web_process_loads_nothing_heavy():
    code = "import sys, eventhub.app; print(sorted({'numpy', 'scipy', 'weasyprint', 'fontTools'} & set(sys.modules)))"

    loaded = subprocess.run(
        [sys.executable, "-c", code], cwd=CHECKOUT, check=True, capture_output=True, text=True
    ).stdout

    assert loaded.strip() == "[]"


def test_what_the_application_imports_is_what_it_declares():
    declared = {re.match(r"[\w-]+", line)[0] for line in project()["dependencies"]}
    trees = (ast.parse(path.read_text()) for path in (CHECKOUT / "eventhub").rglob("*.py"))
    imported = {name.partition(".")[0] for tree in trees for node in ast.walk(tree) for name in names_in(node)}
    known = importlib.metadata.packages_distributions()

    used = {known[name][0].lower() for name in imported if name in known}

    assert used - PART_OF_FLASK - OPTIONAL == declared - LOADED_BY_NAME


def test_the_example_names_every_setting():
    example, settings = ((CHECKOUT / path).read_text() for path in (".env.example", "eventhub/ground/settings.py"))

    named = set(re.findall(r"^(?:# )?([A-Z_]+)=", example, re.MULTILINE))

    assert named == set(re.findall(r'"(EVENTHUB_[A-Z_]+|PORT|DATABASE_URL|SECRET_KEYS)"', settings))


def project() -> dict[str, list[str]]:
    return tomllib.loads((CHECKOUT / "pyproject.toml").read_text())["project"]


def names_in(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module] if isinstance(node, ast.ImportFrom) and node.module else []


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_the_lock_files_name_exact_versions_and_no_place(name):
    lines = [line for line in (CHECKOUT / name).read_text().splitlines() if not line.lstrip().startswith("#")]

    assert [line for line in lines if "==" not in line or "://" in line or line.startswith("-")] == []


def test_what_eventhub_runs_on_is_what_the_tests_run_on():
    run, test = (set(pins(name)) for name in ("requirements.lock", "requirements-dev.lock"))

    assert run <= test


def pins(name: str) -> list[str]:
    return [line for line in (CHECKOUT / name).read_text().splitlines() if line and not line.lstrip().startswith("#")]
