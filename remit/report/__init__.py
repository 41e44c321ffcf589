"""A paper about one plan for a meeting: what matters, in figures that say how sure they are."""

from remit.report.document import as_document
from remit.report.page import as_page
from remit.report.paper import Language, Paper, paper_of

__all__ = ["Language", "Paper", "as_document", "as_page", "paper_of"]
