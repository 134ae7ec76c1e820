"""A text that the institute publishes, in one or more languages, as one value."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple


class Spoken(NamedTuple):
    """A text as it is shown, and the language it is in (which may not be the page's)."""

    words: str
    lang: str


class Texts(Mapping[str, str]):
    """An immutable text by language, for instance `Texts(ru="Программа", en="Programme")`.

    Empty languages are dropped, so a text without words is false and equal to `Texts()`.
    """

    __slots__ = ("_by_language",)

    def __init__(self, by_language: Mapping[str, str | None] | None = None, **more: str | None) -> None:
        given = {**(by_language or {}), **more}
        self._by_language = {lang: words for lang, words in sorted(given.items()) if words}

    def __getitem__(self, lang: str) -> str:
        return self._by_language[lang]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_language)

    def __len__(self) -> int:
        return len(self._by_language)

    def __hash__(self) -> int:
        return hash(tuple(self._by_language.items()))

    def __repr__(self) -> str:
        return f"Texts({self._by_language!r})"

    def spoken(self, lang: str, main: str = "ru") -> Spoken:
        """Choose the words for a reader of `lang`: that language, else the event's main one, else any, else nothing."""
        for candidate in (lang, main, *self._by_language):
            if candidate in self._by_language:
                return Spoken(self._by_language[candidate], candidate)
        return Spoken("", lang)

    def words(self, lang: str, main: str = "ru") -> str:
        """Return the words alone; for files and feeds, where a language mark has no place."""
        return self.spoken(lang, main).words
