"""Markdown as people may write it: no HTML, no pictures, links to the web and to mailboxes only; sanitised last."""

from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markupsafe import Markup

from eventhub.ground.typography import typography

TAGS = {"a", "blockquote", "br", "code", "em", "hr", "li", "ol", "p", "pre", "s", "strong", "ul"}
TABLE_TAGS = {"table", "tbody", "td", "th", "thead", "tr"}
HEADING_TAGS = {"h2", "h3", "h4", "h5", "h6"}
SCHEMES = {"http", "https", "mailto"}
DEEPEST_NESTING = 20
LOWEST_HEADING = 6


def markdown(text: str | None, top: int = 3) -> Markup:
    """Render a text. top: the level of its first headings, below those of the page that shows it."""
    if not text:
        return Markup()
    rendered = _RENDERER.render(text, {"top": top})
    clean = nh3.clean(
        rendered,
        tags=TAGS | TABLE_TAGS | HEADING_TAGS,
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes=SCHEMES,
        link_rel="nofollow noopener noreferrer",
    )
    return Markup(typography(Markup(clean)))  # noqa: S704 – sanitised on the line above


def _lower_headings(state: StateCore) -> None:
    shift = int(state.env.get("top", 1)) - 1
    for token in state.tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(int(token.tag[1]) + shift, LOWEST_HEADING)}"


def _renderer() -> MarkdownIt:
    options: dict[str, Any] = {"maxNesting": DEEPEST_NESTING}
    renderer = MarkdownIt("js-default", options).disable("image")
    renderer.core.ruler.push("lower_headings", _lower_headings)
    return renderer


_RENDERER = _renderer()
