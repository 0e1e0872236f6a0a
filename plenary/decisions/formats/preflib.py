"""PrefLib files of orders (.soc, .soi, .toc, .toi; preflib.github.io, FORMAT_SPECIFICATION.md), read and written.

Lines `# KEY: value` come first, among them `# NUMBER ALTERNATIVES`, `# ALTERNATIVE NAME 1` and so on; then a line a kind of
ballot, `count: 1,2,{3,4}`, the most preferred first, equal ones in braces; `{}` is a blank ballot. What a file says of itself
is held against what it holds: alternatives, voters, unique orders, and whether orders are complete and without equals.
"""

import re
from dataclasses import dataclass, field

from plenary.decisions.formats.lines import MOST_CANDIDATES, Lines, Source, shortened, told, whole
from plenary.decisions.formats.reading import Ballots, MalformedError
from plenary.decisions.formats.writing import check_names, profile_of
from plenary.decisions.rules.methods.profiles import Place, Ranked, Ranking
from plenary.decisions.rules.methods.reasons import gettext_noop

_KEY = re.compile(r"#\s*([^:]*?)\s*:\s*(.*)")
_NAME = "ALTERNATIVE NAME "
_PLACE = re.compile(r"\s*(?:\{([^{}]*)\}|([^\s{},]+))\s*(?:(,)|$)")
_TYPES = ("soc", "soi", "toc", "toi")


@dataclass(slots=True)
class _Head:
    told: dict[str, str] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)


def read_preflib(source: Source, ending: str = "") -> Ballots:
    """The ranked ballots of a PrefLib file; `ending` is that of its name, which must be what the file says of its data.
    Raises MalformedError."""
    lines = Lines(source)
    head = _head(lines)
    kind = head.told.get("DATA TYPE", ending).lower()
    if kind not in _TYPES:
        raise MalformedError(
            head.lines.get("DATA TYPE", 0),
            gettext_noop("the data are not orders (soc, soi, toc, toi): %(kind)s"),
            kind=shortened(kind),
        )
    if ending and kind != ending:
        raise MalformedError(
            head.lines["DATA TYPE"],
            gettext_noop("the file is named .%(ending)s, but says that its data are %(kind)s"),
            ending=ending,
            kind=kind,
        )
    if not head.names:
        raise MalformedError(0, gettext_noop("the file names no alternative"))
    if sorted(head.names) != list(range(1, len(head.names) + 1)):
        raise MalformedError(0, gettext_noop("the alternatives are not numbered from 1 on"))
    index = {str(each + 1): each for each in range(len(head.names))}
    orders = 0

    def understood(line: bytes) -> tuple[Ranking, int] | None:
        nonlocal orders
        orders += 1
        return _ballot(told(line), index, kind)

    ballots = lines.counted(understood)
    _check(head, "NUMBER ALTERNATIVES", len(head.names))
    _check(head, "NUMBER VOTERS", sum(ballots.values()))
    _check(head, "NUMBER UNIQUE ORDERS", len(ballots))
    names = tuple(head.names[each] for each in sorted(head.names))
    return Ballots(profile=Ranked(names=names, ballots=ballots), title=head.told.get("TITLE", ""))


def _head(lines: Lines) -> _Head:
    head = _Head()
    while True:
        mark = lines.mark()
        text = lines.next()
        if text is None or (text and not text.startswith("#")):
            lines.back(mark)
            return head
        match = _KEY.match(text)
        if match is None:
            continue  # a remark
        key, value = match[1].upper(), match[2]
        if key.startswith(_NAME):
            _name(key.removeprefix(_NAME).strip(), value, head, lines.number)
        elif key in head.told:
            raise MalformedError(lines.number, gettext_noop("%(key)s stands there twice"), key=key)
        else:
            head.told[key], head.lines[key] = value, lines.number


def _name(place: str, name: str, head: _Head, number: int) -> None:
    each = whole(place, gettext_noop("the number of the alternative"), number)
    if each in head.names:
        raise MalformedError(number, gettext_noop("the alternative %(number)s is named twice"), number=each)
    if not name:
        raise MalformedError(number, gettext_noop("the alternative %(number)s has no name"), number=each)
    if not 1 <= each <= MOST_CANDIDATES:
        raise MalformedError(number, gettext_noop("alternatives are numbered from 1 to %(most)s"), most=MOST_CANDIDATES)
    head.names[each] = name


def _check(head: _Head, key: str, found: int) -> None:
    if key in head.told and whole(head.told[key], key, head.lines[key]) != found:
        raise MalformedError(
            head.lines[key],
            gettext_noop("%(key)s is %(told)s, but the file holds %(found)s"),
            key=key,
            told=head.told[key],
            found=found,
        )


def _ballot(text: str, index: dict[str, int], kind: str) -> tuple[Ranking, int] | None:
    if not text:
        return None
    if text.startswith("#"):
        raise MalformedError(0, gettext_noop("a line about the file stands among the ballots"))
    before, colon, order = text.partition(":")
    if not colon:
        raise MalformedError(
            0, gettext_noop("a ballot begins with how many there are and a colon, not %(text)s"), text=shortened(text)
        )
    count = whole(before.strip(), gettext_noop("the number of ballots"))
    if not count:
        raise MalformedError(0, gettext_noop("an order of 0 ballots counts for nothing; leave it out"))
    ranking, named = _ranking(order.strip(), index)
    if kind in {"soc", "soi"} and named > len(ranking):
        raise MalformedError(0, gettext_noop("a .%(kind)s file holds no equal preferences"), kind=kind)
    if kind in {"soc", "toc"} and named < len(index):
        raise MalformedError(0, gettext_noop("in a .%(kind)s file each ballot names every alternative"), kind=kind)
    return ranking, count


def _ranking(order: str, index: dict[str, int]) -> tuple[Ranking, int]:
    ranking: list[Place] = []
    seen: set[int] = set()
    at, more = 0, bool(order) and order != "{}"
    while more:
        match = _PLACE.match(order, at)
        if match is None:
            raise MalformedError(
                0,
                gettext_noop("this is not a preference: %(text)s"),
                text=shortened(order[at:]) or gettext_noop("nothing"),
            )
        group = [_alternative(token.strip(), index) for token in (match[1] or match[2] or "").split(",")]
        if len(set(group)) != len(group) or seen & set(group):
            raise MalformedError(
                0, gettext_noop("the ballot names an alternative twice: %(ballot)s"), ballot=shortened(order)
            )
        seen.update(group)
        ranking.append(group[0] if len(group) == 1 else tuple(sorted(group)))
        at, more = match.end(), bool(match[3])
    return tuple(ranking), len(seen)


def _alternative(token: str, index: dict[str, int]) -> int:
    found = index.get(token)
    if found is None:
        raise MalformedError(
            0,
            gettext_noop("there is no alternative %(candidate)s"),
            candidate=shortened(token) or gettext_noop("without a number"),
        )
    return found


def write_preflib(ballots: Ballots) -> bytes:
    """A PrefLib file of ranked ballots, of the narrowest of the four types that holds them; raises UnwritableError."""
    profile = profile_of(ballots, Ranked)
    check_names(profile.names)
    check_names([ballots.title], empty=True)
    head = {
        "TITLE": ballots.title,
        "DATA TYPE": preflib_type(profile),
        "NUMBER ALTERNATIVES": len(profile.names),
        "NUMBER VOTERS": profile.total,
        "NUMBER UNIQUE ORDERS": len(profile.ballots),
    } | {f"{_NAME}{each}": name for each, name in enumerate(profile.names, 1)}
    lines = [f"# {key}: {value}" for key, value in head.items()]
    for ranking, count in profile.ballots.items():
        lines.append(f"{count}: {','.join(map(_written, ranking)) or '{}'}")
    return "".join(f"{line}\n" for line in lines).encode()


def preflib_type(profile: Ranked) -> str:
    """The narrowest type that holds the ballots, which is also the ending of the file's name: soc, soi, toc or toi."""
    tied = any(isinstance(place, tuple) for ranking in profile.ballots for place in ranking)
    complete = all(
        sum(1 if isinstance(place, int) else len(place) for place in ranking) == len(profile.names)
        for ranking in profile.ballots
    )
    return f"{'t' if tied else 's'}o{'c' if complete else 'i'}"


def _written(place: Place) -> str:
    return str(place + 1) if isinstance(place, int) else "{" + ",".join(str(each + 1) for each in place) + "}"
