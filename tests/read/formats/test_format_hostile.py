"""Files made to do harm: each is refused quickly, with file, place and remedy, in a small space.

Each runs in a process of its own, whose peak memory is what is counted.
"""

import json
import subprocess
import sys
import zlib
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path
from typing import Final

import pytest

Packed = Callable[[dict[str, str | bytes]], bytes]
WordXml = Callable[..., bytes]
ExcelXml = Callable[[str], bytes]

MEMORY: Final = 300_000_000
SECONDS: Final = 30
"""What a refusal may take on a slow machine under load; on an idle one it is below 2."""

READ: Final = """
import json, resource, sys
from remit.errors import UnreadableSource
from remit.read.formats import blocks_of
data = open(sys.argv[1], "rb").read()
try:
    blocks_of(data, sys.argv[2])
    message = None
except UnreadableSource as error:
    message = str(error)
own = int(open("/proc/self/status").read().split("VmHWM:")[1].split()[0])
child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(json.dumps([message, max(own, child) * 1024]))
"""

WIDE: Final = '<w:tc><w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr></w:tc>'
CELL: Final = '<c t="str"><v>x</v></c>'

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")


@pytest.fixture
def refusal(tmp_path: Path) -> Callable[[bytes, str], str]:
    """Read a file in a process of its own; return the message it is refused with."""

    def read(data: bytes, name: str) -> str:
        path = tmp_path / "data"
        path.write_bytes(data)
        done = subprocess.run(
            [sys.executable, "-c", READ, str(path), name],
            check=True,
            capture_output=True,
            timeout=SECONDS,
            cwd=Path(__file__).resolve().parents[3],
        )
        message, memory = json.loads(done.stdout)
        assert memory < MEMORY
        assert message is not None, "was read"
        assert message.startswith(name)
        assert " / " in message
        return str(message)

    return read


Refusal = Callable[[bytes, str], str]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 2_000_000, "over the limit of 200"),
        ("<w:p/>" * 1_500_000, "more than 200000 rows or paragraphs"),
        ("<w:p>" + "".join(f"<w:r w:a{n}='{n}'/>" for n in range(400_000)), "more than 600000"),
        ("<w:tbl><w:tr><w:tc>" * 5_000, "damaged"),
        ("<w:tbl><w:tr><w:tc>" * 30 + "</w:tc></w:tr></w:tbl>" * 30, "nested too deep"),
        ("<w:ins>" * 500_000, "damaged"),
        (f"<w:tbl><w:tr>{WIDE}</w:tr></w:tbl>", "more than 1000 columns"),
    ],
    ids=["ratio", "paragraphs", "one paragraph", "left open", "nested", "deep", "span"],
)
def test_word_bombs(body: str, message: str, word_xml: WordXml, refusal: Refusal) -> None:
    assert message in refusal(word_xml(body), "bomb.docx")


@pytest.mark.parametrize(
    ("sheet", "message"),
    [
        ("".join(f'<row r="{n}"/>' for n in range(1, 1_000_000)), "more than 200000 rows"),
        (f"<row>{CELL * 16_384}</row>", "more than 300000 cells or 1000 columns"),
        (f"<row>{CELL * 20}</row>" * 20_000, "more than 300000 cells or 1000 columns"),
    ],
    ids=["rows", "columns", "cells"],
)
def test_excel_bombs(sheet: str, message: str, excel_xml: ExcelXml, refusal: Refusal) -> None:
    noise = "".join(f"<!--{n * 2654435761 % 2**32:x}-->" for n in range(400_000))
    data = excel_xml(f"<sheetData>{sheet}</sheetData>{noise}")
    assert message in refusal(data, "bomb.xlsx")


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ("<div>" * 300_000, "deep inside one another"),
        ("<p>a" * 4_000_000, "more than 600000 marks"),
        ("<table>" + "<tr><td rowspan=65534 colspan=1000>a" * 20_000, "more than 1000 columns"),
        ("<table><tr><td>a<td>b<tr><td>" * 25, "deep inside one another"),
    ],
    ids=["deep", "many", "spans", "tables"],
)
def test_web_bombs(page: str, message: str, refusal: Refusal) -> None:
    assert message in refusal(page.encode(), "bomb.html")


@pytest.mark.parametrize(
    ("text", "name", "message"),
    [
        ("a," * 1_000_000, "bomb.csv", "more than 1000 columns"),
        ("a\n" * 1_000_000, "bomb.txt", "more than 200000 lines"),
        ("|a" * 1_000_000 + "|\n" + "|a" * 1_000_000 + "|", "bomb.md", "more than 1000 columns"),
    ],
)
def test_text_bombs(text: str, name: str, message: str, refusal: Refusal) -> None:
    assert message in refusal(text.encode(), name)


def pdf(objects: list[bytes]) -> bytes:
    """Return a PDF of the given objects; the first is its catalogue."""
    written = [b"%d 0 obj\n%s\nendobj\n" % pair for pair in enumerate(objects, start=1)]
    places = accumulate(map(len, written), initial=len(b"%PDF-1.5\n"))
    table = [b"%010d 00000 n \n" % place for place in places]
    file = b"%PDF-1.5\n" + b"".join(written)
    size = len(objects) + 1
    return (
        file
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, b"".join(table[:-1]))
        + b"trailer <</Size %d /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, len(file))
    )


def pdf_of_stream(stream: bytes, filters: bytes = b"/FlateDecode") -> bytes:
    fonts = b"<</Font<</F 5 0 R>>>>"
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources %s>>" % fonts,
            b"<</Filter[%s]/Length %d>>\nstream\n%s\nendstream" % (filters, len(stream), stream),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        ]
    )


def pdf_of_pages(count: int, page: bytes) -> bytes:
    kids = b" ".join(b"%d 0 R" % number for number in range(3, count + 3))
    tree = b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, kids)
    return pdf([b"<</Type/Catalog/Pages 2 0 R>>", tree] + [page] * count)


def squeezed(pattern: bytes, size: int, times: int = 1) -> bytes:
    """Return `size` bytes of a pattern, compressed as often as it says."""
    stream = pattern * (size // len(pattern))
    for _ in range(times):
        stream = zlib.compress(stream, 9)
    return stream


BOMBS_OF_PDF: Final[dict[str, tuple[Callable[[], bytes], str]]] = {
    "unpacked": (lambda: pdf_of_stream(squeezed(b"q ", 400_000_000)), "more memory"),
    "packed twice": (
        lambda: pdf_of_stream(squeezed(b"q ", 400_000_000, 2), b"/FlateDecode/FlateDecode"),
        "more memory",
    ),
    "characters": (
        lambda: pdf_of_stream(zlib.compress(b"BT /F 9 Tf (" + b"a" * 2_000_000 + b") Tj ET")),
        "more than 40000 characters",
    ),
    "objects": (lambda: pdf_of_pages(100_000, b"<</Type/Page>>"), "too many objects"),
    "pages": (
        lambda: pdf_of_pages(5_000, b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"),
        "more than 3000 pages",
    ),
    "circle": (
        lambda: pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 9>>"]),
        "damaged",
    ),
    "nested": (lambda: b"%PDF-1.4\n1 0 obj\n" + b"[" * 50_000, "damaged"),
}


@pytest.mark.parametrize("which", BOMBS_OF_PDF)
def test_pdf_bombs(which: str, refusal: Refusal) -> None:
    make, message = BOMBS_OF_PDF[which]
    assert message in refusal(make(), "bomb.pdf")


LAUGHS: Final = (
    '<!DOCTYPE w [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)
OUTSIDE: Final = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
PARAMETER: Final = '<!DOCTYPE w [<!ENTITY % a SYSTEM "http://127.0.0.1:9/x.dtd"> %a;]>'


@pytest.mark.parametrize("declared", [LAUGHS, OUTSIDE, PARAMETER])
@pytest.mark.parametrize(
    ("part", "name"),
    [
        ("word/document.xml", "x.docx"),
        ("word/numbering.xml", "x.docx"),
        ("word/styles.xml", "x.docx"),
        ("xl/workbook.xml", "x.xlsx"),
        ("xl/_rels/workbook.xml.rels", "x.xlsx"),
        ("xl/sharedStrings.xml", "x.xlsx"),
        ("xl/styles.xml", "x.xlsx"),
        ("xl/worksheets/sheet1.xml", "x.xlsx"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_in_every_part(
    part: str, name: str, declared: str, encoding: str, packed: Packed, refusal: Refusal
) -> None:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts: dict[str, str | bytes] = {
        "word/document.xml": "<w/>",
        "xl/workbook.xml": f'<workbook xmlns="{space}" xmlns:r="{relation}"><sheets>'
        '<sheet name="a" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": "<Relationships>"
        '<Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": "<worksheet/>",
    }
    if name == "x.xlsx":
        del parts["word/document.xml"]
    parts[part] = f"{declared}<w>&a;</w>".encode(encoding)
    message = refusal(packed(parts), name)
    assert part in message
    assert "DOCTYPE" in message


def test_an_encoding_that_hides_a_document_type_hides_nothing(
    packed: Packed, refusal: Refusal
) -> None:
    text = '<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE w+AD4-<w/>'
    assert "damaged" in refusal(packed({"word/document.xml": text}), "x.docx")


def test_a_zip_of_many_members(packed: Packed, refusal: Refusal) -> None:
    parts: dict[str, str | bytes] = {f"{number}.txt": "" for number in range(20_000)}
    assert "more than 5000 files" in refusal(packed(parts), "x.docx")


def test_a_zip_whose_directory_lies_about_sizes(word_xml: WordXml, refusal: Refusal) -> None:
    data = bytearray(word_xml("<w:p/>" * 1_000))
    entry = data.index(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = (10).to_bytes(4, "little")
    assert "damaged" in refusal(bytes(data), "x.docx")


def test_an_encrypted_zip(word_xml: WordXml, refusal: Refusal) -> None:
    data = bytearray(word_xml("<w:p/>"))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert "password" in refusal(bytes(data), "x.docx")
