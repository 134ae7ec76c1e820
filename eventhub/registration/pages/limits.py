"""The settings of registration: each limit with how much of it is taken."""

from dataclasses import dataclass

from markupsafe import Markup

from eventhub.ground.i18n import ngettext
from eventhub.registration.forms import SettingsForm
from eventhub.registration.forms.settings import quota_name
from eventhub.registration.models import PlaceKind
from eventhub.registration.pages.wording import said
from eventhub.registration.queries import Listed, Offer


@dataclass(frozen=True, slots=True)
class Quota:
    """A field for one limit."""

    name: str
    label: Markup
    value: str
    note: str
    error: str


def quotas(form: SettingsForm, kind: PlaceKind) -> list[Quota]:
    """Lay out the limits by role or by municipality."""
    offer = form.offer
    listed = offer.roles if kind is PlaceKind.ROLE else offer.municipalities
    return [_quota(form, kind, one) for one in listed]


def has_quotas(form: SettingsForm, kind: PlaceKind) -> bool:
    """Tell whether there is anything to see among the limits of a kind."""
    return any(quota.value or quota.error for quota in quotas(form, kind))


def taken_words(offer: Offer) -> str:
    """Say how many places are taken."""
    taken = offer.places.taken if offer.places else 0
    return ngettext("%(count)s is taken now.", "%(count)s are taken now.", taken)


def faults(form: SettingsForm) -> list[tuple[str, str]]:
    """List what is to be put right, each with its place."""
    found = [("", str(words)) for words in form.form_errors]
    found += [(field.id, f"{field.label.text}: {field.errors[0]}") for field in form if field.errors]
    for kind in (PlaceKind.ROLE, PlaceKind.MUNICIPALITY):
        found += [
            (quota.name, f"{quota.label.striptags()}: {quota.error}") for quota in quotas(form, kind) if quota.error
        ]
    return found


def _quota(form: SettingsForm, kind: PlaceKind, one: Listed) -> Quota:
    name = quota_name(kind, one.code)
    limit = next((limit for limit in form.offer.limits if limit.kind is kind and limit.key == one.code), None)
    return Quota(
        name=name,
        label=said(one.name, form.offer.event.main_language),
        value=form.quotas[name],
        note=ngettext("%(count)s taken", "%(count)s taken", limit.taken) if limit else "",
        error=form.quota_errors.get(name, ""),
    )
