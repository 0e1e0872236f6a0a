"""Names of organisations and persons: their folded form, and how alike two of them are."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

LONGEST_KEY = 300  # characters; the width of the column that keeps it
LIKELY = 0.8  # from this likeness on, two names are shown as a likely duplicate

_LEGAL_FORMS = frozenset(
    re.findall(
        r"\w+",
        "inc incorporated ltd limited llc plc corp corporation co company cic gmbh ggmbh ev ag kg ug sa sas sarl sasu "
        "asbl vzw ong ngo osc ac srl sl slu sau spa onlus aps ets bv nv ab as asa oy oyj ry rf aisbl stichting kft zrt "
        "doo dd sro zoo pty pvt pte tbk pt",
    )
)
_JOINING = frozenset(["the", "and", "et", "y", "e", "und", "و"])
_ARTICLE = "ال"
_ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "ـ": ""})
_SILENT = frozenset(".'’‘ʼ`´·")
_COMMON = 40  # a word that more names share than this finds nobody


def fold(name: str) -> str:
    """The form of a name by which likenesses are found, at most 300 characters; folding it again changes nothing.

    Case, marks, punctuation, legal forms (Ltd, e.V., SARL …) and joining words go; Arabic letters that are written in
    several ways (alef, ta marbuta, yeh) become one, and the article goes. A name made of nothing else keeps its words.
    """
    folded = name
    while (again := _fold_once(folded)) != folded:
        folded = again
    return folded


def _fold_once(name: str) -> str:
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold()).translate(_ARABIC)
    letters = (
        "" if char in _SILENT or unicodedata.category(char)[0] in "MC" else char if char.isalnum() else " "
        for char in text
    )
    words = [_without_article(word) for word in "".join(letters).split()]
    telling = [word for word in words if word not in _LEGAL_FORMS and word not in _JOINING]
    return " ".join(telling or words)[:LONGEST_KEY].strip()


def _without_article(word: str) -> str:
    while word.startswith(_ARTICLE) and len(word) > len(_ARTICLE) + 2:
        word = word.removeprefix(_ARTICLE)
    return word


def likeness(one: str, other: str) -> float:
    """How alike two names are, from 0 to 1; symmetric; 1 when they fold to the same words in any order.

    Dice's coefficient over trigrams of the folded names, the better of words as they stand and words sorted.
    Source: Dice (1945), Measures of the amount of ecologic association between species.
    """
    return _alike(fold(one), fold(other))


def _alike(one: str, other: str) -> float:
    if not one or not other:
        return 0.0
    as_sorted = _dice(_trigrams(_sorted_words(one)), _trigrams(_sorted_words(other)))
    return max(as_sorted, _dice(_trigrams(one), _trigrams(other)))


def _sorted_words(key: str) -> str:
    return " ".join(sorted(key.split()))


def _trigrams(key: str) -> Counter[str]:
    padded = f"  {key} "
    return Counter(padded[at : at + 3] for at in range(len(padded) - 2))


def _dice(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / (one.total() + other.total())


class Likenesses[Found]:
    """Names to look among for likely duplicates, without comparing each with each.

    Two names are compared when they share a word that few names have, or the first four letters of their sorted words;
    equal folded names are always found.
    """

    def __init__(self, named: Iterable[tuple[str, Found]] = ()) -> None:
        self._entries: list[tuple[str, Found]] = []
        self._trigrams: list[Counter[str]] = []
        self._by_key: defaultdict[str, list[int]] = defaultdict(list)
        self._by_block: defaultdict[str, list[int]] = defaultdict(list)
        for key, found in named:
            self.add(key, found)

    def add(self, key: str, found: Found) -> None:
        """Add a folded name and what it stands for."""
        place = len(self._entries)
        self._entries.append((key, found))
        self._trigrams.append(_trigrams(_sorted_words(key)))
        self._by_key[key].append(place)
        for block in _blocks(key):
            self._by_block[block].append(place)

    def of(self, key: str) -> list[tuple[float, Found]]:
        """What is likely the same as this folded name, most alike first, at most five."""
        if not key:
            return []
        places = set(self._by_key.get(key, ())[:5])
        if len(places) < 5:
            for block in _blocks(key):
                known = self._by_block.get(block, ())
                if len(known) <= _COMMON:
                    places.update(known)
        own = _trigrams(_sorted_words(key))
        scored = ((self._score(key, own, place), place) for place in places)
        likely = sorted((-score, place) for score, place in scored if score >= LIKELY)
        return [(-score, self._entries[place][1]) for score, place in likely[:5]]

    def _score(self, key: str, own: Counter[str], place: int) -> float:
        """The likeness of a folded name and an entry; nothing when their lengths alone rule it out."""
        other, trigrams = self._entries[place][0], self._trigrams[place]
        if 2 * min(len(key), len(other)) + 4 < LIKELY * (len(key) + len(other)):
            return 0.0
        as_sorted = _dice(own, trigrams)
        return as_sorted if as_sorted >= LIKELY else max(as_sorted, _dice(_trigrams(key), _trigrams(other)))


def _blocks(key: str) -> Iterator[str]:
    words = sorted(set(key.split()))
    yield from words
    yield f"^{''.join(words)[:4]}"
