"""The account of a plan's coordination: rankings, pairs and bottlenecks, in words and tables."""
