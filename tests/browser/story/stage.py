"""The stage of the story: an application with an empty database, its letters, and a browser for each of the people."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from playwright.sync_api import Browser, Locator, Page, expect

from eventhub.app import JOBS
from eventhub.ground import delivery, working

PASSWORD = "eleven quiet herons"
DESK = {"viewport": {"width": 1280, "height": 900}, "locale": "en-GB"}
PHONE = {"viewport": {"width": 390, "height": 844}, "locale": "ru-RU", "has_touch": True, "is_mobile": True}
PATIENCE_MS = 10_000
LINK = re.compile(r"http://\S+")


class Stage:
    """Where the story is played. Whatever the console of any browser complains about is kept."""

    def __init__(self, app: Flask, browser: Browser) -> None:
        self.app = app
        self.browser = browser
        self.base_url = app.extensions["settings"].base_url
        self.complaints: list[str] = []
        self._signed_in: dict[str, Any] = {}
        for jobs in JOBS:
            import_module(jobs)

    def command(self, *words: str) -> str:
        """Type a command at the terminal of the installation."""
        answer = self.app.test_cli_runner().invoke(args=list(words))
        assert answer.exit_code == 0, answer.output
        return answer.output

    @contextmanager
    def reader(self, email: str = "", *, phone: bool = False, scripts: bool = True) -> Iterator[Page]:
        """Give somebody a browser of their own; with an address they sign in first."""
        look = PHONE if phone else DESK
        context = self.browser.new_context(
            base_url=self.base_url,
            reduced_motion="reduce",
            java_script_enabled=scripts,
            storage_state=self._signed_in.get(email),
            **look,
        )
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        if email in self._signed_in:
            page.goto("/manage/")
        elif email:
            sign_in(page, email)
            self._signed_in[email] = context.storage_state()
        yield page
        context.close()

    def _note(self, message) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(f"{message.text} ({message.location['url']})")

    def work(self) -> None:
        """Do what the worker does: all that waits, then the letters."""
        with self.app.app_context():
            working.run_all()
            delivery.deliver_all()

    def letters(self, recipient: str) -> list[EmailMessage]:
        """Read what lies in somebody's mailbox, the oldest first."""
        self.work()
        folder: Path = self.app.extensions["settings"].letters_folder
        laid = sorted(folder.glob("*.eml"), key=lambda file: file.stat().st_mtime_ns)
        known = [message_from_bytes(file.read_bytes(), policy=policy.default) for file in laid]
        return [letter for letter in known if letter["To"] == recipient]

    def link(self, recipient: str, holding: str) -> str:
        """Return the path of the newest link in somebody's letters that holds some words."""
        found = [
            urlsplit(link).path
            for letter in self.letters(recipient)
            for link in LINK.findall(words_of(letter))
            if holding in link
        ]
        assert found, (recipient, [letter["Subject"] for letter in self.letters(recipient)])
        return found[-1]


def words_of(letter: EmailMessage) -> str:
    """Return the plain words of a letter."""
    body = letter.get_body(("plain",))
    assert body is not None
    return body.get_content()


def sign_in(page: Page, email: str) -> None:
    """Sign in as people do."""
    page.goto("/login")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(re.compile("/manage/"))


def press(page: Page, name: str) -> None:
    """Press a button by its words."""
    page.get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str | re.Pattern[str]) -> None:
    """Follow the link with these words in what the page is about."""
    page.get_by_role("main").get_by_role("link", name=name, exact=isinstance(name, str)).first.click()


def type_in(where: Page | Locator, fields: Mapping[str, str | bool | tuple[str, str]]) -> None:
    """Fill fields in by their visible words: a text, Russian beside English, an entry of a list, a tick."""
    for words, value in fields.items():
        if isinstance(value, tuple):
            group = where.get_by_role("group", name=words, exact=True)
            for language, text in zip(("Русский", "English"), value, strict=True):
                group.get_by_label(language).fill(text)
            continue
        field = where.get_by_label(words, exact=True)
        if isinstance(value, bool):
            field.set_checked(value)
        elif field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(label=value)
        else:
            field.fill(value)


def told(page: Page, words: str) -> None:
    """Expect the page to tell what has been done."""
    expect(page.get_by_role("status").filter(has_text=re.compile(words, re.IGNORECASE)).first).to_be_visible()
