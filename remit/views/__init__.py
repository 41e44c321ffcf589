"""Pages for people: the explorer of a plan, two views of who works with whom, and an index."""

from remit.views.explorer import write_explorer
from remit.views.index import write_index
from remit.views.pages import write_views

__all__ = ["write_explorer", "write_index", "write_views"]
