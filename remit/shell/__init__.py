"""The interactive shell: SPARQL, questions of the library by name, or plain words."""

from remit.shell.session import Shell

__all__ = ["Shell"]
