"""Passwords and other secrets: hashed so that what is stored opens nothing."""

import hashlib
import hmac
import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from flask import current_app

_hasher = PasswordHasher()  # argon2id; 64 MiB and about a tenth of a second: never inside a writing transaction


def hash_password(password: str) -> str:
    """Hash a password with argon2id."""
    return _hasher.hash(password)


def password_matches(password_hash: str | None, password: str) -> bool:
    """Check a password. Without a hash it takes just as long and says no, so that nobody learns who has an account."""
    try:
        _hasher.verify(password_hash or _nobodys_hash(), password)
    except (VerifyMismatchError, InvalidHashError):
        return False
    return password_hash is not None


def new_secret() -> str:
    """Make a secret for a cookie or a link: 256 random bits."""
    return secrets.token_urlsafe(32)


def hash_secret(secret: str) -> str:
    """Hash a random secret; it needs no salt and no slowness."""
    return hashlib.sha256(secret.encode()).hexdigest()


def keyed_hash(text: str) -> str:
    """Hash a text that could be guessed, such as an address, with the installation's key."""
    return hmac.new(str(current_app.config["SECRET_KEY"]).encode(), text.encode(), hashlib.sha256).hexdigest()


@cache
def _nobodys_hash() -> str:
    return _hasher.hash(new_secret())
