"""The one place that asks what time it is; views, jobs and commands hand the answer on as `now`."""

from datetime import UTC, datetime


def now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return datetime.now(UTC)
