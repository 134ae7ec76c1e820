"""Sends forms as browsers do, a few at a time, and asks the server's process what it cost."""

import http.client
import os
import re
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

FIELD = re.compile(r'name="(csrf_token|submission_key)"[^>]*value="([^"]*)"')
CONSENT = re.compile(r'name="(consent-[^"]+)"')
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True)
class Measured:
    """Complete registrations per second, and processor milliseconds of the server for each."""

    per_second: float
    milliseconds: float


def measure(port: int, pid: int, count: int, at_once: int, register: Callable[[int, int], None]) -> Measured:
    """Run `count` registrations; register(port, number) does one and raises when the answer is not the expected one."""
    register(port, 0)  # the first one warms everything up
    before, begun = processor_seconds(pid), time.perf_counter()
    with ThreadPoolExecutor(at_once) as people:
        list(people.map(lambda number: register(port, number), range(1, count + 1)))
    seconds, spent = time.perf_counter() - begun, processor_seconds(pid) - before
    return Measured(count / seconds, spent * 1000 / count)


def register_with_eventhub(port: int, number: int) -> None:
    """Fill in the whole form as somebody from an address of their own."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    address = {"X-Forwarded-For": f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"}
    connection.request("GET", "/e/benchmark/register?lang=en", headers=address)
    answer = connection.getresponse()
    page, cookie = answer.read().decode(), "; ".join(_cookies(answer))
    fields = {
        **dict(FIELD.findall(page)),
        "family_name": "Ёлкина",
        "given_name": f"Анна {number}",
        "email": f"anna{number}@example.org",
        "organisation": "МБОУ СОШ № 201",
        "municipality": "Абинский район",
        "role": "methodologist",
        "language": "ru",
        "wish_1": "1",
        "wish_2": "2",
        "wish_3": "3",
        CONSENT.findall(page)[0]: "yes",
    }
    headers = {**FORM, **address, "Cookie": cookie}
    connection.request("POST", "/e/benchmark/register", urlencode(fields), headers)
    answer = connection.getresponse()
    answer.read()
    _expect(answer, 303)
    connection.request("GET", answer.headers["Location"], headers={**address, "Cookie": "; ".join(_cookies(answer))})
    answer = connection.getresponse()
    answer.read()
    _expect(answer, 200)
    connection.close()


def register_bare(port: int, number: int) -> None:
    """Do the same three requests with the bare application."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    body = urlencode({"name": f"Ёлкина Анна {number}", "email": f"anna{number}@example.org"})
    for method, path, expected in (
        ("GET", "/register", 200),
        ("POST", "/register", 303),
        ("GET", "/register/sent", 200),
    ):
        connection.request(method, path, body if method == "POST" else None, FORM if method == "POST" else {})
        answer = connection.getresponse()
        answer.read()
        _expect(answer, expected)
    connection.close()


def processor_seconds(pid: int) -> float:
    """Add up what a process and its children have used, as Linux counts it."""
    ticks = 0
    for one in _family(pid):
        parts = Path(f"/proc/{one}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        ticks += int(parts[11]) + int(parts[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _family(pid: int) -> Iterator[int]:
    yield pid
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text(encoding="utf-8").split():
            yield from _family(int(child))


def _cookies(answer: http.client.HTTPResponse) -> list[str]:
    return [given.partition(";")[0] for given in answer.headers.get_all("Set-Cookie") or []]


def _expect(answer: http.client.HTTPResponse, status: int) -> None:
    if answer.status != status:
        raise RuntimeError(f"answered {answer.status} instead of {status}")
