"""Pages for people: two views of who works with whom, and an index of all results."""

from remit.views.index import write_index
from remit.views.pages import write_views

__all__ = ["write_index", "write_views"]
