"""Every file format, brought into text or paragraphs and grids (`remit.read.blocks`)."""

from remit.read.formats.choosing import ENDINGS, content_of
from remit.read.formats.sources import STANDARD_INPUT, Given, documents, plan_files

__all__ = ["ENDINGS", "STANDARD_INPUT", "Given", "content_of", "documents", "plan_files"]
