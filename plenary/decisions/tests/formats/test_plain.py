"""Plain blocks of BLT files: what is read of all lines at once is what is read line by line."""

from hypothesis import example, given
from hypothesis import strategies as st

from plenary.decisions.formats.blt import read_blt
from plenary.decisions.formats.plain import read_plain
from plenary.decisions.formats.reading import MalformedError

NAMES = 12
LINE_BY_LINE = b"# a line that is not plain\n"


def said(content: bytes) -> object:
    """What is read, in the order in which it is; or the reason, with its line."""
    try:
        return list(read_blt(content).profile.ballots.items())
    except MalformedError as error:
        return error.line, error.reason


def after(head: bytes, lines: list[bytes]) -> bytes:
    """A file with these lines of ballots."""
    names = b"".join(b'"%d"\n' % each for each in range(NAMES))
    return b"%d 2\n" % NAMES + head + b"".join(lines) + b"0\n" + names


ranking = st.lists(st.integers(1, NAMES), unique=True, max_size=NAMES)
plain = st.builds(lambda weight, named: " ".join(map(str, [weight, *named, 0])), st.integers(1, 10_500), ranking)
crooked = st.text("0129 \t-=#a\u0660\u00b2", max_size=12)
line = st.one_of(plain, plain, plain, crooked).map(lambda text: text.encode() + b"\n")


@given(st.lists(line, min_size=1, max_size=8))
@example([b"10\n", b"1 2 0\n"])
@example([b"1 10 10 0\n"])
@example([b"1 121 0\n"])
@example([b"1 3 1 3 0\n"])
@example([b"1 2 0 3\n", b"1 0\n"])
@example([b"3\n", b"1 2 0\n"])
@example([b"0 1 0\n"])
@example([b"1 13 0\n"])
@example([b"2 1 0\n", b"0\n", b"2 1 0\n"])
def test_lines_read_at_once_say_what_they_say_one_by_one(lines: list[bytes]) -> None:
    begin = after(b"", lines)
    told = said(after(LINE_BY_LINE, lines))
    if isinstance(told, tuple):
        told = (told[0] - 1 if told[0] else 0, told[1])
    assert said(begin) == told


@given(st.lists(plain, min_size=1, max_size=8))
def test_plain_lines_are_read_at_once(lines: list[str]) -> None:
    sums: dict[tuple[int, ...], int] = {}
    for weight, *named, _end in (map(int, text.split()) for text in lines):
        key = tuple(each - 1 for each in named)
        sums[key] = sums.get(key, 0) + weight
    block = "".join(f"{text}\n" for text in lines).encode()
    quick = read_plain(block, NAMES)
    assert quick == (sums if all(int(text.split()[0]) < 10_000 for text in lines) else None)


def test_more_candidates_than_there_are_signs_are_read_line_by_line() -> None:
    assert read_plain(b"1 60 0\n", 60) == {(59,): 1}
    assert read_plain(b"1 60 0\n", 61) is None
