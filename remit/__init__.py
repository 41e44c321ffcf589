"""Remit (责任图谱): responsibility-breakdown plans as a knowledge graph."""

__version__ = "0.1.0"
__all__ = ["__version__"]
