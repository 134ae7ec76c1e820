"""What is known while an event is being stored."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from eventhub.accounts.models import User
from eventhub.demo.folder.contents import Folder
from eventhub.demo.rules import language_of
from eventhub.events.models import AgendaItem, Event, Room
from eventhub.focus_groups.models import FocusGroup
from eventhub.ground.db import Base, db
from eventhub.ground.texts import Texts
from eventhub.outcomes.models import Recommendation
from eventhub.people.models import Competence, Municipality, Organisation, Person, RoleCategory
from eventhub.registration.models import Registration
from eventhub.scaling_models.models import Reviewer, ScalingModel

Stored = TypeVar("Stored", bound=Base)


@dataclass
class Stage:
    """The folder, the event, and what has been stored of it so far, by the folder's ids."""

    folder: Folder
    event: Event
    now: datetime
    municipalities: dict[str, Municipality] = field(default_factory=dict)
    roles: dict[str, RoleCategory] = field(default_factory=dict)
    competences: dict[str, Competence] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    rooms: dict[str, Room] = field(default_factory=dict)
    persons: dict[str, Person] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    reviewers: dict[str, Reviewer] = field(default_factory=dict)
    groups: dict[str, FocusGroup] = field(default_factory=dict)
    agenda: dict[str, AgendaItem] = field(default_factory=dict)
    registrations: dict[str, Registration] = field(default_factory=dict)
    models: dict[str, ScalingModel] = field(default_factory=dict)
    recommendations: dict[str, Recommendation] = field(default_factory=dict)
    public_ids: dict[str, dict[str, str]] = field(default_factory=dict)

    def lang(self, *texts: str) -> str:
        """Guess the language of texts without a twin."""
        return language_of(texts, self.event.main_language)

    def texts(self, words: str) -> Texts:
        """Return a text without a twin under its guessed language."""
        return Texts({self.lang(words): words})


def keep(rows: Iterable[Stored]) -> list[Stored]:
    """Write rows in as few statements as the database allows; they have their keys afterwards."""
    kept = list(rows)
    db.session.add_all(kept)
    db.session.flush()
    return kept
