"""Letters are sent exactly when what they tell has happened, and once."""

import email
import smtplib
import socket
from datetime import timedelta
from email import policy
from email.message import EmailMessage

import pytest
import sqlalchemy as sa
from aiosmtpd.controller import Controller
from jinja2 import ChoiceLoader, DictLoader

from eventhub.ground import clock, delivery, out_tray
from eventhub.ground.db import db
from eventhub.ground.out_tray import Attachment, Letter, LetterState
from eventhub.ground.settings import Settings

TEMPLATES = {
    "letters/greeting/subject.txt": "{{ _('Letters') }}:\n {{ name }}",
    "letters/greeting/body.txt": "{{ name }} {{ url_for('accounts.sign_in') }} {{ 5|number(1) }}",
    "letters/greeting/body.html": "<p lang='{{ language }}'>{{ name }}</p>",
}


@pytest.fixture
def tray(app, tmp_path, monkeypatch):
    """Return a folder in which letters from a template of the test arrive."""
    monkeypatch.setattr(app.jinja_env, "loader", ChoiceLoader([DictLoader(TEMPLATES), app.jinja_env.loader]))
    use(app, monkeypatch, "letters", tmp_path)
    return tmp_path / "letters"


def use(app, monkeypatch, mail_url: str, data) -> None:
    settings: Settings = app.extensions["settings"]
    changed = {**vars(settings), "mail_url": mail_url, "data": data, "mail_from": "EventHub <hub@example.org>"}
    monkeypatch.setitem(app.extensions, "settings", Settings(**changed))


def put(recipient: str = "anna@example.org", *, cause: str = "registration 1", **more) -> None:
    values = {"name": more.pop("name", "Anna")}
    out_tray.put(
        "greeting", recipient, lang=more.pop("lang", "ru"), values=values, cause=cause, now=clock.now(), **more
    )


def letters() -> list[Letter]:
    return list(db.session.scalars(sa.select(Letter).order_by(Letter.id)))


def arrived(folder) -> list[EmailMessage]:
    paths = sorted(folder.glob("*.eml")) if folder.exists() else []
    return [email.message_from_bytes(path.read_bytes(), policy=policy.default) for path in paths]


def test_a_letter_is_written_in_its_language_when_it_is_sent(tray):
    put()
    db.session.commit()

    delivery.deliver_all()

    (message,) = arrived(tray)
    assert message["To"] == "anna@example.org"
    assert message["From"] == "EventHub <hub@example.org>"
    assert message["Subject"] == "Письма: Anna"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_body(("plain",)).get_content().strip() == "Anna http://127.0.0.1:8000/login 5,0"
    assert message.get_body(("html",)).get_content().strip() == "<p lang='ru'>Anna</p>"
    assert [letter.state for letter in letters()] == [LetterState.SENT]


def test_a_transaction_that_failed_mails_nobody(tray):
    put()
    db.session.rollback()

    delivery.deliver_all()

    assert arrived(tray) == []


def test_the_same_cause_sends_one_letter(tray):
    put()
    db.session.commit()
    put()
    put(cause="registration 2")
    put("boris@example.org")
    db.session.commit()

    delivery.deliver_all()

    assert [(letter.recipient, letter.cause) for letter in letters()] == [
        ("anna@example.org", "registration 1"),
        ("anna@example.org", "registration 2"),
        ("boris@example.org", "registration 1"),
    ]
    assert len(arrived(tray)) == 3


def test_a_letter_keeps_its_number_when_it_is_sent_again_after_a_crash(tray):
    put()
    db.session.commit()
    (letter,) = letters()
    delivery.deliver_all()
    letter.state, letter.lease_until = LetterState.SENDING, clock.now() - timedelta(minutes=1)  # died before noting it
    db.session.commit()

    delivery.deliver_all()

    (message,) = arrived(tray)
    assert message["Message-ID"] == letter.message_id == f"<{letter.uid}@127.0.0.1>"
    assert (letter.state, letter.attempts) == (LetterState.SENT, 2)


def test_a_letter_that_somebody_is_sending_is_left_to_them(tray):
    put()
    db.session.commit()
    (letter,) = letters()
    letter.state, letter.lease_until = LetterState.SENDING, clock.now() + timedelta(minutes=1)
    db.session.commit()

    delivery.deliver(letter.uid)

    assert arrived(tray) == []


def test_what_people_wrote_is_text_in_a_letter(tray):
    put(name="<b>{{ 7*7 }}</b>\r\nBcc: evil@example.org")
    db.session.commit()

    delivery.deliver_all()

    (message,) = arrived(tray)
    assert message["Bcc"] is None
    assert message["Subject"] == "Письма: <b>{{ 7*7 }}</b> Bcc: evil@example.org"
    assert "&lt;b&gt;{{ 7*7 }}&lt;/b&gt;" in message.get_body(("html",)).get_content()


def test_an_address_with_a_line_break_fails_and_harms_nobody(tray):
    put("anna@example.org\r\nBcc: evil@example.org")
    put("boris@example.org")
    db.session.commit()

    delivery.deliver_all()

    assert [letter.state for letter in letters()] == [LetterState.FAILED, LetterState.SENT]


def test_what_goes_with_a_letter_is_made_when_it_is_sent(tray, monkeypatch):
    monkeypatch.setattr(out_tray, "_makers", {})
    out_tray.maker("ticket")(lambda number: Attachment("ticket.txt", "text/plain", f"No {number}".encode()))
    put(attachments={"ticket": {"number": 7}})
    db.session.commit()

    delivery.deliver_all()

    (message,) = arrived(tray)
    (attachment,) = message.iter_attachments()
    assert (attachment.get_filename(), attachment.get_content()) == ("ticket.txt", "No 7")


def test_a_server_that_is_away_is_asked_again_later_and_longer_each_time(tray, app, monkeypatch, tmp_path):
    use(app, monkeypatch, "smtp://127.0.0.1:9", tmp_path)  # nobody listens there
    put()
    db.session.commit()
    (letter,) = letters()
    waits = []
    for _ in range(3):
        letter.next_try_at = clock.now()
        db.session.commit()
        delivery.deliver(letter.uid)
        waits.append(round((letter.next_try_at - clock.now()) / timedelta(minutes=1)))

    assert letter.state is LetterState.WAITING
    assert waits == [1, 5, 15]
    assert "ConnectionRefused" in letter.server_words
    assert list(delivery.due(clock.now())) == []


def test_after_many_attempts_a_letter_has_failed_until_somebody_tries_again(tray, app, monkeypatch, tmp_path):
    use(app, monkeypatch, "smtp://127.0.0.1:9", tmp_path)
    put()
    db.session.commit()
    (letter,) = letters()
    letter.attempts = len(delivery.WAITS)
    db.session.commit()

    delivery.deliver(letter.uid)
    failed = letter.state
    out_tray.try_again(letter, clock.now())
    db.session.commit()

    assert failed is LetterState.FAILED
    assert list(delivery.due(clock.now())) == [letter.uid]


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


class Server:
    """A mail server that takes letters for some and refuses others for good."""

    def __init__(self) -> None:
        self.taken: list[str] = []

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802 – aiosmtpd's name
        if address.startswith("nobody"):
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 – aiosmtpd's name
        self.taken += envelope.rcpt_tos
        return "250 OK"


def test_a_real_server_takes_letters_and_its_no_is_final(tray, app, monkeypatch, tmp_path):
    server = Server()
    port = free_port()
    controller = Controller(server, hostname="127.0.0.1", port=port)
    controller.start()
    use(app, monkeypatch, f"smtp://127.0.0.1:{port}", tmp_path)
    put()
    put("nobody@example.org")
    db.session.commit()

    delivery.deliver_all()
    controller.stop()

    assert server.taken == ["anna@example.org"]
    assert [letter.state for letter in letters()] == [LetterState.SENT, LetterState.FAILED]
    assert letters()[1].server_words.startswith(smtplib.SMTPRecipientsRefused.__name__)
