"""The child process: reads an order, typesets it within its limits, writes the documents. Started by the press only."""

import hashlib
import json
import logging
import os
import resource
import sys
import threading
import time
from typing import Any, BinaryIO

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from eventhub.ground.printing.addresses import SCHEME
from eventhub.ground.printing.fetcher import ClosedFetcher
from eventhub.ground.printing.order import Ending, Manuscript, Order

REFUSED_DEEDS = ("socket.", "http.client.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.system")
MEGABYTE = 1024 * 1024


def main() -> int:
    """Print what stands on standard input; the exit code tells the press which limit was met."""
    out = _take_standard_output()
    order = Order.from_bytes(sys.stdin.buffer.read())
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    limit(order)
    threading.Thread(target=_follow, args=(os.getppid(),), daemon=True).start()
    try:
        documents = typeset(order)
    except (MemoryError, SystemError):  # the second when no memory is left even for the error
        return Ending.OUT_OF_MEMORY
    except RecursionError:
        return Ending.TOO_DEEP
    out.write(json.dumps([len(document) for document in documents]).encode() + b"\n")
    out.writelines(documents)
    out.close()
    return Ending.PRINTED


def limit(order: Order) -> None:
    """Bind this process: address space, processor time, no core file, no network and no further process."""
    space = order.megabytes * MEGABYTE
    resource.setrlimit(resource.RLIMIT_AS, (space, space))
    resource.setrlimit(resource.RLIMIT_CPU, (order.seconds, order.seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(5)
    sys.addaudithook(_refuse)


def typeset(order: Order) -> list[bytes]:
    """Make the documents one after the other, with one font configuration and style sheets that are read once."""
    fetcher = ClosedFetcher()
    fonts = FontConfiguration()
    styles = [CSS(url=SCHEME + name, url_fetcher=fetcher, font_config=fonts) for name in order.styles]
    return [_typeset_one(manuscript, order.variant, styles, fonts, fetcher) for manuscript in order.manuscripts]


def _typeset_one(
    manuscript: Manuscript, variant: str, styles: list[CSS], fonts: FontConfiguration, fetcher: ClosedFetcher
) -> bytes:
    page = HTML(string=manuscript.html, base_url=SCHEME, url_fetcher=fetcher)
    document = page.render(font_config=fonts, stylesheets=styles, pdf_variant=variant)
    document.metadata.created = document.metadata.modified = manuscript.dated()
    if manuscript.title:
        document.metadata.title = manuscript.title
    identifier = hashlib.sha256(manuscript.html.encode() + manuscript.dated().encode()).hexdigest()[:32]
    pdf: bytes = document.write_pdf(pdf_variant=variant, pdf_identifier=identifier.encode())
    return pdf


def _take_standard_output() -> BinaryIO:
    """Keep standard output for the documents: whatever a library prints goes to standard error."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return out


def _follow(press: int) -> None:
    """Die with the press, which may have been killed."""
    while os.getppid() == press:
        time.sleep(0.5)
    os._exit(1)


def _refuse(deed: str, _arguments: Any) -> None:
    if deed.startswith(REFUSED_DEEDS):
        raise PermissionError(f"a printed document does not do this: {deed}")


if __name__ == "__main__":
    sys.exit(main())
