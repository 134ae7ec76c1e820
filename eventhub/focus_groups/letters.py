"""What groups are called where they meet: the titles of items of the programme, in every language."""

from eventhub.focus_groups.models import FocusGroup
from eventhub.ground.i18n import lazy, speaking
from eventhub.ground.texts import Texts

MEETING = lazy("Focus group %(number)s, part %(part)s. %(title)s")


def meeting_title(group: FocusGroup, part: int) -> Texts:
    """Write the title of a meeting in the languages in which the group has a title."""
    said = {}
    for lang, title in group.title.items():
        with speaking(lang):
            said[lang] = MEETING.spoken(number=group.number, part=part, title=title)
    return Texts(said)
