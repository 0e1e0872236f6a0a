"""BLT files, the common format of STV programs since Hill, Wichmann and Woodall (1987), read and written.

A line `candidates seats`; lines of withdrawn candidates as negative numbers; a line a kind of ballot, `weight a b c 0`, the
most preferred first; a line `0`; then a name a line, and a title. Beyond that are read: names and titles in quotation marks or
without; ballots that end with their line and lack the `0`; equal preferences `a=b`; `-` for a preference left blank, which is
passed over; comments from `#` on; the lines `[tie …]`, `[nick …]`, `[withdrawn …]` of the program droop, whose other lines
`[droop …]`, `[undeclared …]`, `[source …]`, `[comment …]` say nothing of the ballots. After the title, remarks may follow a
blank line.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from plenary.decisions.formats.lines import MOST_CANDIDATES, Lines, Source, shortened, told, whole
from plenary.decisions.formats.plain import WEIGHTS, read_plain
from plenary.decisions.formats.reading import Ballots, MalformedError
from plenary.decisions.formats.writing import UnwritableError, check_names, profile_of
from plenary.decisions.rules.methods.profiles import Place, Ranked, Ranking
from plenary.decisions.rules.methods.reasons import gettext_noop

_SILENT = {"droop", "undeclared", "source", "comment"}
_ENDS = (b"0\n", b"0\r\n")
_BLOCK = 1 << 20  # bytes; of more, lines that are alike are counted before they are read, which also takes less memory
_DOUBTFUL = re.compile(r'"\s+["#]')  # a name that ends within what should be one


@dataclass(slots=True)
class _Head:
    candidates: int
    seats: int
    index: dict[bytes, int]  # what the ballots call the candidates
    withdrawn: set[int] = field(default_factory=set)
    lots: tuple[int, ...] = ()


def read_blt(source: Source) -> Ballots:
    """The ranked ballots of a BLT file, with its seats, title and order of lots; raises MalformedError."""
    lines = Lines(source)
    head = _head(lines)
    ballots = _ballots(lines, _understanding(head.index), head.candidates)
    names, title = _names(lines, head.candidates)
    profile = Ranked(names=names, ballots=ballots, withdrawn=frozenset(head.withdrawn))
    return Ballots(profile=profile, seats=head.seats, title=title, lots=head.lots)


def write_blt(ballots: Ballots) -> bytes:
    """A BLT file of ranked ballots; raises UnwritableError."""
    profile = profile_of(ballots, Ranked, withdrawn=True)
    check_names(profile.names)
    check_names([ballots.title], empty=True)
    if any(_DOUBTFUL.search(f'{text}"') for text in (*profile.names, ballots.title)):
        raise UnwritableError("the format cannot hold a quotation mark, a space, and then another or a #")
    lines = [f"{len(profile.names)} {ballots.seats}"]
    if ballots.lots:
        lines.append(f"[tie {' '.join(str(each + 1) for each in ballots.lots)}]")
    if profile.withdrawn:
        lines.append(" ".join(f"-{each + 1}" for each in sorted(profile.withdrawn)))
    for ranking, weight in profile.ballots.items():
        lines.append(" ".join([str(weight), *map(_written, ranking), "0"]))
    lines += ["0", *(f'"{name}"' for name in profile.names)]
    lines += [f'"{ballots.title}"'] if ballots.title else []
    return "".join(f"{line}\n" for line in lines).encode()


def _written(place: Place) -> str:
    return str(place + 1) if isinstance(place, int) else "=".join(str(each + 1) for each in place)


def _head(lines: Lines) -> _Head:
    text = _content(lines)
    if text is None:
        raise MalformedError(lines.number, gettext_noop("the file holds no ballots"))
    fields = text.split()
    if len(fields) != 2:
        raise MalformedError(
            lines.number, gettext_noop("the first line must say how many candidates and seats there are")
        )
    candidates = whole(fields[0], gettext_noop("the number of candidates"), lines.number)
    seats = whole(fields[1], gettext_noop("the number of seats"), lines.number)
    if not 1 <= candidates <= MOST_CANDIDATES:
        raise MalformedError(
            lines.number, gettext_noop("there must be between 1 and %(most)s candidates"), most=MOST_CANDIDATES
        )
    head = _Head(candidates, seats, {b"%d" % (each + 1): each for each in range(candidates)})
    while True:
        mark = lines.mark()
        text = _content(lines)
        if text is None:
            raise MalformedError(
                lines.number, gettext_noop("the file ends before its ballots do, which a line 0 closes")
            )
        if text.startswith("["):
            _option(text, head, lines.number)
        elif text.startswith("-"):
            withdrawn = [token.removeprefix("-") if token[0] == "-" else "" for token in text.split()]
            head.withdrawn |= {_candidate(token, head.index, lines.number) for token in withdrawn}
        else:
            lines.back(mark)
            return head


def _content(lines: Lines) -> str | None:
    while (text := lines.next()) is not None:
        if text := text.partition("#")[0].strip():
            return text
    return None


def _option(text: str, head: _Head, number: int) -> None:
    if not text.endswith("]"):
        raise MalformedError(number, gettext_noop("the bracket is not closed: %(text)s"), text=shortened(text))
    word, *tokens = text[1:-1].split() or [""]
    if word == "nick":
        nicks = {token.encode(): each for each, token in enumerate(tokens)}
        if len(tokens) != head.candidates or len(nicks) != len(tokens) or set(nicks) & (set(head.index) | {b"0", b"-"}):
            raise MalformedError(
                number, gettext_noop("each candidate must have one short name of its own, which is no number")
            )
        head.index |= nicks
    elif word == "tie":
        head.lots = tuple(_candidate(token, head.index, number) for token in tokens)
        if len(head.lots) != head.candidates or len(set(head.lots)) != head.candidates:
            raise MalformedError(number, gettext_noop("the order for ties must name each candidate once"))
    elif word == "withdrawn":
        head.withdrawn |= {_candidate(token, head.index, number) for token in tokens}
    elif word not in _SILENT:
        raise MalformedError(number, gettext_noop("what this line asks is not known: %(text)s"), text=shortened(text))


def _candidate(token: str, index: dict[bytes, int], number: int = 0) -> int:
    found = index.get(token.encode())
    if found is None and token.isascii() and token.isdigit():
        found = index.get(token.lstrip("0").encode())
    if found is None:
        raise MalformedError(
            number,
            gettext_noop("there is no candidate %(candidate)s"),
            candidate=shortened(token) or gettext_noop("without a number"),
        )
    return found


type _Understanding = Callable[[bytes], tuple[Ranking, int] | None]


def _understanding(index: dict[bytes, int]) -> _Understanding:
    """What is said by the line of a ballot: quickly where it is plain, else sign by sign."""
    place = index.__getitem__

    def understood(line: bytes) -> tuple[Ranking, int] | None:
        try:
            weight, *named, end = line.split()
            ranking = tuple(map(place, named))
            if end == b"0" and len(set(ranking)) == len(ranking):
                return ranking, WEIGHTS[weight]
        except (KeyError, ValueError):
            pass
        return _slowly(told(line), index)

    return understood


def _slowly(line: str, index: dict[bytes, int]) -> tuple[Ranking, int] | None:
    text = line.partition("#")[0]
    if not text.strip():
        return None
    weight, *tokens = text.split()
    count = whole(weight, gettext_noop("the weight of the ballot"))
    if not count:
        raise MalformedError(0, gettext_noop("a ballot with the weight 0 counts for nothing; leave it out"))
    if "0" in tokens[:-1]:
        raise MalformedError(0, gettext_noop("something stands after the 0 that ends the ballot"))
    ranking: list[Place] = []
    seen: set[int] = set()
    for token in tokens[:-1] if tokens and tokens[-1] == "0" else tokens:
        if token == "-":  # noqa: S105  # the sign of a preference left blank
            continue
        group = [_candidate(each, index) for each in token.split("=")]
        if len(set(group)) != len(group) or seen & set(group):
            raise MalformedError(
                0, gettext_noop("the ballot names a candidate twice: %(ballot)s"), ballot=shortened(text.strip())
            )
        seen.update(group)
        ranking.append(group[0] if len(group) == 1 else tuple(sorted(group)))
    return tuple(ranking), count


def _ballots(lines: Lines, understood: _Understanding, candidates: int) -> dict[Ranking, int]:
    if (block := lines.block_until(_ENDS[0], _BLOCK)) and (plain := read_plain(block, candidates)) is not None:
        lines.pass_over(block, _ENDS[0])
        return plain
    for end in _ENDS:
        if (found := lines.counted_until(end, understood)) is not None:
            return found
    ballots: dict[Ranking, int] = {}
    while (text := lines.next()) is not None:
        if text.partition("#")[0].strip() == "0":
            return ballots
        try:
            said = understood(text.encode())
        except MalformedError as error:
            raise error.at(lines.number) from None
        if said:
            ballots[said[0]] = ballots.get(said[0], 0) + said[1]
    raise MalformedError(lines.number, gettext_noop("the file ends before its ballots do, which a line 0 closes"))


def _names(lines: Lines, candidates: int) -> tuple[tuple[str, ...], str]:
    found: list[str] = []
    while (text := lines.next()) is not None:
        if text.startswith("#"):
            continue
        if not text and len(found) > candidates:
            break  # remarks follow
        if not text:
            continue
        if len(found) > candidates:
            raise MalformedError(
                lines.number,
                gettext_noop("there are more names than %(candidates)s candidates and a title"),
                candidates=candidates,
            )
        name = _unquoted(text, lines.number)
        if not name and len(found) < candidates:
            raise MalformedError(lines.number, gettext_noop("a candidate has no name"))
        found.append(name)
    if len(found) < candidates:
        raise MalformedError(
            lines.number,
            gettext_noop("there are %(candidates)s candidates, but %(names)s names"),
            candidates=candidates,
            names=len(found),
        )
    return tuple(found[:candidates]), found[candidates] if len(found) > candidates else ""


def _unquoted(text: str, number: int) -> str:
    if not text.startswith('"'):
        return text
    name, rest = text[1:].rsplit('"', 1) if '"' in text[1:] else (None, "")
    if name is None:
        raise MalformedError(number, gettext_noop("the quotation mark is not closed: %(text)s"), text=shortened(text))
    if _DOUBTFUL.search(name) or (rest.strip() and not rest.strip().startswith("#")):
        raise MalformedError(
            number, gettext_noop("a line holds one name, and this seems to hold more: %(text)s"), text=shortened(text)
        )
    return name.strip()
