"""Which registrations hold a place, what may still be changed, and when two of them are the same person's."""

import re
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

from eventhub.events.models import Event, EventState
from eventhub.events.rules import Window, is_cancelled, is_over, registration_window
from eventhub.ground.errors import Refusal
from eventhub.ground.folding import fold, fold_email
from eventhub.ground.i18n import Lazy, lazy
from eventhub.people.rules import full_name, name_key
from eventhub.registration.models import Registration, RegistrationState

HOLD_A_PLACE = frozenset({RegistrationState.CONFIRMED, RegistrationState.NO_SHOW})
"""Whoever did not come held the place until the day."""

LIVE = HOLD_A_PLACE | {RegistrationState.WAITING}
"""One person has one live registration for an event; after cancelling one may register again."""

STEPS = {
    RegistrationState.WAITING: {RegistrationState.CONFIRMED, RegistrationState.CANCELLED},
    RegistrationState.CONFIRMED: {RegistrationState.CANCELLED, RegistrationState.NO_SHOW},
    RegistrationState.NO_SHOW: {RegistrationState.CONFIRMED},
    RegistrationState.CANCELLED: set(),
    RegistrationState.DUPLICATE: set(),
}
"""The allowed steps from state to state."""

STATE_WORDS: Mapping[RegistrationState, Lazy] = {
    RegistrationState.CONFIRMED: lazy("has a place"),
    RegistrationState.WAITING: lazy("is waiting"),
    RegistrationState.CANCELLED: lazy("cancelled"),
    RegistrationState.DUPLICATE: lazy("registered twice"),
    RegistrationState.NO_SHOW: lazy("did not come"),
}

NUMBERS = "registration"
WAITING_NUMBERS = "waiting"
"""The names of an event's two counters."""

MOST_WISHES = 3
LONGEST_NAME = 200
LONGEST_ADDRESS = 254
LONGEST_TEXT = 400
LONGEST_NOTE = 1000
LONGEST_SEARCH = 1200
LARGEST_LIMIT = 1_000_000

MAILBOX = re.compile(r"[!-?A-~]+@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z0-9-]{2,}")


@dataclass(frozen=True, slots=True)
class Needs:
    """What an organiser has to see to; may reveal health or belief, so it has a consent of its own."""

    dietary: str = ""
    accessibility: str = ""
    step_free: bool = False

    def __bool__(self) -> bool:
        return bool(self.dietary or self.accessibility or self.step_free)


@dataclass(frozen=True, slots=True)
class PersonDetails:
    """What a person states when registering.

    wishes: keys of focus groups, the dearest first. consents: keys of the documents agreed to.
    submission_key: made with the form, so that the same form sent twice is one registration.
    """

    family_name: str
    given_name: str
    email: str
    patronymic: str = ""
    organisation: str = ""
    position: str = ""
    role_id: int | None = None
    municipality_id: int | None = None
    wishes: Sequence[int] = ()
    needs: Needs = field(default_factory=Needs)
    consents: Sequence[int] = ()
    language: str = "ru"
    submission_key: str = ""

    @property
    def name(self) -> tuple[str, str, str]:
        """Family name, given name, patronymic."""
        return self.family_name, self.given_name, self.patronymic


class RegistrationClosed(Refusal):
    """After the deadline, or on the day itself."""

    words = lazy("Registration has ended. Write to the organiser if you still want to come: %(email)s")


class RegistrationNotOpen(Refusal):
    """Before the first day, or where no registration was announced."""

    words = lazy("Registration is not open yet. Come back when it is; the event page says when.")


class EventIsCancelled(Refusal):
    """There is nothing to come to."""

    words = lazy("The event is cancelled, so there is nothing to register for.")


class EventIsOver(Refusal):
    """The day has passed."""

    words = lazy("The event has taken place; nothing can be changed about coming to it any more.")


class TooLate(Refusal):
    """Answers are frozen, because groups are formed from them."""

    words = lazy("Answers can no longer be changed here. Write to the organiser: %(email)s")


class AlreadyCancelled(Refusal):
    """What has ended cannot be changed."""

    words = lazy("This registration does not hold any more. Whoever wants to come registers anew.")


class NotPossible(Refusal):
    """A step that the state does not allow."""

    words = lazy("This registration has changed in the meantime. Look at it again.")


class NoPlaceLeft(Refusal):
    """Never one person too many, whoever asks."""

    words = lazy("No place is free for this person. Raise the number of places in the settings, or let them wait.")


class HallIsFull(Refusal):
    """As many have come as there are places."""

    words = lazy("As many people have come as there are places: %(capacity)s. Raise the number of places first.")


class RegisteredAlready(Refusal):
    """The same name from the same mailbox is the same registration."""

    words = lazy("This person is registered already, with number %(number)s. Find them in the list.")


class TooManyForms(Refusal):
    """Somebody, or some program, sends one form after another."""

    words = lazy("Too many forms came from here in a short time. Wait ten minutes and send this one again.")


def may_register(event: Event, now: datetime) -> None:
    """Ask whether people may register now; exactly at the deadline is still in time. Raises a refusal."""
    if is_cancelled(event):
        raise EventIsCancelled
    if is_over(event, now):
        raise EventIsOver
    stands = registration_window(event, now)
    if event.state is not EventState.PUBLISHED or stands in {Window.BEFORE, Window.NOT_SET}:
        raise RegistrationNotOpen
    if stands is Window.AFTER:
        raise RegistrationClosed(email=event.contact_email)


def may_add(event: Event, now: datetime) -> None:
    """Ask whether staff may still add somebody: until the day is over. Raises a refusal."""
    if is_cancelled(event):
        raise EventIsCancelled
    if is_over(event, now):
        raise EventIsOver


def may_change(event: Event, registration: Registration, now: datetime) -> None:
    """Ask whether a person may change the own answers: while registration is open. Raises a refusal."""
    may_cancel(event, registration, now)
    if registration_window(event, now) is Window.AFTER:
        raise TooLate(email=event.contact_email)


def may_cancel(event: Event, registration: Registration, now: datetime) -> None:
    """Ask whether a person may give up the place: until the day begins. Raises a refusal."""
    may_add(event, now)
    if registration.state not in LIVE:
        raise AlreadyCancelled
    if now >= event.starts_at:
        raise TooLate(email=event.contact_email)


def may_step(registration: Registration, state: RegistrationState) -> None:
    """Ask whether a registration may go to a state. Raises NotPossible."""
    if state not in STEPS[registration.state]:
        raise NotPossible


def promotes(event: Event, now: datetime) -> bool:
    """Say whether freed places go to the waiting list: until the day begins."""
    return event.state is EventState.PUBLISHED and now < event.starts_at


def is_mailbox(address: str) -> bool:
    """Say whether letters can go to an address as it is written."""
    return bool(MAILBOX.fullmatch(address)) and ".." not in address


def live_key(event_uid: uuid.UUID, email: str, *name: str | None) -> str:
    """Return what a live registration is unique by: event, mailbox and name (family, given, patronymic), folded."""
    return sha256("\n".join((event_uid.hex, fold_email(email), name_key(*name))).encode()).hexdigest()


def submission_key(given: str, live: str) -> str | None:
    """Return what one sending of one form by one person is known by; a colleague on the same form is another one."""
    return sha256(f"{given}\n{live}".encode()).hexdigest() if given else None


def search_text(name: Iterable[str | None], email: str | None, organisation: str = "") -> str:
    """Return the folded text in which the list looks for words."""
    return fold(f"{full_name(*name)} {email or ''} {organisation}")[:LONGEST_SEARCH]


@dataclass(slots=True)
class Room:
    """How much room the limits of an event leave; `take` says whether all concerned had room, and uses it up."""

    free: dict[tuple[str, str], int | None]
    taken: dict[tuple[str, str], int] = field(default_factory=dict)

    def take(self, keys: Sequence[tuple[str, str]]) -> bool:
        """Take a place of each limit concerned, or none at all."""
        concerned = [key for key in keys if key in self.free]
        if any(self._is_full(key) for key in concerned):
            return False
        for key in concerned:
            self.taken[key] = self.taken.get(key, 0) + 1
        return True

    def full(self, kind: str) -> list[str]:
        """List the limits of a kind that have no room left, by their keys."""
        return [key for of_kind, key in self.free if of_kind == kind and self._is_full((of_kind, key))]

    def _is_full(self, key: tuple[str, str]) -> bool:
        free = self.free[key]
        return free is not None and self.taken.get(key, 0) >= free


def changed_fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """Return what of `before` is different in `after`."""
    return {name: value for name, value in before.items() if after.get(name) != value}


def match(typed: str, names: Mapping[int, Iterable[str]]) -> int | None:
    """Find what somebody means by a name typed in: the one that reads the same when folded, or else the only one that
    begins with it. names: all spellings by key.
    """
    looked_for = fold(typed)
    if not looked_for:
        return None
    folded = {key: {fold(name) for name in spellings} for key, spellings in names.items()}
    same = [key for key, spellings in folded.items() if looked_for in spellings]
    close = [key for key, spellings in folded.items() if any(name.startswith(looked_for) for name in spellings)]
    found = same or close
    return found[0] if len(found) == 1 else None
