"""Keeps the catalogues complete: one .po per language and feature, with exactly the sentences that the feature says."""

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po, write_po

CATALOGUES = Path("eventhub/ground/i18n/catalogues")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "lazy": None,
    "ngettext": (1, 2),
    "lazy_plural": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
OPTIONS = {"silent": "false"}  # a template that cannot be read is an error, not a page without words
PLACEHOLDER = re.compile(r"%\((\w+)\)[a-z]")
HEADER = """msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: {plural}\\n"

"""

Key = tuple[str | None, str]


def main(arguments: list[str]) -> int:
    """Update the catalogues, or with --check say what is wrong with them; the exit code tells."""
    said = sentences()
    findings: list[str] = []
    for folder in sorted(path for path in CATALOGUES.iterdir() if path.is_dir()):
        if "--check" not in arguments:
            update(folder, said)
        findings += check(folder, said)
    for finding in findings:
        print(finding)
    return 1 if findings else 0


def sentences() -> dict[str, Catalog]:
    """Collect what each feature says; what belongs to no feature is the ground's."""
    said: dict[str, Catalog] = defaultdict(lambda: Catalog(fuzzy=False))
    for path, method in sources():
        for line, words, _comments, context in extract_from_file(method, path, keywords=KEYWORDS, options=OPTIONS):
            said[feature_of(path)].add(words, locations=[(path.as_posix(), line)], context=context)
    return said


def sources() -> Iterator[tuple[Path, str]]:
    yield from ((path, "python") for path in sorted(Path("eventhub").rglob("*.py")))
    yield from ((path, "jinja2") for path in sorted(Path("templates").rglob("*")) if path.suffix in {".html", ".txt"})


def feature_of(path: Path) -> str:
    name = path.parts[1]
    return name if Path("eventhub", name).is_dir() else "ground"


def update(folder: Path, said: dict[str, Catalog]) -> None:
    """Write one language anew; words already there are kept, also when a sentence moved to another feature."""
    known = {key(message): message.string for name in existing(folder) for message in read(folder, name)}
    for name in {*said, *existing(folder)}:
        if not said[name]:
            (folder / f"{name}.po").unlink()
            continue
        catalogue = Catalog(locale=folder.name, fuzzy=False)
        for message in said[name]:
            if message.id:
                catalogue.add(message.id, known.get(key(message), ""), flags=message.flags, context=message.context)
        with (folder / f"{name}.po").open("wb") as file:
            file.write(HEADER.format(language=folder.name, plural=get_plural(folder.name).plural_forms).encode())
            write_po(file, catalogue, width=120, no_location=True, omit_header=True, ignore_obsolete=True)


def check(folder: Path, said: dict[str, Catalog]) -> Iterator[str]:
    """Find what is missing, left over, unfinished or different in placeholders in one language."""
    translated: dict[Key, tuple[str, object]] = {}
    for name in sorted({*said, *existing(folder)}):
        path = folder / f"{name}.po"
        known = {key(message): message for message in read(folder, name)}
        wanted = {key(message): message for message in said[name] if message.id}
        yield from (f"{path}: missing: {words!r}" for _context, words in wanted if (_context, words) not in known)
        yield from (f"{path}: nobody says: {words!r}" for _context, words in known if (_context, words) not in wanted)
        for message in known.values():
            yield from (f"{path}: {fault}: {key(message)[1]!r}" for fault in faults(message, folder.name))
            first, string = translated.setdefault(key(message), (name, message.string))
            if string != message.string:
                yield f"{path}: translated differently in {first}.po: {key(message)[1]!r}"


def faults(message: Message, language: str) -> Iterator[str]:
    originals = [message.id] if isinstance(message.id, str) else list(message.id)
    words = [message.string] if isinstance(message.string, str) else list(message.string)
    if message.fuzzy:
        yield "still fuzzy"
    if not all(words):
        yield "without words"
    elif len(originals) > 1 and len(words) != get_plural(language).num_plurals:
        yield "a plural form is missing"
    elif placeholders(originals) != placeholders(words):
        yield "placeholders differ"


def placeholders(texts: Iterable[str]) -> set[str]:
    return {name for text in texts for name in PLACEHOLDER.findall(text)}


def existing(folder: Path) -> list[str]:
    return sorted(path.stem for path in folder.glob("*.po"))


def read(folder: Path, name: str) -> list[Message]:
    path = folder / f"{name}.po"
    if not path.exists():
        return []
    with path.open("rb") as file:
        return [message for message in read_po(file, locale=folder.name, abort_invalid=True) if message.id]


def key(message: Message) -> Key:
    return message.context, message.id if isinstance(message.id, str) else message.id[0]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
