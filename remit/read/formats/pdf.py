"""Text PDFs: ruled tables, put together over page breaks, and the lines around them.

Page numbers and running heads are not read. A scanned page is refused, and so is a page
whose font does not say which characters it shows: either would lose a part of the plan.
"""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from remit.errors import UnreadableSource
from remit.read.blocks import Block
from remit.read.formats.border import (
    MAX_CHARACTERS,
    MAX_PAGE_OBJECTS,
    MAX_PAGES,
    damaged,
    refused,
    too_large,
    too_many_characters,
)
from remit.read.formats.pdf_flow import Page, blocks_of_pages
from remit.read.formats.pdf_page import Box, Piece
from remit.read.progress import Progress, quietly

MAGIC: Final = b"%PDF"

_SECONDS_A_PAGE: Final = 20.0
"""Seconds that go by; the worker's own limit counts only those in which it works."""

_UNKNOWN_SHARE: Final = 0.02
_OVERPRINTED: Final = 3
"""Characters a page may have over others: a stamp, a stroke of the pen."""
_LIMITS: Final = {
    "pages": ("pdf", f"多于 {MAX_PAGES} 页", f"more than {MAX_PAGES} pages"),
    "page": (
        "page",
        f"一页上有多于 {MAX_PAGE_OBJECTS} 个字符和线条",
        f"more than {MAX_PAGE_OBJECTS} characters and lines on one page",
    ),
    "objects": ("pdf", "对象太多", "too many objects"),
    "memory": ("page", "解开后所占内存超过上限", "unpacks to more memory than the limit"),
}


def pdf_blocks(data: bytes, name: str, progress: Progress = quietly) -> Iterator[Block]:
    """Yield the lines and tables of a PDF, in order."""
    return blocks_of_pages(list(_pages(data, name, progress)))


def _pages(data: bytes, name: str, progress: Progress) -> Iterator[Page]:
    read = count = characters = 0
    for message in _messages(data, name):
        if "error" in message:
            raise _refusal(name, message["error"], read + 1)
        if "pages" in message:
            count = message["pages"]
            continue
        read = message["page"]
        _check_text(message, name)
        characters += message["characters"]
        if characters > MAX_CHARACTERS:
            raise too_many_characters(name, f"page={read}")
        progress(f"第 {read} 页，共 {count} 页", f"page {read} of {count}")
        yield Page(
            read,
            message["width"],
            [[_piece(cell) for cell in table] for table in message["tables"]],
            [_piece(line) for line in message["lines"]],
        )
    if read != count or not count:
        raise damaged(name, "PDF", f"page={read + 1}")


def _messages(data: bytes, name: str) -> Iterator[dict[str, Any]]:
    """Yield what the worker says; end it when a page takes too long.

    Raises UnreadableSource when it dies or is ended.
    """
    package = Path(__file__).resolve().parents[3]
    search = os.pathsep.join([str(package), *filter(None, [os.environ.get("PYTHONPATH")])])
    worker = subprocess.Popen(
        [sys.executable, "-m", "remit.read.formats.pdf_worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": search, "PYTHONIOENCODING": "utf-8"},
    )
    if worker.stdin is None or worker.stdout is None:
        raise damaged(name, "PDF", "worker")
    page = 0
    timer = threading.Timer(_SECONDS_A_PAGE, worker.kill)
    try:
        timer.start()
        try:
            worker.stdin.write(data)
            worker.stdin.close()
        except OSError:
            raise damaged(name, "PDF", "worker") from None
        for line in worker.stdout:
            timer.cancel()
            message = json.loads(line)
            page = message.get("page", page)
            yield message
            timer = threading.Timer(_SECONDS_A_PAGE, worker.kill)
            timer.start()
        worker.wait()
        if worker.returncode != 0:
            raise _too_slow(name, page + 1)
    finally:
        timer.cancel()
        worker.kill()
        worker.wait()
        worker.stdout.close()


def _too_slow(name: str, page: int) -> UnreadableSource:
    return refused(
        name,
        f"page={page}：读取时超出了时间或内存的上限；请重新导出 PDF，或提供 Word 文件。",
        f"page={page} takes more time or memory than allowed; export the PDF anew, or give the"
        f" Word file.",
    )


def _refusal(name: str, error: str, page: int) -> UnreadableSource:
    if error == "encrypted":
        return refused(
            name,
            "page=1：PDF 有密码；请去掉密码后另存一份，或提供 Word 文件。",
            "page=1: the PDF is encrypted; save a copy without the password, or give the Word"
            " file.",
        )
    if error in _LIMITS:
        place, zh, en = _LIMITS[error]
        return too_large(name, f"page={page}" if place == "page" else place, zh, en)
    return damaged(name, "PDF", f"page={page}")


def _check_text(message: dict[str, Any], name: str) -> None:
    page, characters = message["page"], message["characters"]
    if not characters and message["pictures"]:
        raise refused(
            name,
            f"page={page} 是扫描的图片，没有文字；请先做文字识别（OCR），或提供 Word 文件。",
            f"page={page} is a scanned picture without text; run OCR on it, or give the Word file.",
        )
    if message["overprinted"] > _OVERPRINTED:
        raise refused(
            name,
            f"page={page} 有文字互相重叠（如行高不够），读不出原文；请提供 Word 或 Excel 文件。",
            f"page={page} has words printed over one another (as when rows are too low), so they"
            f" cannot be read apart; give the Word or Excel file.",
        )
    if message["unknown"] > characters * _UNKNOWN_SHARE:
        raise refused(
            name,
            f"page={page} 的字体没有说明显示的是哪些字；请提供 Word 文件，或先做文字识别（OCR）。",
            f"page={page} has a font that does not say which characters it shows; give the Word"
            f" file, or run OCR on it.",
        )


def _piece(message: dict[str, Any]) -> Piece:
    return Piece(message["text"], Box(*message["box"]), message["size"], message["unfinished"])
