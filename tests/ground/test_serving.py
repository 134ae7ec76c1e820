"""One command starts everything, and nothing stays behind however it ends."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

PATIENCE = 60
FLASK = [sys.executable, "-m", "flask", "--app", "eventhub.app"]

pytestmark = pytest.mark.one_database


@pytest.fixture(scope="module")
def migrated(tmp_path_factory):
    """Return a data folder with all tables, to be copied."""
    folder = tmp_path_factory.mktemp("migrated")
    environment = {**os.environ, "EVENTHUB_DATA": str(folder), "DATABASE_URL": ""}
    subprocess.run([*FLASK, "db", "upgrade"], env=environment, check=True, capture_output=True)
    return folder


@pytest.fixture
def served(migrated, tmp_path):
    """Start web and worker on a migrated database, wait until both are ready, and give the parent and the folder."""
    shutil.copytree(migrated, tmp_path, dirs_exist_ok=True)
    port = free_port()
    environment = {**os.environ, "EVENTHUB_DATA": str(tmp_path), "PORT": str(port), "DATABASE_URL": ""}
    with (
        (tmp_path / "log").open("wb") as log,
        subprocess.Popen([*FLASK, "serve"], env=environment, stderr=log) as parent,
    ):
        wait_for(lambda: answers(f"http://127.0.0.1:{port}/readyz"), "web and worker are ready")
        yield parent, tmp_path
        parent.kill()
    wait_for(lambda: not living(tmp_path), "everything has ended")


def test_sigterm_ends_web_and_worker(served):
    parent, data = served
    assert len(living(data)) >= 3

    parent.send_signal(signal.SIGTERM)

    assert parent.wait(PATIENCE) == 0
    assert living(data) == []


def test_ctrl_c_ends_web_and_worker(served):
    parent, data = served

    parent.send_signal(signal.SIGINT)

    assert parent.wait(PATIENCE) == 0
    assert living(data) == []


def test_nothing_stays_behind_when_the_parent_is_killed(served):
    parent, data = served

    parent.kill()

    wait_for(lambda: not living(data), "the children have noticed")


def test_a_worker_that_is_killed_is_started_again_and_pages_do_not_notice(served):
    parent, data = served
    killed = worker_of(data)

    os.kill(killed, signal.SIGKILL)

    wait_for(lambda: worker_of(data) not in {None, killed}, "another worker has taken over")
    assert parent.poll() is None


def test_when_the_worker_gives_up_everything_ends_and_says_so(served):
    parent, data = served

    os.kill(worker_of(data), signal.SIGTERM)

    assert parent.wait(PATIENCE) != 0
    assert living(data) == []


def worker_of(data: Path) -> int | None:
    return next((pid for pid in living(data) if "worker" in command_of(pid)), None)


def living(data: Path) -> list[int]:
    """List the processes that work on a data folder."""
    mark = f"EVENTHUB_DATA={data}".encode()
    numbers = [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()]
    return [number for number in numbers if mark in environment_of(number)]


def environment_of(pid: int) -> list[bytes]:
    try:
        return Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
    except OSError:
        return []


def command_of(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().decode()
    except OSError:
        return ""


def answers(address: str) -> bool:
    try:
        with urlopen(address, timeout=5) as answer:
            return answer.status == 200
    except (URLError, OSError):
        return False


def wait_for(happened, words: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < deadline, f"in vain: {words}"
        time.sleep(0.1)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
