"""The fonts of printed documents: only those shipped, whatever the machine has."""

from pathlib import Path
from xml.sax.saxutils import escape

from eventhub.ground import shipped

CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
  <selectfont><rejectfont><glob>*.woff2</glob></rejectfont></selectfont>
</fontconfig>
"""


def write_configuration(folder: Path) -> Path:
    """Write a fontconfig file that knows the shipped fonts and nothing else; return it for `FONTCONFIG_FILE`.

    It must be in the environment before WeasyPrint is imported: without any font the process dies.
    """
    path = folder / "fonts.conf"
    fonts = escape(str(shipped.folder("static").resolve() / "fonts"))
    path.write_text(CONFIGURATION.format(fonts=fonts, cache=escape(str(folder / "font-cache"))), encoding="utf-8")
    return path
