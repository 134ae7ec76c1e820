"""The whole registration form, as a person fills it in, changes it, or staff fills it in for somebody."""

from collections.abc import Mapping
from typing import Any

from wtforms import BooleanField, StringField

from eventhub.consents.models import Purpose
from eventhub.ground.i18n import Lazy, _, lazy
from eventhub.registration.forms.stated import TIDY, PersonForm, short
from eventhub.registration.queries import Offer, Text
from eventhub.registration.rules import LONGEST_NOTE, MOST_WISHES, Needs, PersonDetails

NEED_FIELDS = ("dietary", "accessibility", "step_free")
TICKED = "yes"


class RegistrationForm(PersonForm):
    """All that is asked. Wishes and consents are as many as the event has; they are read from what was sent.

    wishes: numbers of groups by rank. agreed: public ids of the documents ticked. Nothing is ever ticked beforehand.
    """

    dietary = StringField(lazy("Food"), [short(LONGEST_NOTE)], filters=TIDY)
    accessibility = StringField(lazy("Help with seeing, hearing or moving"), [short(LONGEST_NOTE)], filters=TIDY)
    step_free = BooleanField(lazy("I need a way without steps"))
    no_wishes = BooleanField(lazy("I do not mind: choose a group for me"))

    consent_missing: Lazy = lazy(
        "Without this consent your data may not be stored. If you do not want to give it, write to us."
    )
    notes_missing: Lazy = lazy("These notes may be kept only with this consent. Give it, or clear the notes.")

    def __init__(self, offer: Offer, given: Mapping[str, str], **more: Any) -> None:
        super().__init__(offer, **more)
        self.documents = self._documents(offer)
        self.wishes = {rank: given[f"wish_{rank}"] for rank in range(1, MOST_WISHES + 1) if given.get(f"wish_{rank}")}
        self.agreed = {str(one.uid) for one in self.documents if given.get(f"consent-{one.uid}") == TICKED}
        self.wishes_error = ""
        self.wrong_wishes: set[str] = set()
        self.consent_errors: dict[str, str] = {}
        if offer.document(Purpose.SPECIAL_CATEGORY) is None:
            for name in NEED_FIELDS:
                del self[name]
        if not offer.groups:
            del self.no_wishes

    def validate(self, **more: Any) -> bool:
        """Check the fields, then wishes and consents; all faults are found at once."""
        is_right = bool(super().validate(**more))
        self._check_wishes()
        self._check_consents()
        return is_right and not self.wishes_error and not self.consent_errors

    def needs(self) -> Needs:
        """Return the notes; none where the event does not ask for them."""
        return Needs(**{name: self[name].data for name in NEED_FIELDS if name in self})

    def details(self) -> PersonDetails:
        """Return everything that was stated."""
        keys = {str(group.number): group.id for group in self.offer.groups}
        wished = [] if "no_wishes" in self and self.no_wishes.data else sorted(self.wishes)
        return PersonDetails(
            **self.stated(),
            wishes=tuple(keys[self.wishes[rank]] for rank in wished),
            needs=self.needs(),
            consents=tuple(one.id for one in self.documents if str(one.uid) in self.agreed),
        )

    def _documents(self, offer: Offer) -> list[Text]:
        return list(offer.documents)

    def _check_wishes(self) -> None:
        known = {str(group.number) for group in self.offer.groups}
        chosen = list(self.wishes.values())
        self.wrong_wishes = {wish for wish in chosen if chosen.count(wish) > 1}
        if self.wrong_wishes:
            number = min(self.wrong_wishes)
            self.wishes_error = _(
                "Group %(number)s is marked twice. Leave one mark and choose another group.", number=number
            )
        elif not set(chosen) <= known:
            self.wishes = {rank: wish for rank, wish in self.wishes.items() if wish in known}
            self.wishes_error = _("One of the groups does not exist any more. Choose again.")

    def _check_consents(self) -> None:
        for document in self.documents:
            is_given = str(document.uid) in self.agreed
            if document.is_required and not is_given:
                self.consent_errors[str(document.uid)] = str(self.consent_missing)
            if document.purpose is Purpose.SPECIAL_CATEGORY and self.needs() and not is_given:
                self.consent_errors[str(document.uid)] = str(self.notes_missing)


class ChangeForm(RegistrationForm):
    """The same form later: name and mailbox stay, consents have a page of their own but for the one that notes need."""

    def __init__(self, offer: Offer, given: Mapping[str, str], *, has_notes_consent: bool, **more: Any) -> None:
        self.has_notes_consent = has_notes_consent
        super().__init__(offer, given, **more)
        for name in ("family_name", "given_name", "patronymic", "email"):
            del self[name]

    def _documents(self, offer: Offer) -> list[Text]:
        text = offer.document(Purpose.SPECIAL_CATEGORY)
        return [] if text is None or self.has_notes_consent else [text]


class StaffForm(RegistrationForm):
    """The same form filled in by staff; consents were given on paper, a mailbox there may be none."""

    needs_mailbox = False
    consent_missing = lazy("Without this consent, signed on paper, nobody may be registered.")
