"""The words documents use for roles, from `ontology/roles.ttl`.

`skos:altLabel` are words that stand over a column or before a list (牵头单位);
`skos:hiddenLabel` are verbs that stand after one (X牵头); so do labels behind
为 (X为责任单位). A word listed for two roles (责任单位) means lead when it stands alone and
support beside a lead.
"""

from dataclasses import dataclass
from functools import cache
from typing import Final

import pyoxigraph

from remit.assets import asset
from remit.model import Role

_RM: Final = "https://w3id.org/remit/ontology#"
_BODY: Final = "单位"
_BODIES: Final = (_BODY, "部门", "机构", "处室", "科室")
"""What labels call a body; each label holds for all of them: 牵头单位, 牵头处室."""
_SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
_ROLES: Final = {
    f"{_RM}Supervises": Role.SUPERVISES,
    f"{_RM}Leads": Role.LEADS,
    f"{_RM}Supports": Role.SUPPORTS,
    f"{_RM}TakesPart": Role.TAKES_PART,
}


@dataclass(frozen=True, slots=True)
class RoleWords:
    """Labels and verbs, each with the roles it can mean (one, or lead and support)."""

    labels: dict[str, frozenset[Role]]
    verbs: dict[str, frozenset[Role]]


@cache
def role_words() -> RoleWords:
    """Return the words of the shipped ontology."""
    words: dict[str, dict[str, set[Role]]] = {"altLabel": {}, "hiddenLabel": {}}
    triples = pyoxigraph.parse(
        path=asset("ontology", "roles.ttl"), format=pyoxigraph.RdfFormat.TURTLE
    )
    for triple in triples:
        kind = triple.predicate.value.removeprefix(_SKOS)
        role = _ROLES.get(getattr(triple.subject, "value", ""))
        if role is not None and kind in words and isinstance(triple.object, pyoxigraph.Literal):
            words[kind].setdefault(triple.object.value, set()).add(role)
    labels, verbs = (
        {word: frozenset(roles) for word, roles in words[kind].items()}
        for kind in ("altLabel", "hiddenLabel")
    )
    for label in [label for label in labels if label.endswith(_BODY)]:
        for other in _BODIES:
            labels.setdefault(label.removesuffix(_BODY) + other, labels[label])
    called = {f"为{label}": labels[label] for label in labels if label.endswith(_BODIES)}
    return RoleWords(labels, verbs | called)
