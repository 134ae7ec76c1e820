"""Overlong words get places to break."""

import pytest

from eventhub.ground.printing.long_words import BREAK, breakable


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Обычные слова, и только они</p>", "<p>Обычные слова, и только они</p>"),
        (f"<p>{'ж' * 40}</p>", f"<p>{'ж' * 40}</p>"),
        (f"<p>{'ж' * 41}</p>", f"<p>{'ж' * 40}{BREAK}ж</p>"),
        (f"<p>{'ж' * 81} ж</p>", f"<p>{'ж' * 40}{BREAK}{'ж' * 40}{BREAK}ж ж</p>"),
        (f"<p>{'&lt;' * 41}</p>", f"<p>{'&lt;' * 40}{BREAK}&lt;</p>"),
        (f'<p class="{"a" * 99}">x</p>', f'<p class="{"a" * 99}">x</p>'),
        (f"<style>{'a' * 99}</style>", f"<style>{'a' * 99}</style>"),
    ],
)
def test_only_overlong_words_are_broken(html, expected):
    assert breakable(html).replace(BREAK, "|") == expected.replace(BREAK, "|")
