"""What is written to the team of an event."""

from datetime import datetime

from eventhub.accounts.letters import invitation_link
from eventhub.accounts.models import User
from eventhub.accounts.rules import INVITATION_LIVES
from eventhub.events.models import Event, TeamRole
from eventhub.events.rules import ROLE_WORDS
from eventhub.ground import out_tray
from eventhub.ground.addresses import absolute_for
from eventhub.ground.i18n import speaking


def put_team_invitation(
    event: Event, user: User, role: TeamRole, *, now: datetime, again: datetime | None = None
) -> None:
    """Tell somebody that they are in the team of an event, with a link to choose a password where there is none yet.

    again: the moment of a repetition on request, which makes it another letter.
    """
    lang, main = user.language, event.main_language
    is_new = user.password_hash is None
    link = invitation_link(user) if is_new else absolute_for("homes.home", slug=event.slug)
    with speaking(lang):
        role_words = str(ROLE_WORDS[role])
    values = {
        "organiser": event.organiser.words(lang, main) or "EventHub",
        "event": event.title.words(lang, main),
        "role": role_words,
        "link": link,
        "is_new": is_new,
        "days": INVITATION_LIVES.days,
    }
    cause = f"{event.uid} {user.uid} {role} {user.link_revision} {again.isoformat() if again else ''}"
    out_tray.put("team_invitation", user.email, lang=lang, values=values, cause=cause, now=now, event_uid=event.uid)
