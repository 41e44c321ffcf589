"""The kinds of names, roles and evidence that every floor speaks of."""

from enum import StrEnum
from typing import Final


class AgentKind(StrEnum):
    """What a name in a duty cell stands for."""

    LEADER = "leader"
    UNIT = "unit"
    UNIT_GROUP = "unit-group"
    LEADER_GROUP = "leader-group"


BODIES: Final = (AgentKind.UNIT, AgentKind.UNIT_GROUP)
"""The kinds of those who lead and support."""
PERSONS: Final = (AgentKind.LEADER, AgentKind.LEADER_GROUP)
"""The kinds of those who supervise."""


class Role(StrEnum):
    """What an agent does for a task; `TAKES_PART` when the layout does not show it."""

    SUPERVISES = "supervises"
    LEADS = "leads"
    SUPPORTS = "supports"
    TAKES_PART = "takes-part"


class Evidence(StrEnum):
    """How something is known: in the source's words, by resolving a group, or by inference."""

    STATED = "stated"
    EXPANDED = "expanded"
    INFERRED = "inferred"
