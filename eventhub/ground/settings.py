"""Settings: all from the environment, checked at once, one sentence per mistake."""

import ipaddress
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

LOOPBACK_NAMES = ("localhost", "127.0.0.1", "[::1]")
LEAST_KEY_LENGTH = 32
DRIVERS = {"postgres": "postgresql+psycopg", "postgresql": "postgresql+psycopg"}


class SettingsError(ValueError):
    """The environment does not make sense; the text names every mistake."""

    def __init__(self, mistakes: list[str]) -> None:
        self.mistakes = mistakes
        super().__init__("EventHub cannot start:\n" + "\n".join(f"- {mistake}" for mistake in mistakes))


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What an installation may decide. Everything that is kept lies in the data folder or the database."""

    data: Path
    database_url: str
    base_url: str
    secret_keys: tuple[str, ...]  # the newest first; older ones are still accepted
    host: str = "127.0.0.1"
    port: int = 8000
    threads: int = 8
    trusted_hosts: tuple[str, ...] = LOOPBACK_NAMES
    proxies: int = 0
    mail_url: str = "letters"  # the folder of that name in the data folder, or smtp:// or smtps://
    mail_from: str = "eventhub@localhost"
    queue_url: str = ""  # empty: a file in the data folder
    development: bool = False
    testing: bool = False

    @property
    def is_https(self) -> bool:
        """Tell whether readers come over https; cookies, HSTS and links follow from it."""
        return self.base_url.startswith("https://")

    @property
    def letters_folder(self) -> Path | None:
        """Return where letters are laid down as files, or nothing when they are sent."""
        return self.data / self.mail_url if "://" not in self.mail_url else None


def from_environment(environ: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings; make the data folder and, at loopback, a key. Raises SettingsError with all mistakes."""
    reader = _Reader(environ)
    data = reader.folder("EVENTHUB_DATA", "var")
    port = reader.number("PORT", 8000, 1, 65535)
    base = reader.base_url("EVENTHUB_BASE_URL", f"http://127.0.0.1:{port}")
    settings = {
        "data": data,
        "database_url": reader.database_url("DATABASE_URL", data),
        "base_url": f"{base.scheme}://{base.netloc}",
        "secret_keys": reader.keys(data, may_make=is_loopback(base.hostname or "")),
        "host": reader.text("EVENTHUB_HOST", "127.0.0.1"),
        "port": port,
        "threads": reader.number("EVENTHUB_THREADS", 8, 1, 64),
        "trusted_hosts": reader.hosts("EVENTHUB_HOSTS", base),
        "proxies": reader.number("EVENTHUB_PROXIES", 0, 0, 9),
        "mail_url": reader.mail_url("EVENTHUB_MAIL", may_lie_down=is_loopback(base.hostname or "")),
        "mail_from": reader.address("EVENTHUB_MAIL_FROM", f"eventhub@{base.hostname or 'localhost'}"),
        "queue_url": reader.queue_url("EVENTHUB_QUEUE"),
        "development": reader.yes_or_no("EVENTHUB_DEVELOPMENT"),
    }
    if reader.mistakes:
        raise SettingsError(reader.mistakes)
    return Settings(**settings)  # type: ignore[arg-type]  # each value was made for its field just above


def is_loopback(host: str) -> bool:
    """Tell whether a host name can only mean this machine."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


class _Reader:
    """Reads variables one by one and collects what is wrong with them."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ = environ
        self.mistakes: list[str] = []

    def text(self, name: str, default: str = "") -> str:
        return self.environ.get(name, "").strip() or default

    def number(self, name: str, default: int, least: int, most: int) -> int:
        given = self.text(name, str(default))
        if not given.isascii() or not given.isdigit() or not least <= int(given) <= most:
            self.mistakes.append(f"{name} must be a whole number from {least} to {most}, not {given!r}.")
            return default
        return int(given)

    def yes_or_no(self, name: str) -> bool:
        given = self.text(name, "0").lower()
        if given not in {"0", "1", "no", "yes", "false", "true"}:
            self.mistakes.append(f"{name} must be 1 or 0, not {given!r}.")
        return given in {"1", "yes", "true"}

    def folder(self, name: str, default: str) -> Path:
        path = Path(self.text(name, default)).expanduser().absolute()
        try:
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            self.mistakes.append(f"{name}: the folder {path} cannot be made ({error.strerror}); choose another one.")
        else:
            if not os.access(path, os.W_OK | os.X_OK):
                self.mistakes.append(f"{name}: the folder {path} cannot be written to; change its owner or its rights.")
        return path

    def base_url(self, name: str, default: str) -> SplitResult:
        given = self.text(name, default).rstrip("/")
        url = _split(given)
        if url is None or url.scheme not in {"http", "https"} or url.path or url.query:
            self.mistakes.append(f"{name} must look like https://events.example.org, without a path, not {given!r}.")
            return urlsplit(default)
        if url.scheme == "http" and not is_loopback(url.hostname or ""):
            self.mistakes.append(f"{name} must begin with https://: plain http is accepted on this machine only.")
        return url

    def database_url(self, name: str, data: Path) -> str:
        given = self.text(name)
        if not given:
            return f"sqlite:///{data / 'eventhub.sqlite'}"
        scheme, separator, rest = given.partition("://")
        known = DRIVERS.get(scheme, scheme)
        if not separator or known not in {"sqlite", *DRIVERS.values()}:
            self.mistakes.append(f"{name} must begin with sqlite:/// or postgresql://.")
        return f"{known}://{rest}"

    def hosts(self, name: str, base: SplitResult) -> tuple[str, ...]:
        more = [host.strip() for host in self.text(name).split(",") if host.strip()]
        own = LOOPBACK_NAMES if is_loopback(base.hostname or "") else ()
        return tuple(dict.fromkeys([base.netloc.rpartition("@")[2].removesuffix(f":{base.port}"), *own, *more]))

    def keys(self, data: Path, may_make: bool) -> tuple[str, ...]:
        given = self.text("SECRET_KEYS") or self.text("SECRET_KEY")
        keys = tuple(key.strip() for key in given.split(",") if key.strip())
        if any(len(key) < LEAST_KEY_LENGTH for key in keys):
            self.mistakes.append(f"SECRET_KEYS: each key needs at least {LEAST_KEY_LENGTH} characters.")
        if not keys and not may_make:
            self.mistakes.append("SECRET_KEYS is missing; make one with: openssl rand -hex 32")
        if keys or self.mistakes:
            return keys
        return (kept_key(data / "secret-key"),)

    def mail_url(self, name: str, may_lie_down: bool) -> str:
        given = self.text(name, "letters" if may_lie_down else "")
        if not given:
            self.mistakes.append(
                f"{name} is missing: smtp://user:password@host:port, or letters to keep them in a folder."
            )
            return "letters"
        url = _split(given)
        is_server = url is not None and url.scheme in {"smtp", "smtps"} and bool(url.hostname)
        if not is_server and given != "letters":
            self.mistakes.append(f"{name} must be smtp://user:password@host:port, smtps://… or the word letters.")
        return given

    def address(self, name: str, default: str) -> str:
        given = self.text(name, default)
        if given.count("@") != 1 or any(character.isspace() for character in given):
            self.mistakes.append(f"{name} must be one e-mail address, not {given!r}.")
        return given

    def queue_url(self, name: str) -> str:
        given = self.text(name)
        if given and not given.startswith("postgresql://"):
            self.mistakes.append(f"{name} must begin with postgresql://, or be left out.")
        return given


def kept_key(path: Path) -> str:
    """Return the key kept in a file, made at the first time and readable by its owner only."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as file:
        key = secrets.token_hex(32)
        file.write(key)
    return key


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    return parts if parts.scheme and parts.hostname else None
