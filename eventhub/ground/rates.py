"""How often somebody may do something: counted in this process, so it slows a flood down and is no exact lock."""

from flask import Flask, current_app
from limits import RateLimitItemPerSecond
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter


def init_app(app: Flask) -> None:
    """Begin to count."""
    app.extensions["rates"] = SlidingWindowCounterRateLimiter(MemoryStorage())


def is_too_often(what: str, who: str, *, most: int, seconds: int) -> bool:
    """Count one more time and say whether it is more than `most` within so many seconds."""
    rates: SlidingWindowCounterRateLimiter = current_app.extensions["rates"]
    return not rates.hit(RateLimitItemPerSecond(most, seconds), what, who)


def forget(app: Flask) -> None:
    """Begin anew; for tests, where everybody comes from one address."""
    app.extensions["rates"].storage.reset()
