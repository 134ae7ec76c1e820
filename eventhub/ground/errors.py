"""The rule's way to say no."""

from typing import ClassVar

from eventhub.ground.i18n import Lazy, lazy


class Refusal(Exception):
    """A rule says no. Its words, in the reader's language, tell what to do next.

    Declare one beside the rule and give its words once, with named placeholders for values:

        class RegistrationClosed(Refusal):
            words = lazy("Registration ended on %(day)s. Write to %(email)s if you still want to come.")

        raise RegistrationClosed(day=day, email=email)
    """

    words: ClassVar[Lazy] = lazy("This cannot be done now. Go back, look at the page again and try once more.")

    def __init__(self, **values: object) -> None:
        super().__init__()
        self.values = values

    def __str__(self) -> str:
        return self.words.spoken(**self.values)
