"""The colours of the light scheme for drawings on paper; a test holds them to static/css/tokens.css."""

from typing import Final

COLOURS: Final = {
    "ink": "#13272b",
    "ink-soft": "#43565a",
    "ink-faint": "#5a6c70",
    "line": "#d3dcdb",
    "line-strong": "#76888b",
    "sunken": "#e9eeed",
    "brand": "#0d585e",
    "sun": "#f5bb31",
    "sun-strong": "#d99a00",
    "sun-tint": "#fdf2d3",
    "bad": "#ab2f1c",
    "data-1": "#0d585e",
    "data-2": "#e2a41c",
    "data-3": "#a8588f",
    "data-4": "#6fb4db",
    "data-5": "#bf5b34",
    "data-6": "#8b999d",
    "data-empty": "#dbe3e2",
    "data-water": "#dbe7ee",
    "data-land": "#f7f9f8",
}
