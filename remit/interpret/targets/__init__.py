"""Targets in the words of a task: what is measured, how much of it, how firmly.

The recogniser works on one task's words and knows no plan. It is built from the shapes of
the language alone: numbers, units, words of comparison, and the order they stand in.
"""

from remit.interpret.targets.recognise import Found, recognise

__all__ = ["Found", "recognise"]
