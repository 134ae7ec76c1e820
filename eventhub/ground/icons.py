"""The signs of the interface: 24 by 24, drawn with one stroke, coloured by the text around them."""

from typing import Final

from markupsafe import Markup

SHAPES: Final = {
    "calendar": '<rect x="4" y="5.5" width="16" height="14.5" rx="2"/><path d="M4 10h16M8.5 3v4M15.5 3v4"/>',
    "pin": (
        '<path d="M12 21c4.5-5 6.5-8.3 6.5-11a6.5 6.5 0 1 0-13 0c0 2.7 2 6 6.5 11z"/><circle cx="12" cy="10" r="2.2"/>'
    ),
    "people": (
        '<circle cx="9" cy="8.5" r="3.2"/><path d="M3 19.5c.5-3.6 2.8-5.5 6-5.5s5.5 1.9 6 5.5M15.5 5.6a3.2 '
        '3.2 0 0 1 0 5.8M17.5 14.5c2 .7 3.2 2.4 3.5 5"/>'
    ),
    "right": '<path d="M5 12h14M13.5 6.5 19 12l-5.5 5.5"/>',
    "left": '<path d="M19 12H5M10.5 6.5 5 12l5.5 5.5"/>',
    "down": '<path d="m6 9.5 6 6 6-6"/>',
    "check": '<path d="m5 12.5 4.5 4.5L19 7.5"/>',
    "alert": '<path d="M12 4 2.8 19.5h18.4zM12 10v4.5M12 17v.1"/>',
    "stop": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7.5v5.5M12 16.2v.1"/>',
    "info": '<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5.5M12 7.7v.1"/>',
    "clock": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5.3l3.3 2"/>',
    "lock": '<rect x="5" y="10.5" width="14" height="9.5" rx="2"/><path d="M8 10.5V8a4 4 0 0 1 8 0v2.5"/>',
    "tablet": '<rect x="5" y="3" width="14" height="18" rx="2"/><path d="M11 18h2"/>',
    "offline": (
        '<path d="M4 4l16 16M2.5 9.5A14 14 0 0 1 7 6.7M11 5.6a14 14 0 0 1 10.5 3.9M6 13a9 9 0 0 1 4-2.2M15 '
        '11.3A9 9 0 0 1 18 13M9.5 16.4a4 4 0 0 1 5 0M12 19.5v.1"/>'
    ),
    "mail": '<rect x="3.5" y="5.5" width="17" height="13" rx="2"/><path d="m4 7 8 6 8-6"/>',
    "download": '<path d="M12 4v11M7.5 11l4.5 4.5L16.5 11M5 20h14"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "minus": '<path d="M5 12h14"/>',
    "close": '<path d="m6.5 6.5 11 11m0-11-11 11"/>',
    "search": '<circle cx="11" cy="11" r="6"/><path d="m15.5 15.5 4.5 4.5"/>',
    "undo": '<path d="M9 7 4.5 11.5 9 16M5 11.5h9a5 5 0 0 1 0 10"/>',
    "globe": '<circle cx="12" cy="12" r="8.5"/><path d="M3.5 12h17M12 3.5c3 3 3 14 0 17M12 3.5c-3 3-3 14 0 17"/>',
    "file": '<path d="M6 3.5h8l4 4v13H6zM13.5 4v4H18"/>',
    "up": '<path d="m6 14.5 6-6 6 6"/>',
    "link": (
        '<path d="M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.7l1-1"/>'
    ),
    "clip": '<path d="M8 12.5 14 6.5a3 3 0 0 1 4.3 4.3L10.5 18.5a5 5 0 0 1-7-7L11 4"/>',
    "half": '<circle cx="12" cy="12" r="8"/><path d="M12 4a8 8 0 0 1 0 16z" fill="currentColor"/>',
    "move": '<path d="M7 7h13M16.5 3.5 20 7l-3.5 3.5M17 17H4M7.5 13.5 4 17l3.5 3.5"/>',
}


def icon(name: str) -> Markup:
    """Draw one sign; it is decoration beside words, so assistive tools skip it. Raises KeyError for an unknown name."""
    shape = Markup(SHAPES[name])  # noqa: S704 – drawn above
    return Markup('<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>').format(shape)
