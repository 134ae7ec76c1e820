"""Texts as pages of models show them: glued, and marked when they are in another language than the page."""

from datetime import datetime

from markupsafe import Markup, escape

from eventhub.events.models import Event
from eventhub.ground import formats
from eventhub.ground.drawings.lettering import plain
from eventhub.ground.i18n import language
from eventhub.ground.texts import Texts
from eventhub.ground.typography import typography
from eventhub.scaling_models.models import ScalingModel


def said(texts: Texts, main: str) -> Markup:
    """Show an institute's text to the reader, in their language or in the one there is."""
    spoken = texts.spoken(language(), main)
    return written(spoken.words, spoken.lang)


def written(text: str, lang: str) -> Markup:
    """Show a text of a known language; participants' words stay in theirs."""
    lines = "\n".join(plain(line) for line in text.splitlines())
    glued = typography(escape(lines))
    if lang == language() or not text:
        return Markup("{}").format(glued)
    return Markup('<span lang="{}">{}</span>').format(lang, glued)


def title_of(model: ScalingModel) -> Markup:
    """Show the title of a model; its code while there is none."""
    spoken = model.title.spoken(language(), model.lang)
    return written(spoken.words or model.code, spoken.lang if spoken.words else language())


def moment(value: datetime | None, event: Event) -> str:
    """Write a moment on the event's clock; nothing where there is none."""
    return formats.moment(value, event.zone) if value else ""
