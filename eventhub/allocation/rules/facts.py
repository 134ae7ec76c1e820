"""What is known of people, groups and rules when they are allocated: plain values, read once."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from eventhub.allocation.models import AllocationRule, Assignment
from eventhub.allocation.rules.options import Trait
from eventhub.focus_groups.models import FocusGroup
from eventhub.ground.folding import fold
from eventhub.registration.models import Registration, RegistrationState


@dataclass(frozen=True, slots=True)
class Seat:
    """A person with a place at the event, and the group they are in, if any. `wishes`: groups, the dearest first."""

    registration: Registration
    needs_step_free: bool
    wishes: tuple[int, ...]
    assignment: Assignment | None = None

    @property
    def id(self) -> int:
        """The key of the registration."""
        return self.registration.id

    @property
    def uid(self) -> uuid.UUID:
        """The public id of the registration."""
        return self.registration.uid

    @property
    def is_coming(self) -> bool:
        """Whether the place is still theirs."""
        return self.registration.state is RegistrationState.CONFIRMED

    @property
    def group_id(self) -> int | None:
        """The group they are in."""
        return self.assignment.focus_group_id if self.assignment else None

    @property
    def traits(self) -> Mapping[str, str]:
        """What groups can be balanced by; unknown is left out."""
        organisation = self.registration.organisation_id or fold(self.registration.organisation_name)
        known = {
            Trait.ROLE: self.registration.role_id,
            Trait.MUNICIPALITY: self.registration.municipality_id,
            Trait.ORGANISATION: organisation,
        }
        return {trait: str(value) for trait, value in known.items() if value}


@dataclass(frozen=True, slots=True)
class Ruled:
    """A rule of the organiser and the registrations it concerns."""

    rule: AllocationRule
    people: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that an allocation depends on. `presenters`: the groups in which a person's models are presented."""

    groups: tuple[FocusGroup, ...]
    seats: tuple[Seat, ...]
    presenters: Mapping[int, frozenset[int]] = field(default_factory=dict)
    ruled: tuple[Ruled, ...] = ()

    @property
    def placed(self) -> tuple[Seat, ...]:
        """Who comes and has a group."""
        return tuple(seat for seat in self.seats if seat.is_coming and seat.assignment)

    @property
    def waiting(self) -> tuple[Seat, ...]:
        """Who comes and has no group yet."""
        return tuple(seat for seat in self.seats if seat.is_coming and not seat.assignment)

    @property
    def gone(self) -> tuple[Seat, ...]:
        """Who has a group and does not come any more."""
        return tuple(seat for seat in self.seats if not seat.is_coming)
