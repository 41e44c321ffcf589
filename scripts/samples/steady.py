"""Takes the time of writing out of a zip file, so that the same plan gives the same bytes."""

from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_EARLIEST: Final = (1980, 1, 1, 0, 0, 0)


def steady_zip(packed: bytes) -> bytes:
    """Return the same members in the same order, with a fixed time and no other traces."""
    steady = BytesIO()
    with ZipFile(BytesIO(packed)) as source, ZipFile(steady, "w", ZIP_DEFLATED) as target:
        for member in source.infolist():
            entry = ZipInfo(member.filename, date_time=_EARLIEST)
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, source.read(member))
    return steady.getvalue()
