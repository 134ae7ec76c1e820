"""The list as a CSV file: sent while it is read, safe from formulas, as the reader's spreadsheet expects it."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from eventhub.events.models import Event
from eventhub.ground.i18n import _, language
from eventhub.ground.plain_text import one_line
from eventhub.ground.texts import Texts
from eventhub.registration.queries import Offer
from eventhub.registration.rules import STATE_WORDS

BYTE_ORDER_MARK = "\ufeff"
SEMICOLON_LANGUAGES = {"ru"}
"""Where a comma parts decimals, spreadsheets expect cells to be parted by a semicolon."""
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
AT_ONCE = 200


def csv_lines(offer: Offer, rows: Iterable[tuple[Any, list[int]]]) -> Iterator[str]:
    """Write the file in pieces of a few hundred rows. Notes on food and health are not in it."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";" if language() in SEMICOLON_LANGUAGES else ",", lineterminator="\r\n")
    out.write(BYTE_ORDER_MARK)
    writer.writerow(_heads())
    numbers = {group.id: str(group.number) for group in offer.groups}
    for count, (row, wishes) in enumerate(rows, start=1):
        writer.writerow(_cells(offer.event, row, [numbers[group] for group in wishes if group in numbers]))
        if count % AT_ONCE == 0:
            yield _taken(out)
    yield _taken(out)


def safe(text: str) -> str:
    """Keep a spreadsheet from taking what somebody typed for a formula."""
    plain = one_line(text)
    return f"'{plain}" if plain.startswith(FORMULA) else plain


def _heads() -> list[str]:
    return [
        _("No."),
        _("State"),
        _("Family name"),
        _("Given name"),
        _("Patronymic"),
        _("E-mail address"),
        _("Organisation"),
        _("Position"),
        _("Role"),
        _("Municipality"),
        _("Wishes"),
        _("Language of letters"),
        _("Registered"),
        _("Came"),
    ]


def _cells(event: Event, row: Any, wishes: list[str]) -> list[str]:
    arrived = row.arrived_at.astimezone(event.zone).strftime("%Y-%m-%d %H:%M") if row.arrived_at else _("yes")
    stated = [row.family_name, row.given_name, row.patronymic, row.email, row.organisation_name, row.position]
    return [
        str(row.number),
        str(STATE_WORDS[row.state]),
        *(safe(text or "") for text in stated),
        safe(_words(row.title, event)),
        safe(_words(row.name, event)),
        " ".join(wishes),
        row.language,
        row.registered_at.astimezone(event.zone).strftime("%Y-%m-%d %H:%M"),
        arrived if row.attendance_id else "",
    ]


def _words(texts: Texts | None, event: Event) -> str:
    return texts.words(language(), event.main_language) if texts else ""


def _taken(out: io.StringIO) -> str:
    piece = out.getvalue()
    out.seek(0)
    out.truncate()
    return piece
