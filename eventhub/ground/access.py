"""Who may open which address: every view carries exactly one mark, and one doorkeeper reads it before each request.

What a reader may not see does not exist for them (404). Somebody not signed in is led to the sign-in page instead.
The doorkeeper knows nothing of events: `app.py` hands it the functions that answer.
"""

import uuid
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Literal, TypeVar

from flask import Flask, Response, abort, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from itsdangerous import BadSignature, Signer

View = TypeVar("View", bound=Callable[..., Any])
Thing = TypeVar("Thing")
Kind = Literal["everyone", "signed in", "team", "link", "token"]
ViewArguments = Mapping[str, Any]


@dataclass(frozen=True)
class Mark:
    """What a view says about who may open it."""

    kind: Kind
    words: tuple[str, ...] = ()


@dataclass
class Answers:
    """The questions of the doorkeeper, answered by features.

    team: may this user, with one of these roles, see what the address names?
    links: by kind of personal link: the thing with this public id whose link still has this revision, or nothing.
    token: may the bearer of this request do what this scope says here?
    """

    team: Callable[[Any, ViewArguments, tuple[str, ...]], bool]
    links: Mapping[str, Callable[[uuid.UUID, int, ViewArguments], object | None]] = field(default_factory=dict)
    token: Callable[[str, ViewArguments], bool] = lambda _scope, _arguments: False


class UnmarkedView(RuntimeError):
    """A view carries no mark, or more than one; the application does not start."""


def open_to_everyone(view: View) -> View:
    """Mark a page that anybody may read; what is not published is 404 by the view itself."""
    return _mark(view, Mark("everyone"))


def for_signed_in(view: View) -> View:
    """Mark a page of whoever is signed in, about themselves."""
    return _mark(view, Mark("signed in"))


def for_team(*roles: str) -> Callable[[View], View]:
    """Mark a page of an event's team; without roles, of everybody in the team."""
    return lambda view: _mark(view, Mark("team", roles))


def for_link(kind: str) -> Callable[[View], View]:
    """Mark a page behind a personal link; its rule has a `<token>`, and `opened()` is what the link opens."""
    return lambda view: _mark(view, Mark("link", (kind,)))


def for_token(scope: str) -> Callable[[View], View]:
    """Mark an address for programs that bring a token."""
    return lambda view: _mark(view, Mark("token", (scope,)))


def link_token(kind: str, uid: uuid.UUID, revision: int) -> str:
    """Sign a personal link's token. It is stored nowhere; raising the thing's revision revokes it."""
    name = urlsafe_b64encode(uid.bytes).rstrip(b"=").decode()
    return _signer(kind).sign(f"{name}.{revision}").decode()


def read_link(kind: str, token: str) -> tuple[uuid.UUID, int] | None:
    """Return the public id and the revision that a token was signed for, or nothing for a forged one."""
    try:
        name, revision = _signer(kind).unsign(token).decode().split(".")
        return uuid.UUID(bytes=urlsafe_b64decode(name + "==")), int(revision)
    except (BadSignature, ValueError):
        return None


def opened(kind: type[Thing]) -> Thing:
    """Return the thing that the personal link of this request opens."""
    thing = g.opened
    if not isinstance(thing, kind):
        raise TypeError(f"this link opens {type(thing).__name__}, not {kind.__name__}")
    return thing


def init_app(app: Flask, answers: Answers) -> None:
    """Put the doorkeeper at the door. Call after all blueprints. Raises UnmarkedView."""
    unmarked = [endpoint for endpoint, view in app.view_functions.items() if not isinstance(mark_of(view), Mark)]
    if unmarked:
        raise UnmarkedView(f"without exactly one mark of access: {', '.join(sorted(unmarked))}")
    app.extensions["access"] = answers
    app.before_request(_keep_the_door)
    app.after_request(_keep_private)


def mark_of(view: Callable[..., Any]) -> Mark | None:
    """Return the mark of a view, or nothing."""
    found = getattr(view, "access_mark", None)
    return found if isinstance(found, Mark) else None


def _mark(view: View, mark: Mark) -> View:
    if mark_of(view) is not None:
        raise UnmarkedView(f"{view.__qualname__} carries two marks of access")
    view.access_mark = mark  # type: ignore[attr-defined]  # functions may carry attributes
    return view


def _signer(kind: str) -> Signer:
    keys = [*current_app.config["SECRET_KEY_FALLBACKS"], current_app.config["SECRET_KEY"]]  # the last one signs
    return Signer(keys, salt=f"personal link {kind}", digest_method=sha256)


def _keep_the_door() -> ResponseReturnValue | None:
    if request.endpoint is None:
        return None
    mark = mark_of(current_app.view_functions[request.endpoint])
    if mark is None:
        abort(404)
    arguments = request.view_args or {}
    answers: Answers = current_app.extensions["access"]
    if mark.kind in {"signed in", "team"} and not current_user.is_authenticated:
        return _lead_to_sign_in()
    if mark.kind == "team" and not answers.team(current_user, arguments, mark.words):
        abort(404)
    if mark.kind == "link":
        g.opened = _open(answers, mark.words[0], arguments)
    if mark.kind == "token" and not answers.token(mark.words[0], arguments):
        abort(404)
    return None


def _lead_to_sign_in() -> ResponseReturnValue:
    here = request.full_path.removesuffix("?") if request.method in {"GET", "HEAD"} else None
    return redirect(url_for("accounts.sign_in", next=here), 303)


def _open(answers: Answers, kind: str, arguments: ViewArguments) -> object:
    named = read_link(kind, str(arguments.get("token", "")))
    thing = answers.links[kind](*named, arguments) if named and kind in answers.links else None
    if thing is None:
        abort(404)
    return thing


def _keep_private(response: Response) -> Response:
    mark = mark_of(current_app.view_functions[request.endpoint]) if request.endpoint else None
    if mark is None or mark.kind == "everyone":
        return response
    response.headers.setdefault("Cache-Control", "private, no-store")
    if mark.kind == "link":
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
