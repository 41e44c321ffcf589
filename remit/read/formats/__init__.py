"""Every file format, brought into text or paragraphs and grids (`remit.read.blocks`)."""

from remit.read.formats.choosing import ENDINGS, content_of
from remit.read.formats.sources import documents

__all__ = ["ENDINGS", "content_of", "documents"]
