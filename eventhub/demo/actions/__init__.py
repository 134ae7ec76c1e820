"""What happens with a folder of event data: it is loaded, all of it or nothing, and opened for trying out."""

import secrets
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from flask import url_for

from eventhub.accounts.actions import UserDetails, create_user
from eventhub.accounts.queries import find_user
from eventhub.demo import queries
from eventhub.demo.checking.totals import differences
from eventhub.demo.checking.whole import check
from eventhub.demo.folder.contents import Folder, read_folder
from eventhub.demo.folder.faults import Fault, Faults
from eventhub.demo.storing.whole import store
from eventhub.events.models import Event, EventState
from eventhub.ground import audit
from eventhub.ground.access import link_token
from eventhub.ground.db import db
from eventhub.ground.errors import Refusal
from eventhub.ground.i18n import lazy
from eventhub.ground.i18n.catalogues import languages
from eventhub.ground.secrets import hash_password
from eventhub.networks.letters import coordinator_link
from eventhub.outcomes.models import RecordState, ResolutionState
from eventhub.summaries.actions import publish_documents

BUNDLED = Path(__file__).parent.parent / "data"
ADMINISTRATOR = "administrator@example.org"
ROLES = ("organiser", "registrar", "facilitator", "secretary", "reviewer", "administrator")
EASY_TO_READ = "abcdefghjkmnpqrstuvwxyz23456789"

Account = dict[str, str]


class EventExists(Refusal):
    """The same event is there already."""

    words = lazy("There is an event with the address “%(slug)s” already. Nothing was loaded.")


class CodeExists(Refusal):
    """An event with the same id is there already, under another address."""

    words = lazy("There is an event with the id “%(code)s” already. Nothing was loaded.")


class FolderHasFaults(Refusal):
    """Something in the folder is wrong; `faults` says what, by file and line."""

    words = lazy("Nothing was loaded.")

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__()
        self.faults = faults


def load(
    path: Path, *, by: str, now: datetime, as_draft: bool = False, tell: Callable[[Fault], None] = lambda _fault: None
) -> Event:
    """Load a folder as one event and publish it: what is over is finished, what was signed and adopted is public.

    tell: is told where the stated totals differ from what was read, which keeps nothing from being loaded.
    Raises FolderHasFaults, EventExists or CodeExists. The caller commits.
    """
    faults = Faults()
    folder = read_folder(path, faults)
    if folder is not None:
        check(folder, faults)
    if folder is None or folder.event is None or len(faults):
        raise FolderHasFaults(list(faults))
    if queries.slug_is_taken(folder.event.slug):
        raise EventExists(slug=folder.event.slug)
    if queries.code_is_taken(folder.event.id):
        raise CodeExists(code=folder.event.id)
    for difference in differences(folder):
        tell(difference)
    event = store(folder, now=now)
    audit.record("load", "event", event.uid, by=by, now=now, event_uid=event.uid)
    if not as_draft:
        _publish(event, folder, by=by, now=now)
    return event


def _publish(event: Event, folder: Folder, *, by: str, now: datetime) -> None:
    event.state = EventState.FINISHED if event.ends_at < now else EventState.PUBLISHED
    event.published_at = now
    is_adopted = folder.resolution is not None and folder.resolution.status is ResolutionState.ADOPTED
    if is_adopted or any(result.status is RecordState.FINAL for result in folder.results):
        event.outcomes_published_at = now
        publish_documents(event, languages(), now=now, by=by)
    after = {"state": event.state.value, "outcomes": event.outcomes_published_at is not None}
    audit.record("publish", "event", event.uid, by=by, now=now, event_uid=event.uid, after=after)


def open_accounts(event: Event, *, by: str, now: datetime) -> dict[str, Account]:
    """Give one person of each role, and an administrator, a new password; return who they are. The caller commits."""
    db.session.rollback()  # no hashing inside a writing transaction
    passwords = {role: new_password() for role in ROLES}
    hashes = {role: hash_password(password) for role, password in passwords.items()}
    administrator = find_user(ADMINISTRATOR) or create_user(
        UserDetails(ADMINISTRATOR, "EventHub", passwords["administrator"], is_administrator=True), by=by, now=now
    )
    users = {**queries.people_to_try(event), "administrator": administrator}
    for role, user in users.items():
        user.password_hash = hashes[role]
        audit.record("open account", "user", user.uid, by=by, now=now)
    return {role: {"email": user.email, "password": passwords[role]} for role, user in users.items()}


def personal_links(event: Event) -> Mapping[str, Account]:
    """Return the personal links of a participant, an author and a coordinator, as a letter would contain them."""
    links: dict[str, Account] = {}
    if participant := queries.participant_to_try(event):
        token = link_token("participant", participant.uid, participant.link_revision)
        links["participant"] = {"link": url_for("overview.participant", slug=event.slug, token=token, _external=True)}
    if model := queries.model_to_try(event):
        token = link_token("author", model.uid, model.link_revision)
        links["author"] = {"link": url_for("overview.author", slug=event.slug, token=token, _external=True)}
    if road_map := queries.road_map_to_try(event):
        links["coordinator"] = {"link": coordinator_link(event.slug, road_map.uid.hex, road_map.link_revision)}
    return links


def new_password() -> str:
    """Make a password of 78 random bits that can be read out."""
    return "-".join("".join(secrets.choice(EASY_TO_READ) for _ in range(4)) for _ in range(4))
