"""Plain blocks of BLT files, in which each line is `weight a b c 0` in plain numbers: read all lines at once, not one by one."""

from plenary.decisions.rules.methods.profiles import Ranking

WEIGHTS = {b"%d" % each: each for each in range(1, 10_000)}
"""The weights of ballots that are had quickly, as they are written."""

_FEW = 60  # candidates; with more of them, to go through the block for each takes longer than to go through its lines
_MARKS = 128  # the sign of the first candidate where candidates are signs: above all that is ASCII
_STRANGE, _END = b"\xfe", b"\xff"


def _signs_as_places() -> bytes:
    """The place of a candidate by its one sign: a digit, or a mark where the number has several; the 0 ends a ranking."""
    table = bytearray(_STRANGE * 256)
    table[ord("0")] = _END[0]
    table[ord("1") : ord("9") + 1] = range(9)
    table[_MARKS + 9 : _MARKS + _FEW] = range(9, _FEW)
    return bytes(table)


_PLACES = _signs_as_places()
_FOLLOWS = b" " * 255 + b"\n"  # by place, and by the end of a ranking


def read_plain(block: bytes, candidates: int) -> dict[Ranking, int] | None:
    """The ballots of a block of whole lines; None where one line is anything but plain, or wrong."""
    if candidates > _FEW or not block.isascii():
        return None
    for number in range(candidates, 9, -1):
        block = block.replace(b" %d" % number, b" %c" % (_MARKS + number - 1))
    lines = [line.partition(b" ") for line in block.split(b"\n")]
    lines.pop()
    try:
        weights = [WEIGHTS[weight] for weight, _, _ in lines]
    except KeyError:
        return None
    # Where all is plain, each sign of these is followed by a space, and a 0 by the end of its line.
    named = b"\n".join([rest for _, _, rest in lines]) + b"\n"
    places = named[::2].translate(_PLACES)
    if places.translate(_FOLLOWS) != named[1::2] or not _is_valid(places, bytes(range(candidates))):
        return None
    rankings = list(map(tuple, places.split(_END)))
    rankings.pop()
    ballots: dict[Ranking, int] = dict(zip(rankings, weights, strict=True))
    if len(ballots) < len(rankings):
        ballots = dict.fromkeys(rankings, 0)
        for ranking, weight in zip(rankings, weights, strict=True):
            ballots[ranking] += weight
    return ballots


def _is_valid(places: bytes, candidates: bytes) -> bool:
    """Whether rankings name candidates alone, and none of them twice: when all others are left out, a candidate that a ranking
    names twice follows itself."""
    if places.translate(None, candidates + _END):
        return False
    others = (candidates[:each] + candidates[each + 1 :] for each in candidates)
    return not any(bytes((each, each)) in places.translate(None, rest) for each, rest in enumerate(others))
