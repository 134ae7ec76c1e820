"""What is written to users."""

from datetime import datetime

from eventhub.accounts.models import User
from eventhub.accounts.rules import INVITATION_KIND, INVITATION_LIVES
from eventhub.ground import out_tray
from eventhub.ground.access import link_token
from eventhub.ground.addresses import absolute_for


def put_invitation(user: User, *, now: datetime) -> None:
    """Invite a user to choose a password."""
    values = {"organiser": "EventHub", "name": user.name, "link": invitation_link(user), "days": INVITATION_LIVES.days}
    out_tray.put("invitation", user.email, lang=user.language, values=values, cause=invitation_cause(user), now=now)


def invitation_link(user: User) -> str:
    """Return the link by which a user chooses the first password; dead once it was used or a newer one was made."""
    return absolute_for("accounts.invitation", token=link_token(INVITATION_KIND, user.uid, user.link_revision))


def invitation_cause(user: User) -> str:
    """Name an invitation, so that it goes out once."""
    return f"{user.uid} {user.link_revision}"
