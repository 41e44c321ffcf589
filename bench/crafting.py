"""Small office files and PDFs put together by hand, as no office program would write them."""

import io
import zipfile
from collections.abc import Mapping
from itertools import accumulate
from typing import Final

Parts = Mapping[str, str | bytes]

_W: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_S: Final = (
    'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
WORKBOOK: Final = (
    f'<workbook {_S}><sheets><sheet name="附件1" sheetId="1" r:id="r1"/></sheets></workbook>'
)
RELATIONS: Final = (
    '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>'
)


def zip_of(parts: Parts) -> bytes:
    """Return a zip of the given files."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def word_of(body: str, **parts: str) -> bytes:
    """Return a Word file of the given body (in XML) and further parts."""
    document = f"<w:document {_W}><w:body>{body}</w:body></w:document>"
    further = {f"word/{name}.xml": text.replace("W_", _W) for name, text in parts.items()}
    return zip_of({"word/document.xml": document, **further})


def excel_of(sheet: str, **parts: str) -> bytes:
    """Return an Excel file whose only sheet, 附件1, holds the given XML."""
    return zip_of(
        {
            "xl/workbook.xml": WORKBOOK,
            "xl/_rels/workbook.xml.rels": RELATIONS,
            "xl/worksheets/sheet1.xml": f"<worksheet {_S}>{sheet}</worksheet>",
            **{f"xl/{name}.xml": text.replace("S_", _S) for name, text in parts.items()},
        }
    )


def pdf_of(objects: list[bytes]) -> bytes:
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
    """Return a PDF whose only page is drawn by the given (packed) instructions."""
    fonts = b"<</Font<</F 5 0 R>>>>"
    return pdf_of(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources %s>>" % fonts,
            b"<</Filter[%s]/Length %d>>\nstream\n%s\nendstream" % (filters, len(stream), stream),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        ]
    )
