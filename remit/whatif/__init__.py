"""A plan changed in thought: what would be otherwise, and which changes would help most."""

from remit.whatif.applying import changed
from remit.whatif.beside import Beside, beside
from remit.whatif.changes import Change, Lead, Merge, Move, Split, changes_of
from remit.whatif.relief import Suggestion, suggested
from remit.whatif.telling import said, suggestions_said

__all__ = [
    "Beside",
    "Change",
    "Lead",
    "Merge",
    "Move",
    "Split",
    "Suggestion",
    "beside",
    "changed",
    "changes_of",
    "said",
    "suggested",
    "suggestions_said",
]
