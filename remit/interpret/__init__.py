"""Interpreting: from rows and cells to a plan of goals, tasks, agents and assignments."""

from remit.interpret.plan import interpret

__all__ = ["interpret"]
