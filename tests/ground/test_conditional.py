"""A file is sent once and then only again when it has changed."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask, request

from eventhub.ground.conditional import Edition, answer

CHANGED = datetime(2019, 8, 29, 9, 30, 15, 600_000, tzinfo=UTC)


class Source:
    """A file that counts how often it is made."""

    def __init__(self, **changes):
        self.edition = Edition(
            **{"media_type": "text/calendar; charset=utf-8", "modified": CHANGED, "state": "r1"} | changes
        )
        self.body = b"BEGIN:VCALENDAR"
        self.made = 0

    def make(self):
        self.made += 1
        return self.body


def client_of(source):
    app = Flask("conditional")
    app.add_url_rule("/", "file", lambda: answer(source.edition, source.make, request))
    return app.test_client()


def test_the_whole_file_comes_first():
    source = Source(filename="программа-2.ics")

    whole = client_of(source).get("/")

    assert (whole.status_code, whole.data) == (200, b"BEGIN:VCALENDAR")
    assert whole.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert whole.headers["Cache-Control"] == "public, max-age=300"
    assert whole.headers["Last-Modified"] == "Thu, 29 Aug 2019 09:30:15 GMT"
    assert whole.headers["Content-Disposition"] == (
        "inline; filename=2.ics; filename*=UTF-8''%D0%BF%D1%80%D0%BE%D0%B3%D1%80%D0%B0%D0%BC%D0%BC%D0%B0-2.ics"
    )
    assert whole.get_etag()[1] is False  # strong
    assert "Access-Control-Allow-Origin" not in whole.headers


def test_head_answers_without_the_file():
    client = client_of(Source())

    head, whole = client.head("/"), client.get("/")

    assert (head.status_code, head.data, head.content_length) == (200, b"", len(whole.data))
    assert head.headers["ETag"] == whole.headers["ETag"]


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"If-None-Match": "{tag}"}, 304),
        ({"If-None-Match": "W/{tag}"}, 304),  # a proxy made it weak
        ({"If-None-Match": '"other", {tag}'}, 304),
        ({"If-None-Match": "*"}, 304),
        ({"If-None-Match": '"other"'}, 200),
        ({"If-None-Match": '"other"', "If-Modified-Since": "Thu, 29 Aug 2019 09:30:15 GMT"}, 200),  # the tag decides
        ({"If-Modified-Since": "Thu, 29 Aug 2019 09:30:15 GMT"}, 304),
        ({"If-Modified-Since": "Thu, 29 Aug 2019 09:30:14 GMT"}, 200),
        ({"If-Modified-Since": "nonsense"}, 200),
    ],
)
def test_who_has_it_gets_304(asked, status):
    client = client_of(Source())
    tag = client.get("/").headers["ETag"]

    again = client.get("/", headers={name: value.format(tag=tag) for name, value in asked.items()})

    assert again.status_code == status
    assert again.headers["ETag"] == tag
    assert (again.data == b"") == (status == 304)


def test_a_304_makes_nothing():
    source = Source()
    client = client_of(source)
    tag = client.get("/").headers["ETag"]

    again = client.get("/", headers={"If-None-Match": tag})

    assert (again.status_code, source.made) == (304, 1)
    assert "Content-Type" not in again.headers
    assert again.headers["Cache-Control"] == "public, max-age=300"


def test_a_new_state_is_sent_at_once():
    source = Source()
    client = client_of(source)
    tag = client.get("/").headers["ETag"]
    source.edition = Edition(media_type="text/calendar", modified=CHANGED + timedelta(days=1), state="r2")

    assert client.get("/", headers={"If-None-Match": tag}).status_code == 200


def test_without_a_state_the_content_is_the_fingerprint():
    source = Source(state="")
    client = client_of(source)
    tag = client.get("/").headers["ETag"]

    known = client.get("/", headers={"If-None-Match": tag}).status_code
    source.body = b"BEGIN:VCALENDAR changed"
    changed = client.get("/", headers={"If-None-Match": tag}).status_code

    assert (known, changed) == (304, 200)


def test_a_personal_file_is_kept_by_nobody_between():
    whole = client_of(Source(personal=True)).get("/")

    assert whole.headers["Cache-Control"] == "private, no-store"
    assert whole.headers["X-Robots-Tag"] == "noindex"


def test_a_shared_file_may_be_read_from_any_site():
    client = client_of(Source(shared=True))
    whole = client.get("/")

    again = client.get("/", headers={"If-None-Match": whole.headers["ETag"]})

    assert [each.headers["Access-Control-Allow-Origin"] for each in (whole, again)] == ["*", "*"]
