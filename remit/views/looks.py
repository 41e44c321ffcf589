"""Looks: how every kind of thing is coloured and shaped.

Colours are told apart by people with colour-blindness (after Okabe and Ito, "Color
Universal Design", 2008, toned down), and a shape or a line style always says the same
as the colour.
"""

from typing import Final

from remit.model import UnitType

FONTS: Final = (
    '"Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", '
    '"WenQuanYi Zen Hei", sans-serif'
)
INK: Final = "#1d2733"
UNKNOWN: Final = "#6b7480"
LEADER: Final = "#33475b"
TASK: Final = "#8a939c"

UNIT_LOOKS: Final = {
    UnitType.BUREAU: ("dot", "#2f6f9f"),
    UnitType.OFFICE: ("hexagon", "#4f9cc4"),
    UnitType.PARTY_ORGAN: ("star", "#bf4f36"),
    UnitType.MASS_ORGANISATION: ("triangle", "#ab6394"),
    UnitType.BRANCH: ("diamond", "#c98206"),
    UnitType.SUBDISTRICT: ("square", "#178064"),
    UnitType.TOWN: ("triangle", "#178064"),
    UnitType.ZONE: ("triangleDown", "#8f7a12"),
    UnitType.COMPANY: ("triangleDown", "#64558f"),
    UnitType.OTHER: ("dot", "#7d8590"),
}


def unit_look(unit_type: UnitType | None) -> tuple[str, str]:
    """Return the shape and colour of a unit of this type."""
    return UNIT_LOOKS[unit_type or UnitType.OTHER]
