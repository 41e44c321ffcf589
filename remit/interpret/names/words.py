"""The words of a text, by a general dictionary of Chinese."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from rjieba import Jieba

from remit.interpret.lexicon import DOING, LEVELS, MAKING, words_of

_NEW: Final = words_of(
    "镇村 托育 普惠 文旅 非遗 算力 疾控 医养 康养 线上 线下 实训 研学 固废 危废 换电 滨水 冷链 "
    "智造 老旧 通村 通组 黑臭 入河 入湖 智算 超算 名镇 名村 网红 慢病 我区 我县 我市 大数据 "
    "管渠 碳达峰 碳中和 蓄能电站 航站楼 保交楼 开园 友城 山水林田湖 山水林田湖草 贸易港 无水港 "
    "母港 连片 整镇 整村 整县 跨境 电商 创就业 充换电 智能网联 断头 断头路 新材料 非物质文化遗产 "
    "高质量 家门口 卡脖子 日间 照料 助餐 医共体 医联体 适老化 嵌入式 微改造 微更新 断点 人防 "
    "临建 民办 公办 党群 湿地 绿道 口袋 城乡 镇街 旗县 盟市 苏木 嘎查 县域 镇域 市域 村居 涉农 "
    "涉企 数智 预制菜"
)
"""Words of today's plans that an older dictionary lacks."""

NAMING: Final = frozenset({"ns", "nt", "nr", "nrt", "nz", "nrfg"})
"""The dictionary's marks of places, institutions, persons and other names."""

_WORKS: Final = frozenset({"工程", "项目"})
_VERBS: Final = frozenset({"v", "d", "ad", "vd", "p", "c", "r", "u"})
"""Its marks of verbs, adverbs, prepositions, conjunctions and other words that join names."""


@cache
def dictionary() -> Jieba:
    """Return the dictionary, which takes a tenth of a second to load."""
    words = Jieba()
    for word in (*_NEW, *MAKING, *DOING, *LEVELS):
        if len(word) > 1 and not words.has_word(word):
            words.add_word(word, None, "n" if word in _NEW else "v")
    return words


def is_word(words: str) -> bool:
    """Tell whether they are one word of the dictionary.

    >>> is_word("水利"), is_word("艺术农场")
    (True, False)
    """
    return dictionary().has_word(words)


@dataclass(frozen=True, slots=True)
class Word:
    """A word at `text[start:end]` and how the dictionary marks it: `v` a verb, `ns` a place."""

    start: int
    end: int
    text: str
    mark: str

    @property
    def opens(self) -> bool:
        """Tell whether a name may begin behind the word, which is a verb or a word that joins."""
        return (self.mark in _VERBS and len(self.text) > 1) or self.text in _WORKS


class Words:
    """The words of a text in order; together they are the text."""

    def __init__(self, text: str) -> None:
        """Part a text into words."""
        self.words: list[Word] = []
        end = 0
        for word, mark in dictionary().tag(text, hmm=False):
            self.words.append(Word(end, end + len(word), word, mark))
            end += len(word)
        self._starts = [word.start for word in self.words]

    def holding(self, position: int) -> Word:
        """Return the word that a character of the text belongs to."""
        return self.words[bisect_right(self._starts, position) - 1]


@lru_cache(maxsize=8)
def parted(text: str) -> Words:
    """Return the words of a text; recognisers ask one after the other for those of the same."""
    return Words(text)
