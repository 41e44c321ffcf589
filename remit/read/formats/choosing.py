"""Which format a file is in: by its content first, then by its ending."""

import re
from collections.abc import Iterable
from pathlib import PurePath
from typing import Final

from remit.read.blocks import Block
from remit.read.formats.archive import EMPTY_MAGIC, Archive
from remit.read.formats.archive import MAGIC as ZIP_MAGIC
from remit.read.formats.border import refused, within_limits
from remit.read.formats.encoding import decoded
from remit.read.formats.office import CONVERTED_TO, converted, old_ending, unconverted
from remit.read.formats.office import MAGIC as OLD_MAGIC
from remit.read.formats.pdf import MAGIC as PDF_MAGIC
from remit.read.formats.pdf import pdf_blocks
from remit.read.formats.text import check_text
from remit.read.progress import Progress, quietly

ENDINGS: Final = frozenset(
    {".docx", ".docm", ".xlsx", ".xlsm", ".html", ".htm", ".pdf", ".csv", ".tsv", ".txt", ".md"}
    | {".markdown"}
    | CONVERTED_TO.keys()
)
"""How the names of plan files end."""

WORD_PART: Final = "word/document.xml"
EXCEL_PART: Final = "xl/workbook.xml"
_HEAD: Final = 1_024
_WEB_ENDINGS: Final = (".html", ".htm", ".xhtml", ".mht")
_WEB_PAGE: Final = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,400}?-->\s*)?"
    rb"<(?:!doctype html|html|head|body|table|meta)\b",
    re.IGNORECASE | re.DOTALL,
)


def content_of(
    data: bytes, name: str, progress: Progress = quietly
) -> tuple[list[Block] | str, str]:
    """Return what a file holds, and the name of its format or encoding.

    A plain text is returned as it is, any other file as its paragraphs and tables. `name`
    is used in messages, and its ending where the content does not show the format.
    `progress` is told the pages of a PDF and the rows of a workbook. Raises UnreadableSource
    for what cannot be read whole.
    """
    content, kind = _read(data, name, progress)
    if not (content.strip() if isinstance(content, str) else content):
        raise refused(
            name,
            "从头到尾没有任何文字；请换成写有计划的文件。",
            "holds no text from its start to its end; give the file with the plan.",
        )
    return content, kind


def _read(data: bytes, name: str, progress: Progress) -> tuple[list[Block] | str, str]:
    """Choose the reader; what is no office file is a web page, CSV or plain text."""
    ending = PurePath(name).suffix.lower()
    found = _read_office(data, name, ending, progress)
    if found is not None:
        blocks, kind = found
        return within_limits(blocks, name), kind
    if ending in _WEB_ENDINGS or _WEB_PAGE.match(data[:_HEAD].removeprefix(b"\xef\xbb\xbf")):
        from remit.read.formats.web import web_blocks

        blocks, encoding = web_blocks(data, name)
        return within_limits(blocks, name), f"html; {encoding}"
    text, encoding = decoded(data, name)
    check_text(text, name)
    if ending in (".csv", ".tsv"):
        from remit.read.formats.delimited import delimited_grid

        grid = delimited_grid(text, name)
        return within_limits([grid] if grid.cells else [], name), f"{ending[1:]}; {encoding}"
    return text, encoding


def _read_office(
    data: bytes, name: str, ending: str, progress: Progress
) -> tuple[Iterable[Block], str] | None:
    """Return the blocks of an office file or PDF, None for any other; refuse false endings."""
    if data.startswith((ZIP_MAGIC, EMPTY_MAGIC)):
        return _read_zip(data, name, ending, progress)
    if PDF_MAGIC in data[:_HEAD]:
        return pdf_blocks(data, name, progress), "pdf"
    if data.startswith((OLD_MAGIC, b"{\\rtf")) or ending in CONVERTED_TO:
        old = ".rtf" if data.startswith(b"{\\rtf") else old_ending(data, name)
        return _read_converted(data, name, old, progress)
    if ending in (".docx", ".docm", ".xlsx", ".xlsm", ".pdf"):
        raise refused(
            name,
            f"第 0 字节起不是 {ending} 文件的内容；请用原来的软件打开后另存一份再试。",
            f"does not hold what a {ending} file begins with at byte 0; open it where it was made"
            f" and save it again.",
        )
    return None


def _read_zip(
    data: bytes, name: str, ending: str, progress: Progress
) -> tuple[Iterable[Block], str]:
    archive = Archive(data, name)
    if WORD_PART in archive.members:
        from remit.read.formats.word import word_blocks

        return word_blocks(archive), "docx"
    if EXCEL_PART in archive.members:
        from remit.read.formats.excel import excel_blocks

        return excel_blocks(archive, progress), "xlsx"
    if ending in CONVERTED_TO:
        return _read_converted(data, name, ending, progress)
    raise refused(
        name,
        "这个压缩包里没有 Word 或 Excel 的内容（word/document.xml、xl/workbook.xml）；"
        "请解压后直接给出计划文件。",
        "this zip holds no Word or Excel file (word/document.xml, xl/workbook.xml); unpack it and"
        " give the plan files themselves.",
    )


def _read_converted(
    data: bytes, name: str, old: str, progress: Progress
) -> tuple[Iterable[Block], str]:
    new, ending = converted(data, name, old)
    found = _read_office(new, f"{name}.{ending}", f".{ending}", progress)
    if found is None:
        raise unconverted(name, ending)
    blocks, kind = found
    return blocks, f"{old[1:]} → {kind}"
