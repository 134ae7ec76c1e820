"""Finds what grew too long, or stands in a template where it must not. The limits only catch accidents."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

FUNCTION_LINES, VIEW_LINES, FILE_LINES, TEMPLATE_LINES = 40, 25, 300, 120
NOT_IN_TEMPLATES = re.compile(r"\sstyle=|\son[a-z]+=|<script(?![^>]*\b(?:src=|application/ld\+json))")


def main() -> int:
    """Print one line per finding; the exit code says whether there was any."""
    findings = [finding for path in tracked() for finding in look_at(path)]
    for finding in findings:
        print(finding)
    return 1 if findings else 0


def tracked() -> Iterator[Path]:
    names = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607 - the git that is on the path
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split("\0")
    return (path for name in names if name and (path := Path(name)).is_file())


def look_at(path: Path) -> Iterator[str]:
    if path.suffix == ".py" and path.parts[0] != "migrations":
        yield from too_long(path, FILE_LINES)
        yield from long_functions(path)
    elif path.parts[0] == "templates":
        yield from too_long(path, TEMPLATE_LINES)
        if path.suffix == ".html" and path.parts[1] != "letters":
            yield from misplaced(path)


def too_long(path: Path, limit: int) -> Iterator[str]:
    length = len(path.read_text(encoding="utf-8").splitlines())
    if length > limit:
        yield f"{path}: {length} lines, at most {limit}"


def long_functions(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
            limit = VIEW_LINES if path.name == "views.py" and is_view(node) else FUNCTION_LINES
            length = node.end_lineno - node.lineno + 1
            if length > limit:
                yield f"{path}:{node.lineno}: {node.name} has {length} lines, at most {limit}"


def is_view(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    decorators = (decorator.func if isinstance(decorator, ast.Call) else decorator for decorator in node.decorator_list)
    return any(
        isinstance(decorator, ast.Attribute) and decorator.attr in {"route", "get", "post"} for decorator in decorators
    )


def misplaced(path: Path) -> Iterator[str]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if NOT_IN_TEMPLATES.search(line):
            yield f"{path}:{number}: styles and scripts belong in static/"


if __name__ == "__main__":
    sys.exit(main())
