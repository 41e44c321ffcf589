"""The broad type of a unit, by the kinds of organ its name tells and by its ending."""

import re
from typing import Final

from remit.interpret.identity import form_of
from remit.interpret.organs import OrganName, bare_places
from remit.model import UnitType
from remit.organkinds import organ_scheme

_OF_KIND: Final = {
    "SubdistrictOffice": UnitType.SUBDISTRICT,
    "TownGovernment": UnitType.TOWN,
    "TownshipGovernment": UnitType.TOWN,
    "VillageCommittee": UnitType.OTHER,
    "County": UnitType.OTHER,
}
_OF_GROUP: Final = {
    "PartyOrgans": UnitType.PARTY_ORGAN,
    "MassOrganisations": UnitType.MASS_ORGANISATION,
    "Territories": UnitType.ZONE,
    "Companies": UnitType.COMPANY,
    "VerticalBranches": UnitType.BRANCH,
    "CoordinatingBodies": UnitType.OFFICE,
}
_BY_ENDING: Final = (
    (UnitType.BRANCH, re.compile(r"(?:[分支]局|[大支总]队)$")),
    (UnitType.OFFICE, re.compile(r"(?:办|办公室|办公厅|中心|研究室|督查室|档案馆)$")),
    (UnitType.BUREAU, re.compile(r"[局委厅署]$|委员会$")),
)


def unit_type(name: OrganName, place: str | None) -> UnitType:
    """Return the type of a unit; `place` is the plan's jurisdiction.

    A bureau named after the place, not the level, answers to a higher authority:
    `钟楼生态环境局` is a branch.
    """
    bureau = form_of(name.body) == "bureau"
    if bureau and name.is_synonym and name.prefix in bare_places(place):
        return UnitType.BRANCH
    for kind in name.kinds[:1]:
        group = organ_scheme().kinds[kind].group
        found = _OF_KIND.get(kind) or _OF_GROUP.get(group)
        if found:
            return found
    for found, pattern in _BY_ENDING:
        if pattern.search(name.body):
            return found
    return UnitType.OTHER
