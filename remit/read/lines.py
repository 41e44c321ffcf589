"""The lines of a text, each with its place, and the pieces a line is cut into."""

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from remit.model import Passage

_SENTENCE_END: Final = re.compile(r"[。;!]$")
_LINE: Final = re.compile(r"[^\r\n]+|\r\n|\r|\n")
_LINE_END: Final = re.compile(r"\r\n|\r|\n")
_BLANK: Final = (
    " \t\f\v\xa0\u3000\u2002\u2003\u2009\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\x85\u2028"
)
_BREAK: Final = re.compile(r"(?<!\s)\s*[\r\n]\s*")
_SPACE: Final = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")
_PINYIN: Final = re.compile(r"[(（][a-zà-üāēěīńňōūǎǐǒǔǖǘǚǜ]{1,7}[)）]")
_MARKS: Final = (
    "（），：；！？［］｛｝〔〕【】．％＝０１２３４５６７８９",
    "(),:;!?[]{}[][].%=0123456789",
)
_TRADITIONAL: Final = (
    "牽頭單責領導門協辦農業務縣區鎮鄉園廳會團總隊員黨組織聯動參與實落負分為屬點標項內時間進"
    "資財稅環規劃設計發電衛醫藥黃陳張劉楊趙吳孫馬鄭馮蔣許鄧蕭韓葉呂蘇盧鐘譚賈鄒龍萬錢湯喬賀賴龔"
    "嚴顧書長強關開幹麗軍國華義東紅勇慶衞處機構學場庫節創業產經濟貿質監檢應審聞廣視體財政險銀"
    "遊滬寧漢蘇濱橋運輸鐵統計訪僑臺灣婦殘戶級別類備註說級標準確達"
    "爲職與議紀檔館誌庫儲糧農種漁業際鄰陽陰陝遼贛魯閩粵瓊貴滇黃礦煤鋼電訊網絡號報紅聯繫"
    "僅層崗幫決擬辯證據優護養產療險費轉變發專項雙軍營傳戰術藝園試驗區壇島嶼灘壩鳳鴻"
    "兩臨雲侖價衆偵償兒興獸減勞賣廠歷後諮圖塊堅墾復奧宮對壽師廢歸當徵態執擔擁揮數無舊權來樞殯氣"
    "匯測潤溼滅災煙熱愛獨現鹽碼礎離積穩築籌糾紛紐線練給績維綜綠編羣勝脈脫範藍補裝見訓記評識詐詢"
    "調貧購貸賃踐車軌軟邊遷遺郵鏈銷陸靜預風飛駐齡濕産淨"
)
_SIMPLIFIED: Final = (
    "牵头单责领导门协办农业务县区镇乡园厅会团总队员党组织联动参与实落负分为属点标项内时间进"
    "资财税环规划设计发电卫医药黄陈张刘杨赵吴孙马郑冯蒋许邓萧韩叶吕苏卢钟谭贾邹龙万钱汤乔贺赖龚"
    "严顾书长强关开干丽军国华义东红勇庆卫处机构学场库节创业产经济贸质监检应审闻广视体财政险银"
    "游沪宁汉苏滨桥运输铁统计访侨台湾妇残户级别类备注说级标准确达"
    "为职与议纪档馆志库储粮农种渔业际邻阳阴陕辽赣鲁闽粤琼贵滇黄矿煤钢电讯网络号报红联系"
    "仅层岗帮决拟辩证据优护养产疗险费转变发专项双军营传战术艺园试验区坛岛屿滩坝凤鸿"
    "两临云仑价众侦偿儿兴兽减劳卖厂历后咨图块坚垦复奥宫对寿师废归当征态执担拥挥数无旧权来枢殡气"
    "汇测润湿灭灾烟热爱独现盐码础离积稳筑筹纠纷纽线练给绩维综绿编群胜脉脱范蓝补装见训记评识诈询"
    "调贫购贷赁践车轨软边迁遗邮链销陆静预风飞驻龄湿产净"
)
_FOLD: Final = str.maketrans(_MARKS[0] + _TRADITIONAL, _MARKS[1] + _SIMPLIFIED)
_SIMPLIFY: Final = str.maketrans(_TRADITIONAL, _SIMPLIFIED)
_NOTHING: Final = re.compile(r"暂?无|[-－—–―~/／\\]+")
_SEPARATORS: Final = "、,;。"


def fold(text: str) -> str:
    """Return the text with full-width marks as half-width ones, for matching.

    So are the traditional characters of role words and unit names as simplified ones. One
    character for one, so offsets into the result are offsets into `text`.

    >>> fold("应急局（安委办），１２")
    '应急局(安委办),12'
    """
    return text.translate(_FOLD)


def simplified(text: str) -> str:
    """Return the text with its common traditional characters as simplified ones, one for one.

    >>> simplified("鹭湖農業園")
    '鹭湖农业园'
    """
    return text.translate(_SIMPLIFY)


def mend(text: str) -> str:
    """Return a name or heading as it was meant: without line breaks, padding and debris.

    >>> mend("吴 伟"), mend("市經(jīng)貿(mào)委")
    ('吴伟', '市經貿委')
    """
    return _PINYIN.sub("", _SPACE.sub("", text))


def unbroken(text: str) -> str:
    r"""Return a task's words as one line.

    >>> unbroken("新建 \n 公园。\n")
    '新建公园。'
    """
    return _BREAK.sub("", text).strip()


def is_balanced(text: str) -> bool:
    """Tell whether every bracket that opens in a folded text closes in it."""
    opened = sum(text.count(bracket) for bracket in "([{")
    return opened <= sum(text.count(bracket) for bracket in ")]}")


def says_nothing(text: str) -> bool:
    """Tell whether a mended text is what people write where there is nothing to say.

    >>> says_nothing("无"), says_nothing("——"), says_nothing("区发改局")
    (True, True, False)
    """
    return _NOTHING.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the white space around it.

    `source[start:start + len(raw)] == raw`; `text` is the same, folded, for matching.
    `number` counts lines from 1. A line made by `join` holds the line ends between its
    parts.
    """

    raw: str
    start: int
    number: int
    place: str = ""
    text: str = field(init=False)

    def __post_init__(self) -> None:
        """Fold once."""
        object.__setattr__(self, "text", fold(self.raw))

    @property
    def end(self) -> int:
        """Offset after the last character."""
        return self.start + len(self.raw)

    def passage(self, start: int = 0, end: int | None = None) -> Passage:
        """Return the passage of `raw[start:end]`."""
        exact = self.raw[start:end]
        line = self.number + len(_LINE_END.findall(self.raw, 0, start))
        end = self.start + start + len(exact)
        return Passage(self.start + start, end, line, exact, self.place)


def line_of(passage: Passage) -> Line:
    """Return a passage as a line of its own."""
    return Line(passage.exact, passage.start, passage.line, passage.place)


def ends_sentence(text: str) -> bool:
    """Tell whether folded words end with a stop."""
    return _SENTENCE_END.search(text) is not None


def part(passage: Passage, start: int, end: int) -> Passage:
    """Return the passage of `passage.exact[start:end]`."""
    line = passage.line + len(_LINE_END.findall(passage.exact, 0, start))
    exact = passage.exact[start:end]
    return Passage(passage.start + start, passage.start + end, line, exact, passage.place)


def lines_of(source: str) -> list[Line]:
    """Return the lines that hold anything but white space, in order."""
    found = []
    number = 1
    for match in _LINE.finditer(source):
        part = match.group()
        if part[0] in "\r\n":
            number += 1
            continue
        stripped = part.strip(_BLANK)
        if stripped:
            start = match.start() + len(part) - len(part.lstrip(_BLANK))
            found.append(Line(stripped, start, number))
    return found


def join(first: Line, second: Line, source: str) -> Line:
    """Return one line reaching from the first to the end of the second."""
    return Line(source[first.start : second.end], first.start, first.number, first.place)


def pieces(text: str) -> list[tuple[int, int]]:
    """Cut a folded list at `、` `,` `;` `。` outside brackets.

    Returns the (start, end) offsets of the pieces, in order, without empty ones and
    without the spaces around them.

    >>> [
    ...     ("区住建局、高新区(A、B),吴 伟")[start:end]
    ...     for start, end in pieces("区住建局、高新区(A、B),吴 伟")
    ... ]
    ['区住建局', '高新区(A、B)', '吴 伟']
    """
    cuts = [-1]
    depth = 0
    for position, character in enumerate(text):
        if character in "([{":
            depth += 1
        elif character in ")]}":
            depth = max(0, depth - 1)
        elif character in _SEPARATORS and depth == 0:
            cuts.append(position)
    cuts.append(len(text))
    spans = []
    for before, after in pairwise(cuts):
        piece = text[before + 1 : after]
        start = before + 1 + len(piece) - len(piece.lstrip())
        if piece.strip():
            spans.append((start, start + len(piece.strip())))
    return spans


def words_in(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut at spaces, keeping together padded names (`吴 伟`) and names with spaced brackets."""
    words: list[tuple[int, int]] = []
    for match in re.compile(r"\S+").finditer(text, start, end):
        if words and not _separate(text[slice(*words[-1])], match.group()):
            words[-1] = (words[-1][0], match.end())
        else:
            words.append(match.span())
    return [span for word in words for span in _unpadded(text, *word)]


def _separate(before: str, after: str) -> bool:
    """Two words are two names unless a bracket or single characters tie them."""
    if after[0] in "([{" or not is_balanced(before):
        return False
    tied = len(before.rsplit(maxsplit=1)[-1]) == 1 and len(after) == 1
    surname = " " not in before and (len(before) == 1 or (len(before) == 2 and len(after) == 1))
    return not (tied or surname)


def _unpadded(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a run of single characters into names: `陆 明 俞 悦` holds two, `张 建 国` one."""
    letters = [m.span() for m in re.compile(r"\S+").finditer(text, start, end)]
    size = {4: 2, 6: 3}.get(len(letters))
    if size is None or any(b - a > 1 for a, b in letters):
        return [(start, end)]
    return [(letters[i][0], letters[i + size - 1][1]) for i in range(0, len(letters), size)]
