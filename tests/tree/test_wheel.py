"""The built wheel starts anywhere, not only the checkout."""

import json
import os
import re
import socket
import subprocess
import sys
import time
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

CHECKOUT = Path(__file__).parents[2]
PATIENCE = 60


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Path:
    """Build the wheel, install it into an environment of its own and return that environment's Python.

    The environment borrows the libraries of this one, which are the versions of the lock file.
    """
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        cwd=CHECKOUT,
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "environment", with_pip=False)
    python = folder / "environment" / "bin" / "python"
    (own,) = (folder / "environment" / "lib").glob("python*/site-packages")
    borrowed = [path for path in sys.path if path.endswith("site-packages")]
    (own / "borrowed.pth").write_text("\n".join(borrowed))
    subprocess.run(
        [sys.executable, "-m", "pip", "--quiet", "--python", python, "install", "--no-deps", "--no-index", wheel],
        check=True,
    )
    return python


@contextmanager
def served(python: Path, folder: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Migrate a new database and serve web pages from a folder that is not the checkout; yield address and process."""
    port = free_port()
    environment = {"PATH": os.environ["PATH"], "EVENTHUB_DATA": str(folder / "data"), "PORT": str(port)}
    flask = [python, "-m", "flask", "--app", "wsgi"]
    subprocess.run([*flask, "db", "upgrade"], cwd=folder, env=environment, check=True)
    server = subprocess.Popen([*flask, "web"], cwd=folder, env=environment)
    try:
        yield f"http://127.0.0.1:{port}", server
    finally:
        server.kill()
        server.wait()


def test_the_installed_wheel_serves_pages_with_their_style_sheet(installed, tmp_path):
    with served(installed, tmp_path) as (address, server):
        health = fetch(f"{address}/healthz", server)
        page = fetch(f"{address}/login?lang=en", server)
        style = fetch(address + style_sheet_of(page), server)
        server.terminate()
        code = server.wait(PATIENCE)

    assert json.loads(health) == {"database": "ok"}
    assert "@layer" in style
    assert code == 0


def style_sheet_of(page: str) -> str:
    (address,) = re.findall(r'<link[^>]+rel="stylesheet"[^>]+href="([^"]+)"', page)
    return address


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def fetch(address: str, server: subprocess.Popen[bytes]) -> str:
    """Return what stands at an address, as soon as somebody answers there."""
    last_try = time.monotonic() + PATIENCE
    while True:
        try:
            with urlopen(address, timeout=PATIENCE) as answer:
                return answer.read().decode()
        except URLError:
            if time.monotonic() > last_try or server.poll() is not None:
                raise
            time.sleep(0.1)
