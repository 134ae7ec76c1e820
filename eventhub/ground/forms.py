"""What all forms share: the reader's language in built-in messages, and a place for a rule's refusal."""

from typing import Any

from flask_wtf import FlaskForm

from eventhub.ground.errors import Refusal
from eventhub.ground.i18n import language


class Form(FlaskForm):
    """A form that can be refused by a rule. A subclass ends in one frozen dataclass, returned by `details()`."""

    class Meta(FlaskForm.Meta):
        """Where WTForms asks for languages."""

        @property
        def locales(self) -> list[str]:
            """Return the language now spoken, for messages of WTForms itself."""
            return [language()]

    def refuse(self, refusal: Refusal, field: str | None = None) -> None:
        """Show a refusal above the form, or at a field."""
        errors: Any = self.form_errors if field is None else self[field].errors
        if isinstance(errors, tuple):
            self[field].errors = [*errors, str(refusal)]
        else:
            errors.append(str(refusal))


def status_of(form: FlaskForm) -> int:
    """Return the status of a page with a form: 422 when what was sent cannot be taken as it is."""
    return 422 if form.is_submitted() else 200
