"""Files made to do harm, by the faults and attacks they stand for.

Each is made when asked for, and says what its refusal must mention; one without is harmless
and must be read.
"""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from bench.crafting import (
    RELATIONS,
    WORKBOOK,
    excel_of,
    pdf_of,
    pdf_of_stream,
    word_of,
    zip_of,
)

PLAN: Final = (
    "序號\t任務\t牽頭單位\n1、修路。（甲局牽頭，乙局配合）\n2、架橋。（乙局牽頭，甲局配合）\n"
)

LAUGHS: Final = (
    '<!DOCTYPE w [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)
QUADRATIC: Final = f'<!DOCTYPE w [<!ENTITY a "{"ha" * 50_000}">]>'
OUTSIDE: Final = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
PARAMETER: Final = '<!DOCTYPE w [<!ENTITY % a SYSTEM "http://127.0.0.1:9/x.dtd"> %a;]>'
DECLARED: Final = {
    "laughs": LAUGHS,
    "quadratic": QUADRATIC,
    "outside": OUTSIDE,
    "parameter": PARAMETER,
}


@dataclass(frozen=True, slots=True)
class Hostile:
    """A file by its name, how to make its bytes, and a part of the message it is refused with."""

    name: str
    make: Callable[[], bytes]
    message: str | None


def _pdf_of_pages(count: int, page: bytes) -> bytes:
    kids = b" ".join(b"%d 0 R" % number for number in range(3, count + 3))
    tree = b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, kids)
    return pdf_of([b"<</Type/Catalog/Pages 2 0 R>>", tree] + [page] * count)


def _squeezed(pattern: bytes, size: int, times: int = 1) -> bytes:
    """Return `size` bytes of a pattern, compressed as often as it says."""
    stream = pattern * (size // len(pattern))
    for _ in range(times):
        stream = zlib.compress(stream, 9)
    return stream


def _grid_of_lines(step: int) -> bytes:
    across = (b"0 %d m 900 %d l S" % (place, place) for place in range(0, 600, step))
    down = (b"%d 0 m %d 900 l S" % (place, place) for place in range(0, 600, step))
    return zlib.compress(b" ".join([*across, *down]))


WIDE: Final = '<w:tc><w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr></w:tc>'
CELL: Final = '<c t="str"><v>x</v></c>'
SHARED: Final = '<c t="s"><v>0</v></c>'
RUN: Final = "<w:p><w:r><w:t>x</w:t></w:r></w:p>"
LEVEL: Final = (
    '<w:numbering W_><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0">'
    '<w:numFmt w:val="decimal"/>'
    f'<w:lvlText w:val="{"%1" * 1_000_000}"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
)
NUMBERED: Final = (
    '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p>'
)


def _noisy(cells: str) -> str:
    """Return rows with what keeps them from being refused for how well they are packed."""
    noise = "".join(f"<!--{n * 2654435761 % 2**32:x}-->" for n in range(400_000))
    return f"<sheetData>{cells}</sheetData>{noise}"


WORD: Final[dict[str, tuple[Callable[[], bytes], str]]] = {
    "ratio": (lambda: word_of(RUN * 2_000_000), "over the limit of 200"),
    "paragraphs": (lambda: word_of("<w:p/>" * 1_500_000), "more than 100000 lines or paragraphs"),
    "lines": (
        lambda: word_of("<w:p><w:r>" + "<w:t>a</w:t><w:br/>" * 200_000 + "</w:r></w:p>"),
        "more than 100000 lines or paragraphs",
    ),
    "one paragraph": (
        lambda: word_of("<w:p>" + "".join(f"<w:r w:a{n}='{n}'/>" for n in range(400_000))),
        "more than 600000",
    ),
    "left open": (lambda: word_of("<w:tbl><w:tr><w:tc>" * 5_000), "damaged"),
    "nested tables": (
        lambda: word_of("<w:tbl><w:tr><w:tc>" * 30 + "</w:tc></w:tr></w:tbl>" * 30),
        "nested too deep",
    ),
    "deep": (lambda: word_of("<w:ins>" * 500_000), "damaged"),
    "span": (lambda: word_of(f"<w:tbl><w:tr>{WIDE}</w:tr></w:tbl>"), "more than 1000 columns"),
    "long numbers": (lambda: word_of(NUMBERED * 90_000, numbering=LEVEL), "more than 4000000"),
}

EXCEL: Final[dict[str, tuple[Callable[[], bytes], str]]] = {
    "rows": (
        lambda: excel_of(_noisy("".join(f'<row r="{n}"/>' for n in range(1, 1_000_000)))),
        "more than 100000 lines",
    ),
    "columns": (
        lambda: excel_of(_noisy(f"<row>{CELL * 16_384}</row>")),
        "more than 1000 columns or 200000 cells",
    ),
    "cells": (
        lambda: excel_of(_noisy(f"<row>{CELL * 20}</row>" * 20_000)),
        "more than 1000 columns or 200000 cells",
    ),
    "largest dimension": (
        lambda: excel_of(
            '<dimension ref="A1:XFD1048576"/><sheetData><row r="1048576"><c r="XFD1048576" t="str">'
            "<v>x</v></c></row></sheetData><mergeCells>"
            '<mergeCell ref="A1:XFD1048576"/></mergeCells>'
        ),
        "no task",
    ),
    "one long text in many cells": (
        lambda: excel_of(
            f"<sheetData>{f'<row>{SHARED * 100}</row>' * 900}</sheetData>",
            sharedStrings=f"<sst S_><si><t>{'长' * 3_000_000} </t></si></sst>",
        ),
        "more than 4000000 characters",
    ),
}

WEB: Final[dict[str, tuple[Callable[[], bytes], str]]] = {
    "deep": (lambda: b"<div>" * 300_000, "deep inside one another"),
    "many": (lambda: b"<p>a" * 4_000_000, "more than 600000 marks"),
    "paragraphs": (lambda: b"<p>a" * 590_000, "more than 100000 lines"),
    "spans": (
        lambda: b"<table>" + b"<tr><td rowspan=65534 colspan=1000>a" * 20_000,
        "more than 1000 columns",
    ),
    "tables": (lambda: b"<table><tr><td>a<td>b<tr><td>" * 25, "deep inside one another"),
    "attributes": (lambda: b"<p " + b"a " * 9_900_000 + b">", "more than 600000 marks"),
    "different tags": (
        lambda: b"".join(b"<td a%d=1 b=2 c=3 hidden>" % n for n in range(590_000)),
        "more than 600000 marks",
    ),
    "unquoted style": (lambda: b"<p " + b"style=" * 3_000_000 + b">x", "no task"),
    "quotation marks": (lambda: b"<p '>'" * 500_000, "more than 100000 lines"),
    "comments left open": (lambda: b"<p>a" + b"<!--" * 590_000, "no task"),
    "characters": (lambda: b"&amp;" * 3_900_000, "more than 4000000 characters, or 1000000"),
    "entities": (
        lambda: LAUGHS.encode() + b"<html><p>&j;</p></html>",
        "no task",
    ),
}

TEXT: Final[dict[str, tuple[str, Callable[[], bytes], str | None]]] = {
    "lines": ("a.txt", lambda: b"a\n" * 1_000_000, "more than 100000 lines"),
    "one line": ("a.txt", lambda: "推进".encode() * 3_000_000, "or 1000000 in one line"),
    "columns": ("a.txt", lambda: b"|a" * 400_000 + b"|", "more than 1000 columns"),
    "cells": ("a.md", lambda: (b"|a" * 900 + b"|\n") * 2_000, "more than 1000 columns"),
    "brackets": ("a.txt", lambda: "（".encode() * 900_000, "no task"),
    "commas": ("a.csv", lambda: b"a," * 1_000_000, "or 1000000 in one line"),
    "fields": ("a.csv", lambda: b"a," * 400_000, "more than 1000 columns"),
    "rows": ("a.csv", lambda: b"a,b,c\n" * 3_000_000, "more than 100000 lines"),
    "full": ("a.csv", lambda: b"a,b,c\n" * 99_000, "more than 1000 columns or 200000 cells"),
    "left open": ("a.csv", lambda: b'"' + b"a,b,c\n" * 90_000, "quotation mark"),
    "empty": ("a.txt", lambda: b"", "empty"),
    "blank": ("a.txt", lambda: b" \n\xe3\x80\x80\n", "no text"),
    "only a mark of order": ("a.txt", lambda: b"\xef\xbb\xbf", "no text"),
    "binary": ("a.txt", lambda: bytes(range(256)) * 40_000, "no text from byte"),
    "half a character": ("a.txt", lambda: PLAN.encode("utf-16")[:-1], "utf-16"),
    "a picture": ("a.pdf", lambda: b"\x89PNG\r\n" + b"\0" * 99, ".pdf"),
    "a text called Word": ("a.docx", PLAN.encode, ".docx"),
    "a text called Excel": ("a.xlsx", PLAN.encode, ".xlsx"),
    "too large": ("a.txt", lambda: b"a\n" * 10_500_000, "over the limit of 20 MB"),
    "a mark of order": ("a.txt", lambda: PLAN.encode("utf-8-sig"), None),
    "GB18030": ("a.txt", lambda: PLAN.encode("gb18030"), None),
    "UTF-16": ("a.txt", lambda: PLAN.encode("utf-16"), None),
    "UTF-16 without a mark": ("a.txt", lambda: PLAN.encode("utf-16-le"), None),
    "Big5": ("a.txt", lambda: PLAN.encode("big5"), None),
    "directions and zero width": (
        "a.txt",
        lambda: PLAN.replace("甲局", "\u202e甲\u200b局\u202c").encode(),
        None,
    ),
    "a text called PDF inside": ("a.csv", lambda: b"%PDF-1.4\n", "damaged"),
}

PDF: Final[dict[str, tuple[Callable[[], bytes], str]]] = {
    "unpacked": (lambda: pdf_of_stream(_squeezed(b"q ", 400_000_000)), "more memory"),
    "packed twice": (
        lambda: pdf_of_stream(_squeezed(b"q ", 400_000_000, 2), b"/FlateDecode/FlateDecode"),
        "more memory",
    ),
    "characters": (
        lambda: pdf_of_stream(zlib.compress(b"BT /F 9 Tf (" + b"a" * 2_000_000 + b") Tj ET")),
        "more than 40000 characters",
    ),
    "crossing lines": (lambda: pdf_of_stream(_grid_of_lines(4)), "page=1 takes more time"),
    "objects": (lambda: _pdf_of_pages(100_000, b"<</Type/Page>>"), "too many objects"),
    "pages": (
        lambda: _pdf_of_pages(5_000, b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"),
        "more than 3000 pages",
    ),
    "counted pages": (
        lambda: pdf_of([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 1000000>>"]),
        "damaged",
    ),
    "circle": (
        lambda: pdf_of([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 9>>"]),
        "damaged",
    ),
    "nested lists": (lambda: b"%PDF-1.4\n1 0 obj\n" + b"[" * 1_000_000, "page=1 takes more time"),
    "nested records": (
        lambda: b"%PDF-1.4\n1 0 obj\n" + b"<<" * 9_000_000,
        "page=1 takes more time",
    ),
    "brackets": (lambda: b"%PDF-1.4\n1 0 obj\n" + b"(" * 9_000_000, "page=1 takes more time"),
    "zeros": (lambda: b"%PDF-1.4\n" + b"\0" * 19_000_000, "page=1 takes more time"),
    "cut off": (lambda: pdf_of_stream(_squeezed(b"q ", 1_000))[:200], "damaged"),
}

WORD_PARTS: Final = ("word/document.xml", "word/numbering.xml", "word/styles.xml")
EXCEL_PARTS: Final = (
    *("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml", "xl/styles.xml"),
    "xl/worksheets/sheet1.xml",
)
"""Every XML part that is read."""


def _with_entity(part: str, declared: str, encoding: str) -> bytes:
    entity = f"{declared}<w>{'&a;' * 50_000}</w>".encode(encoding)
    if part.startswith("word/"):
        return zip_of({"word/document.xml": "<w/>", part: entity})
    return zip_of(
        {
            "xl/workbook.xml": WORKBOOK,
            "xl/_rels/workbook.xml.rels": RELATIONS,
            "xl/worksheets/sheet1.xml": "<worksheet/>",
            part: entity,
        }
    )


def _of_many_members() -> bytes:
    return zip_of({f"{number}.txt": "" for number in range(20_000)})


def _lying_about_sizes() -> bytes:
    data = bytearray(word_of(RUN * 1_000))
    entry = data.index(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = (10).to_bytes(4, "little")
    return bytes(data)


def _encrypted() -> bytes:
    data = bytearray(word_of(RUN))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def _overlapping() -> bytes:
    """Return a zip whose thousand members are one and the same stretch of bytes."""
    data = zip_of({"0000.txt": "a" * 1_000_000})
    start = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    entries = b"".join(data[start:end].replace(b"0000", b"%04d" % n) for n in range(1_000))
    tail = bytearray(data[end:])
    tail[8:10] = tail[10:12] = (1_000).to_bytes(2, "little")
    tail[12:16] = len(entries).to_bytes(4, "little")
    return data[:start] + entries + bytes(tail)


def _link() -> bytes:
    """Return a zip of a symbolic link to a file outside: its text is the path, no file is read."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        link = zipfile.ZipInfo("plan.txt")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, "/etc/hostname")
    return packed.getvalue()


OUTSIDE_NAMES: Final = (
    *("../plan.txt", "a/../../plan.txt", "/etc/plan.txt", "C:/plan.txt", "C:\\plan.txt"),
    *("..\\plan.txt", "\\\\host\\share\\plan.txt", "a/..\\../plan.txt"),
)

ZIP: Final[dict[str, tuple[str, Callable[[], bytes], str]]] = {
    "many members": ("a.docx", _of_many_members, "more than 5000 files"),
    "a lie about sizes": ("a.docx", _lying_about_sizes, "damaged"),
    "encrypted": ("a.docx", _encrypted, "password"),
    "overlapping": ("a.zip", _overlapping, "over the limit of 200"),
    "a zip inside": ("a.zip", lambda: zip_of({"a.txt": PLAN, "b.zip": b""}), "zip inside a zip"),
    "much in all": (
        "a.zip",
        lambda: zip_of({f"{n}.txt": "a\n" * 4_900_000 for n in range(25)}),
        "over the limit of",
    ),
    "a symbolic link": ("a.zip", _link, "no task"),
    "cut off": ("a.docx", lambda: word_of(RUN * 1_000)[:-40], "damaged"),
    "empty": ("a.docx", lambda: b"PK\x05\x06" + b"\0" * 18, "no Word or Excel file"),
    "a hidden document type": (
        "a.docx",
        lambda: zip_of(
            {
                "word/document.xml": '<?xml version="1.0" encoding="UTF-7"?>'
                "+ADwAIQ-DOCTYPE w+AD4-<w/>"
            }
        ),
        "damaged",
    ),
}


def hostile_files() -> Iterator[tuple[str, Hostile]]:
    """Yield every file with what it is called in tests and tables."""
    for ending, files in (("docx", WORD), ("xlsx", EXCEL), ("html", WEB), ("pdf", PDF)):
        for title, (make, message) in files.items():
            yield f"{ending}: {title}", Hostile(f"a.{ending}", make, message)
    for title, (name, make_text, refusal) in TEXT.items():
        yield f"{name[2:]}: {title}", Hostile(name, make_text, refusal)
    for title, (name, make, message) in ZIP.items():
        yield f"zip: {title}", Hostile(name, make, message)
    for member in OUTSIDE_NAMES:

        def outside(member: str = member) -> bytes:
            return zip_of({member: PLAN})

        yield f"zip: {member}", Hostile("a.zip", outside, "points outside the zip")
    yield from _documents_with_entities()


def _documents_with_entities() -> Iterator[tuple[str, Hostile]]:
    for ending, parts in (("docx", WORD_PARTS), ("xlsx", EXCEL_PARTS)):
        for part in parts:
            for title, declared in DECLARED.items():
                for encoding in ("utf-8", "utf-16"):

                    def make(
                        part: str = part, declared: str = declared, encoding: str = encoding
                    ) -> bytes:
                        return _with_entity(part, declared, encoding)

                    yield (
                        f"{ending}: {title} in {part}, {encoding}",
                        Hostile(f"a.{ending}", make, f"{part} has a DOCTYPE"),
                    )
