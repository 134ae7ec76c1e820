"""The built wheel starts anywhere, not only the checkout."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import venv
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


def test_the_installed_wheel_serves_pages_with_their_style_sheet(installed, tmp_path):
    port = free_port()
    environment = {"PATH": os.environ["PATH"], "EVENTHUB_DATA": str(tmp_path / "data"), "PORT": str(port)}
    flask = [installed, "-m", "flask", "--app", "wsgi"]
    subprocess.run([*flask, "db", "upgrade"], cwd=tmp_path, env=environment, check=True, capture_output=True)

    with subprocess.Popen([*flask, "web"], cwd=tmp_path, env=environment, stderr=subprocess.DEVNULL) as server:
        health = fetch(f"http://127.0.0.1:{port}/healthz")
        page = fetch(f"http://127.0.0.1:{port}/login?lang=en")
        style = fetch(f"http://127.0.0.1:{port}" + style_sheet_of(page))
        server.send_signal(signal.SIGTERM)
        code = server.wait(PATIENCE)

    assert '"database":"ok"' in health.replace(" ", "")
    assert "@layer" in style
    assert code == 0


def style_sheet_of(page: str) -> str:
    (address,) = re.findall(r'<link[^>]+rel="stylesheet"[^>]+href="([^"]+)"', page)
    return address


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def fetch(address: str) -> str:
    """Return what stands at an address, as soon as somebody answers there."""
    last_try = time.monotonic() + PATIENCE
    while True:
        try:
            with urlopen(address, timeout=PATIENCE) as answer:
                return answer.read().decode()
        except URLError:
            if time.monotonic() > last_try:
                raise
            time.sleep(0.1)
