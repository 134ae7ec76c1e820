"""Static files: bundled, hashed and served for good, so that a page needs one style sheet and at most one script.

At the start each style sheet of a layout is flattened into one file (its `@import … layer(x)` become `@layer x { … }`),
each script takes in the files it names in `//= path` lines, and every file gets the hash of its content into its name.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, cast
from wsgiref.headers import Headers

from flask import Flask
from whitenoise import WhiteNoise
from whitenoise.compress import Compressor

from eventhub.ground.headers import standing
from eventhub.ground.shipped import folder

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

PREFIX = "/static/"
IMPORT = re.compile(r'@import url\("([^"]+)"\)(?: layer\(([\w-]+)\))?;')
URL = re.compile(r"""url\((["']?)(?!data:|#)([^"')]+)\1\)""")
INCLUDE = re.compile(r"^//= (\S+)$", re.MULTILINE)
BUNDLES = ("css/index.css", "js/*.js")
PARTS = {".css", ".js"}  # files that stand in bundles only
HASH_LENGTH = 12


@dataclass(frozen=True)
class Bundle:
    """All files to be served, by the name they are served under, and that name by the name they have in the tree."""

    contents: dict[str, bytes]
    names: dict[str, str]


class UnknownAsset(KeyError):
    """A template or a style sheet names a file that does not exist."""


def init_app(app: Flask, target: Path) -> None:
    """Serve the static files from a folder, and let templates find them by `asset('css/index.css')`."""
    bundle = bundled(folder("static"))
    write(bundle, target)
    server = WhiteNoise(
        cast("WSGIApplication", app.wsgi_app),
        root=target,
        prefix=PREFIX,
        immutable_file_test=lambda _path, _url: True,
        allow_all_origins=False,
        add_headers_function=_harden(app),
    )
    app.wsgi_app = server  # type: ignore[method-assign]  # the documented way to wrap an application
    app.extensions["assets"] = server
    app.jinja_env.globals["asset"] = lambda name: address(bundle, name)


def _harden(app: Flask) -> Callable[[Headers, str, str], None]:
    """Give files, which are served before the application is asked, the headers that its answers have."""
    hardening = dict(standing(is_https=bool(app.config["SESSION_COOKIE_SECURE"])))

    def harden(headers: Headers, _path: str, _url: str) -> None:
        for name, value in hardening.items():
            headers.setdefault(name, value)

    return harden


def address(bundle: Bundle, name: str) -> str:
    """Return the hashed address of a file. Raises UnknownAsset."""
    try:
        return PREFIX + bundle.names[name]
    except KeyError as error:
        raise UnknownAsset(name) from error


def compress(app: Flask, target: Path) -> None:
    """Lay compressed copies beside the files and serve them to whoever understands them."""
    server: WhiteNoise = app.extensions["assets"]
    compressor = Compressor(quiet=True)
    for path in sorted(target.rglob("*")):
        if path.is_file() and compressor.should_compress(path.name) and not path.with_name(f"{path.name}.gz").exists():
            list(compressor.compress(str(path)))
    server.add_files(str(target), PREFIX)


def write(bundle: Bundle, target: Path) -> None:
    """Write the files that are not there yet; equal names have equal contents, so several processes may do it."""
    for name, content in bundle.contents.items():
        path = target / name
        if path.exists():
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_name(f".{path.name}.{id(bundle)}")
        unfinished.write_bytes(content)
        unfinished.replace(path)


@cache
def bundled(source: Path) -> Bundle:
    """Read, flatten and hash all files of a folder; once per process."""
    bundle = Bundle({}, {})
    for path in sorted(source.rglob("*")):
        if path.is_file() and path.suffix not in PARTS:
            _add(bundle, path.relative_to(source).as_posix(), path.read_bytes())
    for pattern in BUNDLES:
        for path in sorted(source.glob(pattern)):
            name = path.relative_to(source).as_posix()
            whole = _flat_style(source, name, bundle) if path.suffix == ".css" else _whole_script(source, name)
            _add(bundle, name, whole.encode())
    return bundle


def _add(bundle: Bundle, name: str, content: bytes) -> None:
    path = PurePosixPath(name)
    hashed = str(path.with_name(f"{path.stem}.{sha256(content).hexdigest()[:HASH_LENGTH]}{path.suffix}"))
    bundle.contents[hashed] = content
    bundle.names[name] = hashed


def _flat_style(source: Path, name: str, bundle: Bundle) -> str:
    text = (source / name).read_text(encoding="utf-8")
    text = URL.sub(lambda match: f'url("{_beside(name, match[2])}")', text)
    text = IMPORT.sub(lambda match: _layered(_flat_style(source, match[1], bundle), match[2]), text)
    return URL.sub(lambda match: f'url("{_hashed(bundle, match[2])}")', text)


def _layered(text: str, layer: str | None) -> str:
    text = text.removeprefix("\ufeff").replace('@charset "UTF-8";', "")
    return f"@layer {layer} {{\n{text}\n}}" if layer else text


def _hashed(bundle: Bundle, name: str) -> str:
    return name if name.startswith(PREFIX) else address(bundle, name)


def _whole_script(source: Path, name: str) -> str:
    text = (source / name).read_text(encoding="utf-8")
    return INCLUDE.sub(lambda match: _whole_script(source, _beside(name, match[1])) + ";", text)


def _beside(name: str, relative: str) -> str:
    parts: list[str] = []
    for part in (PurePosixPath(name).parent / relative).parts:
        parts = parts[:-1] if part == ".." else [*parts, part]
    return "/".join(parts)
