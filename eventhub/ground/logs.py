"""Logs: one JSON object per line with the number of the request; ids only, never names, addresses or answers."""

import logging
import re
import sys
import time
import uuid
from types import TracebackType
from typing import Any

import structlog
from flask import Flask, Response, g, request
from structlog.typing import EventDict, Processor, WrappedLogger

from eventhub.ground.settings import Settings

SECRET_ARGUMENTS = {"token", "code"}
TOKEN_LIKE = re.compile(r"[\w.~-]{24,}")
MASK = "…"

log = structlog.get_logger("eventhub")


def set_up(settings: Settings) -> None:
    """Send all logs, our own and those of libraries, to standard error as JSON lines; in tests to whoever listens."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _frames_only,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    if settings.testing:
        return
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.DEBUG if settings.development else logging.INFO, force=True)
    for chatty in ("werkzeug", "huey", "fontTools", "weasyprint", "flask_wtf.csrf"):
        logging.getLogger(chatty).setLevel(logging.WARNING)


def init_app(app: Flask) -> None:
    """Give every request a number, show it in the answer and write one line about it."""
    app.before_request(_begin)
    app.after_request(_end)


def request_number() -> str:
    """Return the number of the present request, which a reader can tell us."""
    if "request_number" not in g:
        g.request_number = uuid.uuid4().hex[:12]
    return str(g.request_number)


def masked_path() -> str:
    """Return the path of the request without anything that opens a door."""
    if request.url_rule is None:
        return TOKEN_LIKE.sub(MASK, request.path)[:200]
    path = request.path
    for name in SECRET_ARGUMENTS & (request.view_args or {}).keys():
        path = path.replace(str((request.view_args or {})[name]), MASK)
    return path


def _begin() -> None:
    g.begun = time.perf_counter()
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request=request_number())


def _end(response: Response) -> Response:
    response.headers["X-Request-Id"] = request_number()
    log.info(
        "answered",
        method=request.method,
        path=masked_path(),
        endpoint=request.endpoint,
        status=response.status_code,
        milliseconds=round((time.perf_counter() - g.get("begun", time.perf_counter())) * 1000),
    )
    return response


def _frames_only(_logger: WrappedLogger, _method: str, line: EventDict) -> EventDict:
    """Reduce an exception to its type and places: its message may quote what somebody typed."""
    given = line.pop("exc_info", None)
    error = sys.exc_info()[1] if given is True else given[1] if isinstance(given, tuple) else given
    if isinstance(error, BaseException):
        line["error"] = type(error).__qualname__
        line["places"] = _places(error.__traceback__)
        if error.__cause__ is not None:
            line["cause"] = type(error.__cause__).__qualname__
    return line


def _places(trace: TracebackType | None) -> list[Any]:
    places = []
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"{code.co_filename}:{trace.tb_lineno} {code.co_qualname}")
        trace = trace.tb_next
    return places
