"""Lists of rows gathered into one JSON value each, so that a page with five short lists costs one statement."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction


class _AsJson(GenericFunction[Any]):
    """A column that is JSON already, as a part of a larger value; SQLite would quote it as text."""

    type = sa.JSON()
    name = "nested_as_json"
    inherit_cache = True


class _Object(GenericFunction[Any]):
    type = sa.JSON()
    name = "nested_object"
    inherit_cache = True


class _Gathered(GenericFunction[Any]):
    type = sa.JSON()
    name = "nested_gathered"
    inherit_cache = True


def rows_as_json(rows: sa.Select[*tuple[Any, ...]], *correlated: Any) -> sa.ScalarSelect[Any]:
    """Build a value with all rows of a select as a list of objects by the names of its columns.

    The order of the rows is not kept: give them a position and sort. Public ids come as text, Texts as plain objects.
    correlated: tables of the statement round it that the select speaks of.
    """
    pairs: list[Any] = []
    for column in rows.selected_columns:
        pairs += [sa.literal_column(f"'{column.name}'"), _as_json(column)]
    return rows.with_only_columns(_Gathered(_Object(*pairs))).correlate(*correlated).scalar_subquery()


def _as_json(column: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    kind = column.type.impl if isinstance(column.type, sa.TypeDecorator) else column.type
    return _AsJson(column) if isinstance(kind, sa.JSON) else column


@compiles(_AsJson, "sqlite")
def _as_json_on_sqlite(element: Any, compiler: Any, **options: Any) -> str:
    return f"json({compiler.process(element.clauses, **options)})"


@compiles(_AsJson, "postgresql")
def _as_json_on_postgresql(element: Any, compiler: Any, **options: Any) -> str:
    return f"({compiler.process(element.clauses, **options)})"


@compiles(_Object, "sqlite")
def _object_on_sqlite(element: Any, compiler: Any, **options: Any) -> str:
    return f"json_object({compiler.process(element.clauses, **options)})"


@compiles(_Object, "postgresql")
def _object_on_postgresql(element: Any, compiler: Any, **options: Any) -> str:
    return f"json_build_object({compiler.process(element.clauses, **options)})"


@compiles(_Gathered, "sqlite")
def _gathered_on_sqlite(element: Any, compiler: Any, **options: Any) -> str:
    return f"json_group_array({compiler.process(element.clauses, **options)})"


@compiles(_Gathered, "postgresql")
def _gathered_on_postgresql(element: Any, compiler: Any, **options: Any) -> str:
    return f"coalesce(json_agg({compiler.process(element.clauses, **options)}), '[]'::json)"
