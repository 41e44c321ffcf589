"""Places and projects in the words of a task."""

from remit.interpret.names.found import Name
from remit.interpret.names.recognise import names

__all__ = ["Name", "names"]
