"""Which page answers which address: the form, the pages behind a personal link, the team's list, the desk."""

from eventhub.registration.views import desk, personal, public, settings, staff
from eventhub.registration.views.blueprint import bp

__all__ = ["bp", "desk", "personal", "public", "settings", "staff"]
