"""Finds the data folders that ship with the package: ontology, queries, viz."""

from importlib.resources import files
from pathlib import Path

_CHECKOUT = Path(__file__).resolve().parent.parent


def asset(*parts: str) -> Path:
    """Return the path of a shipped file or folder, e.g. `asset("queries")`.

    Looks in the installed package first, then in the checkout. Raises
    FileNotFoundError when neither has it.
    """
    installed = Path(str(files("remit"))).joinpath(*parts)
    for path in (installed, _CHECKOUT.joinpath(*parts)):
        if path.exists():
            return path
    raise FileNotFoundError("/".join(parts))
