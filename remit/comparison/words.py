"""What people call the ways in which tasks and units change."""

from typing import Final

from remit.comparison.facts import ChangeKind, Direction, UnitFate
from remit.model import Bilingual

KINDS: Final = {
    ChangeKind.CARRIED_OVER: Bilingual("原样延续", "carried over"),
    ChangeKind.REWORDED: Bilingual("措辞有变", "reworded"),
    ChangeKind.REASSIGNED: Bilingual("换了承担者", "reassigned"),
    ChangeKind.RAISED: Bilingual("要求提高", "raised"),
    ChangeKind.LOWERED: Bilingual("要求降低", "lowered"),
    ChangeKind.FIGURES: Bilingual("数字有变，不能比高低", "figures changed"),
    ChangeKind.RESCHEDULED: Bilingual("时限有变", "rescheduled"),
    ChangeKind.NEW: Bilingual("新增", "new"),
    ChangeKind.DROPPED: Bilingual("不再列入", "dropped"),
}
DIRECTIONS: Final = {
    Direction.RAISED: KINDS[ChangeKind.RAISED],
    Direction.LOWERED: KINDS[ChangeKind.LOWERED],
    Direction.OTHER: KINDS[ChangeKind.FIGURES],
}
UNIT_FATES: Final = {
    UnitFate.RENAMED: Bilingual("改名", "renamed"),
    UnitFate.MERGED: Bilingual("合并", "merged"),
    UnitFate.SPLIT: Bilingual("拆分", "split"),
    UnitFate.NEWLY_NAMED: Bilingual("新出现", "newly named"),
    UnitFate.NO_LONGER_NAMED: Bilingual("不再出现", "no longer named"),
}
