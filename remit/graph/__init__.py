"""The graph: a plan as quads, written to files, checked against shapes."""
