"""Every file format, brought into paragraphs and grids (`remit.read.blocks`)."""

from remit.read.formats.choosing import ENDINGS, blocks_of
from remit.read.formats.sources import documents

__all__ = ["ENDINGS", "blocks_of", "documents"]
