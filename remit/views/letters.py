"""Names and texts in Latin letters, for people who search by pinyin (zjj finds 住建局)."""

from collections.abc import Iterable

from remit.query.names import pinyin


def letters_of(names: Iterable[str]) -> str:
    """Return the first letters and the whole pinyin of each name, parted by spaces.

    >>> letters_of(["区发改局"])
    'qfgj qufagaiju'
    """
    spoken = ("".join(each.casefold().split()) for name in names for each in pinyin(name)[::-1])
    return " ".join(dict.fromkeys(spoken))


def letter_of_each(texts: Iterable[str]) -> dict[str, str]:
    """Return the first letter of every Chinese character of the texts, by itself.

    For long texts: the page puts their letters together. A character that is read in
    several ways has its usual one.

    >>> letter_of_each(["GDP稳步提升"])
    {'升': 's', '提': 't', '步': 'b', '稳': 'w'}
    """
    import pypinyin  # imported late: it loads its dictionaries

    first = pypinyin.Style.FIRST_LETTER
    characters = sorted({character for text in texts for character in text})
    found = ((c, pypinyin.pinyin(c, first, errors="ignore")) for c in characters)
    return {character: spoken[0][0] for character, spoken in found if spoken}
