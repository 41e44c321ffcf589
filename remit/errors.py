"""What can go wrong, one class per cause, under one base that the command line prints."""


class RemitError(Exception):
    """Base of every error a user can cause. The message names file, place and remedy."""


class UnreadableSource(RemitError):
    """A plan file that is missing, not a text, too large, or holds no task."""


class BadQuery(RemitError):
    """A query that does not exist, does not parse, or got a wrong parameter."""


class EndpointError(RemitError):
    """A remote endpoint that cannot be reached or did not answer as SPARQL."""


class BadGraph(RemitError):
    """A graph file that cannot be read or does not conform to the shapes."""


class OutputError(RemitError):
    """An output folder that cannot be written, or is not ours to replace."""
