"""The process that takes a PDF apart: bytes in on standard input, a JSON line a page out.

A PDF can ask for any amount of memory and time, and no library has limits. So it is read
in a process of its own, with limits on its memory and on its time for a page.
`remit.read.formats.pdf` starts it and puts the pages together.
"""

import io
import json
import logging
import sys
from collections.abc import Iterator
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import Any, Final

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import stream_value
from pdfplumber.page import Page

from remit.read.formats.border import MAX_PAGE_BYTES, MAX_PAGE_OBJECTS, MAX_PAGES
from remit.read.formats.pdf_page import Box, overprinted, tables_and_lines

MAX_MEMORY: Final = 220_000_000
"""Bytes that reading may take beyond what the libraries take themselves."""

MAX_SECONDS: Final = 1.5
"""Seconds of work on one page, and before the first; a full page takes 0.1."""

_MAX_OBJECTS: Final = 100_000
_OBJECT: Final = b" obj"
_LOSS: Final = "Data-loss"


class _Losses(logging.Handler):
    """Hears when pdfminer goes on with a stream that is cut off: the rest would be missing."""

    lost = False

    def emit(self, record: logging.LogRecord) -> None:
        self.lost = self.lost or _LOSS in record.getMessage()


def main() -> None:
    """Read the PDF on standard input; write what its pages hold, or why they are not read."""
    data = sys.stdin.buffer.read()
    _limit_memory()
    losses = _Losses(logging.WARNING)
    logging.getLogger("pdfminer").addHandler(losses)
    logging.getLogger("pdfminer").propagate = False
    try:
        for page in _pages(data):
            if losses.lost:
                _say({"error": "damaged"})
                return
            _say(page)
    except MemoryError:
        _say({"error": "memory"})
    except _Refusal as refusal:
        _say({"error": str(refusal)})
    except Exception as error:  # noqa: BLE001 (pdfminer raises whatever it trips over)
        _say({"error": _cause(error)})


class _Refusal(Exception):
    """The PDF passes a limit; the message names it."""


def _cause(error: BaseException) -> str:
    causes = [error, *error.args, error.__context__, error.__cause__]
    if any(isinstance(cause, PDFPasswordIncorrect) for cause in causes):
        return "encrypted"
    if any(isinstance(cause, MemoryError) for cause in causes):
        return "memory"
    return "damaged"


def _limit_memory() -> None:
    """Limit what may be taken from now on, where the system can: Linux."""
    if sys.platform != "linux":
        return
    import resource

    used = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
    limit = used + MAX_MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def _limit_time() -> None:
    """End this process when it works for longer than a page may take, where the system can."""
    if sys.platform != "win32":
        import signal

        signal.setitimer(signal.ITIMER_PROF, MAX_SECONDS)


def _pages(data: bytes) -> Iterator[dict[str, Any]]:
    _limit_time()
    if data.count(_OBJECT) > _MAX_OBJECTS:
        raise _Refusal("objects")
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        pages = list(islice(PDFPage.create_pages(pdf.doc), MAX_PAGES + 1))
        if len(pages) > MAX_PAGES:
            raise _Refusal("pages")
        yield {"pages": len(pages)}
        for number, found in enumerate(pages, start=1):
            _limit_time()
            if sum(len(stream_value(part).get_data()) for part in found.contents) > MAX_PAGE_BYTES:
                raise _Refusal("page")
            page = Page(pdf, found, number)
            yield _page(page)
            page.close()


def _page(page: Page) -> dict[str, Any]:
    if sum(map(len, page.objects.values())) > MAX_PAGE_OBJECTS:
        raise _Refusal("page")
    characters = page.chars
    tables = [[Box(*cell) for cell in table.cells] for table in page.find_tables()]
    cells, lines = tables_and_lines(characters, tables)
    return {
        "page": page.page_number,
        "width": float(page.width),
        "characters": len(characters),
        "unknown": sum(1 for c in characters if c["text"].startswith("(cid:")),
        "overprinted": overprinted(characters),
        "pictures": len(page.images),
        "tables": [[asdict(cell) for cell in table] for table in cells],
        "lines": [asdict(line) for line in lines],
    }


def _say(message: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
