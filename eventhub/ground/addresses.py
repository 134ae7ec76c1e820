"""Addresses: whole ones made from the configured base address only, and paths that stay on this site."""

import re

from flask import current_app, url_for

OWN_PATH = re.compile(r"/(?![/\\])[^\\\x00-\x1f\x7f]*")


def absolute(path: str) -> str:
    """Make a path of ours a whole address, for letters, feeds and previews; never from the Host header."""
    return f"{base_url()}{path}"


def absolute_for(endpoint: str, **values: object) -> str:
    """Return the whole address of a view."""
    return absolute(url_for(endpoint, _external=False, **values))  # type: ignore[arg-type]  # values are for the rule


def base_url() -> str:
    """Return the base address of the installation, without a slash at its end."""
    return str(current_app.extensions["settings"].base_url)


def own_path(given: str | None) -> str | None:
    """Return a path if it stays on this site, else nothing; what comes back from `?next=` leads nowhere else."""
    return given if given and OWN_PATH.fullmatch(given) else None
