"""Codes for the camera: an address as a drawing that stands in a page and in a printed document alike."""

import io

import segno
from markupsafe import Markup

INK = "#13272b"


def qr(address: str, *, size: str, title: str) -> Markup:
    """Draw an address as inline SVG of a given size (`24mm`), with a title for those who do not see it.

    Error correction M: still read when a corner is stained. The colour stands in the drawing, because the typesetter
    does not apply the page's styles to it.
    """
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        out, kind="svg", border=0, xmldecl=False, svgns=True, omitsize=True, dark=INK, title=title
    )
    sized = Markup('<svg role="img" width="{0}" height="{0}" ').format(size)
    return Markup(out.getvalue().decode().replace("<svg ", sized, 1))  # noqa: S704 – segno escapes the title
