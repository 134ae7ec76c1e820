"""Persons and the installation's lists."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.accounts.models import User
from eventhub.ground.db import Base, Key, Uid
from eventhub.ground.texts import Texts


class Person(Base):
    """A human being, known by name and mailbox; several people may share one mailbox, as schools do."""

    __tablename__ = "person"
    __table_args__ = (sa.UniqueConstraint("email_key", "name_key"),)

    id: Mapped[Key]
    uid: Mapped[Uid]
    family_name: Mapped[str | None] = mapped_column(sa.Text)  # null after erasure
    given_name: Mapped[str | None] = mapped_column(sa.Text)
    patronymic: Mapped[str | None] = mapped_column(sa.Text)
    email: Mapped[str | None] = mapped_column(sa.String(254))
    email_key: Mapped[str | None] = mapped_column(sa.String(254))
    name_key: Mapped[str | None] = mapped_column(sa.String(620), index=True)  # folded, for finding
    name_sort: Mapped[str] = mapped_column(sa.String(620), default="", index=True)
    user_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user.id", ondelete="SET NULL"), index=True)
    user: Mapped[User | None] = relationship()
    erased_at: Mapped[datetime | None]

    @property
    def full_name(self) -> str:
        """Family name first, as lists and documents of the field write it; empty after erasure."""
        return " ".join(part for part in (self.family_name, self.given_name, self.patronymic) if part)

    @property
    def short_name(self) -> str:
        """Family name and initials, for narrow places."""
        initials = [f"{part[0]}." for part in (self.given_name, self.patronymic) if part]
        return "\u00a0".join([self.family_name or "", *initials]).strip()


class Municipality(Base):
    """A municipality as it was called in a period; the register's code identifies it together with the code system."""

    __tablename__ = "municipality"
    __table_args__ = (sa.Index("ix_municipality_code_system_code", "code_system", "code"),)

    id: Mapped[Key]
    uid: Mapped[Uid]
    name: Mapped[Texts]
    official_name: Mapped[Texts]
    kind: Mapped[str] = mapped_column(sa.String(60), default="")
    kind_name: Mapped[Texts]
    code: Mapped[str] = mapped_column(sa.String(40), default="")
    code_system: Mapped[str] = mapped_column(sa.String(40), default="")
    centre: Mapped[str] = mapped_column(sa.Text, default="")
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]
    name_key: Mapped[str] = mapped_column(sa.String(620), index=True)
    name_sort: Mapped[str] = mapped_column(sa.String(620), index=True)


class RoleCategory(Base):
    """What somebody is in the profession, for instance head of a methodological service."""

    __tablename__ = "role_category"

    id: Mapped[Key]
    uid: Mapped[Uid]
    title: Mapped[Texts]
    title_key: Mapped[str] = mapped_column(sa.String(620), index=True)
    municipal: Mapped[bool] = mapped_column(
        default=False
    )  # works in a municipal body or a school (conflict of interest)


class Organisation(Base):
    """A workplace, so that two spellings in case and spaces are one."""

    __tablename__ = "organisation"

    id: Mapped[Key]
    uid: Mapped[Uid]
    name: Mapped[str] = mapped_column(sa.Text)
    name_key: Mapped[str] = mapped_column(sa.String(620), unique=True)


class Competence(Base):
    """An area in which schools are strong or need help."""

    __tablename__ = "competence"

    id: Mapped[Key]
    uid: Mapped[Uid]
    title: Mapped[Texts]
    title_key: Mapped[str] = mapped_column(sa.String(620), index=True)
