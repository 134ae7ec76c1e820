"""What is typed in: by people who register or change, by staff, at the desk, and in the settings."""

from eventhub.registration.forms.desk import DeskForm, WalkInForm
from eventhub.registration.forms.listing import ListForm
from eventhub.registration.forms.person import ChangeForm, RegistrationForm, StaffForm
from eventhub.registration.forms.settings import SettingsForm

__all__ = ["ChangeForm", "DeskForm", "ListForm", "RegistrationForm", "SettingsForm", "StaffForm", "WalkInForm"]
