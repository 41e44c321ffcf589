"""Pages for people: the explorer of a plan, one file that opens by double click."""

from remit.views.explorer import write_explorer

__all__ = ["write_explorer"]
