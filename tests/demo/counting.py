"""Counting rows."""

import json
from datetime import UTC, datetime
from decimal import Decimal

import sqlalchemy as sa

from eventhub.demo.actions import BUNDLED
from eventhub.ground.db import Base, db

NOW = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)
EXPECTED = json.loads((BUNDLED / "expected_totals.json").read_text(encoding="utf-8"), parse_float=Decimal)


def count(table: type[Base], *conditions: sa.ColumnElement[bool]) -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(table).where(*conditions)) or 0


def counts(column: sa.ColumnElement[object], *joins: object, where: sa.ColumnElement[bool]) -> dict[str, int]:
    asked = sa.select(column, sa.func.count()).select_from(joins[0])
    for joined in joins[1:]:
        asked = asked.join(*joined) if isinstance(joined, tuple) else asked.join(joined)
    return {str(key): number for key, number in db.session.execute(asked.where(where).group_by(column))}


def everything() -> dict[str, int]:
    return {name: count(table) for name, table in Base.metadata.tables.items() if (count(table))}
