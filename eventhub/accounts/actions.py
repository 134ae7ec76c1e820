"""What happens with accounts: users are created, sign in, sign out and change their password."""

import uuid
from dataclasses import asdict, dataclass
from datetime import datetime

import sqlalchemy as sa

from eventhub.accounts import letters, queries, rules
from eventhub.accounts.models import LoginAttempt, LoginSession, User
from eventhub.ground import audit
from eventhub.ground.db import db, reading
from eventhub.ground.folding import fold_email
from eventhub.ground.secrets import hash_password, hash_secret, keyed_hash, new_secret, password_matches


@dataclass(frozen=True)
class Credentials:
    """What somebody typed to sign in."""

    email: str
    password: str


@dataclass(frozen=True)
class UserDetails:
    """What an administrator says about a new user."""

    email: str
    name: str
    password: str
    language: str = "ru"
    is_administrator: bool = False
    may_create_events: bool = False


def create_user(details: UserDetails, *, by: str, now: datetime) -> User:
    """Create a user who can sign in at once. Raises AddressTaken or a refusal of the password. The caller commits.

    Hashes before it asks the database, so that with nothing open before, no transaction waits.
    """
    user = User(
        email=details.email.strip(),
        email_key=fold_email(details.email),
        name=details.name.strip(),
        language=details.language,
        is_administrator=details.is_administrator,
        may_create_events=details.may_create_events,
        created_at=now,
    )
    rules.password_is_acceptable(details.password, user)
    user.password_hash = hash_password(details.password)
    if queries.find_user(details.email) is not None:
        raise rules.AddressTaken
    db.session.add(user)
    db.session.flush()
    audit.record("create", "user", user.uid, by=by, now=now)
    return user


@dataclass(frozen=True)
class Invited:
    """Whom somebody invites: the mailbox, the name that colleagues know, the language of letters."""

    email: str
    name: str
    language: str = "ru"


@dataclass(frozen=True)
class Rights:
    """What an administrator lets a user do in the installation."""

    is_administrator: bool = False
    may_create_events: bool = False
    is_blocked: bool = False


NO_RIGHTS = Rights()


def invite(invited: Invited, rights: Rights, *, by: User, now: datetime) -> User:
    """Make a user without a password and write them how to choose one. Raises AddressTaken. The caller commits."""
    if queries.find_user(invited.email) is not None:
        raise rules.AddressTaken
    user = add_user(invited, by=by, now=now, rights=rights)
    letters.put_invitation(user, now=now)
    return user


def add_user(invited: Invited, *, by: User, now: datetime, rights: Rights = NO_RIGHTS) -> User:
    """Make a user who can sign in once a link of invitation has been followed; the caller writes the letter."""
    user = User(
        uid=uuid.uuid4(),
        email=invited.email,
        email_key=fold_email(invited.email),
        name=invited.name,
        language=invited.language,
        is_administrator=rights.is_administrator,
        may_create_events=rights.may_create_events,
        link_revision=0,
        created_at=now,
        invited_at=now,
    )
    db.session.add(user)
    db.session.flush()
    audit.record("invite", "user", user.uid, by=f"user:{by.uid}", now=now, after=asdict(rights))
    return user


def renew_invitation(user: User, *, by: User, now: datetime) -> None:
    """Make a new link of invitation; older ones are dead. The caller writes the letter. Raises UserIsBlocked."""
    if user.is_blocked:
        raise rules.UserIsBlocked
    user.link_revision += 1
    user.invited_at = now
    audit.record("renew invitation", "user", user.uid, by=f"user:{by.uid}", now=now)


def invite_again(user: User, *, by: User, now: datetime) -> None:
    """Send a new link by which a user chooses a password, for instance after forgetting it. The caller commits."""
    renew_invitation(user, by=by, now=now)
    letters.put_invitation(user, now=now)


def change_rights(user: User, rights: Rights, *, by: User, now: datetime) -> None:
    """Change what a user may do in the installation; blocking ends all sign-ins. Raises OwnRights."""
    rules.may_change_rights(user, by, is_administrator=rights.is_administrator, is_blocked=rights.is_blocked)
    before, after = audit.change(user, asdict(rights))
    if not after:
        return
    if user.is_blocked:
        db.session.execute(sa.delete(LoginSession).where(LoginSession.user_id == user.id))
    audit.record("change rights", "user", user.uid, by=f"user:{by.uid}", now=now, before=before, after=after)


def accept_invitation(user: User, password: str, *, device: str, now: datetime) -> str:
    """Set the password, end the link and all sign-ins, and return the secret for the cookie of a new sign-in.

    The caller commits. Raises a refusal of the password, or LinkUsed when somebody was quicker.
    """
    rules.password_is_acceptable(password, user)
    user_id, uid, revision = user.id, user.uid, user.link_revision
    db.session.rollback()  # no hashing inside a writing transaction
    values = {"password_hash": hash_password(password), "link_revision": revision + 1}
    is_still_open = (User.id == user_id) & (User.link_revision == revision)
    if db.session.scalar(sa.update(User).where(is_still_open).values(values).returning(User.id)) is None:
        raise rules.LinkUsed
    db.session.execute(sa.delete(LoginSession).where(LoginSession.user_id == user_id))
    audit.record("accept invitation", "user", uid, by=f"user:{uid}", now=now)
    return _begin(user_id, device, now)


def sign_in(credentials: Credentials, *, address: str, device: str, now: datetime) -> str | None:
    """Check who somebody is and return the secret for the cookie of a new sign-in; nothing when they are not.

    A failure is written down: the caller commits in both cases. Unknown and known mailboxes take the same time.
    address: the network address the attempt comes from. Raises TooManyAttempts.
    """
    account_key = keyed_hash(f"account {fold_email(credentials.email)}")
    address_key = keyed_hash(f"address {address}")
    with reading():
        rules.may_try(*queries.count_attempts(account_key, address_key, now))
        user = queries.find_user(credentials.email)
        known = (user.id, user.password_hash) if user and not user.is_blocked else (0, None)
    if not password_matches(known[1], credentials.password):
        db.session.add(LoginAttempt(account_key=account_key, address_key=address_key, at=now))
        return None
    _forget_old(account_key, now)
    return _begin(known[0], device, now)


def sign_out(login: LoginSession) -> None:
    """End one sign-in for good, whatever copies of its cookie there are. The caller commits."""
    db.session.execute(sa.delete(LoginSession).where(LoginSession.id == login.id))


def end_other_logins(user: User, kept: LoginSession) -> None:
    """End all sign-ins of a user but one. The caller commits."""
    others = sa.delete(LoginSession).where(LoginSession.user_id == user.id, LoginSession.id != kept.id)
    db.session.execute(others)


def note_seen(login: LoginSession, now: datetime) -> None:
    """Write down that a sign-in is used. The caller commits."""
    db.session.execute(sa.update(LoginSession).where(LoginSession.id == login.id).values(seen_at=now))


def change_password(user: User, current: str, new: str, *, kept: LoginSession, now: datetime) -> None:
    """Replace a password and end all other sign-ins. Raises WrongPassword or a refusal of the new one."""
    rules.password_is_acceptable(new, user)
    user_id, uid, kept_id, known = user.id, user.uid, kept.id, user.password_hash
    db.session.rollback()  # no hashing inside a writing transaction
    if not password_matches(known, current):
        raise rules.WrongPassword
    replaced = hash_password(new)
    is_still_known = (User.id == user_id) & (User.password_hash == known)
    changed = sa.update(User).where(is_still_known).values(password_hash=replaced).returning(User.id)
    if db.session.scalar(changed) is None:  # somebody else was quicker, so the current password was another one
        raise rules.WrongPassword
    db.session.execute(sa.delete(LoginSession).where(LoginSession.user_id == user_id, LoginSession.id != kept_id))
    audit.record("change password", "user", uid, by=f"user:{uid}", now=now)


def choose_language(user: User, language: str) -> None:
    """Set the language of letters to a user. The caller commits."""
    user.language = language


def _begin(user_id: int, device: str, now: datetime) -> str:
    secret = new_secret()
    db.session.execute(sa.delete(LoginSession).where(LoginSession.expires_at <= now))
    db.session.add(
        LoginSession(
            user_id=user_id,
            secret_hash=hash_secret(secret),
            device=device,
            created_at=now,
            seen_at=now,
            expires_at=now + rules.LONGEST_SIGN_IN,
        )
    )
    return secret


def _forget_old(account_key: str, now: datetime) -> None:
    """Forget the failures of whoever has signed in, and those that no longer count."""
    too_old = LoginAttempt.at <= now - rules.ATTEMPTS_COUNT_FOR
    db.session.execute(sa.delete(LoginAttempt).where(sa.or_(LoginAttempt.account_key == account_key, too_old)))
