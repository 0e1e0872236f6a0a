"""Status lists: what pages and tables say is read, and what cannot be is told by its line."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.directory.formats.tables import FileError
from plenary.monitoring.formats import StatusList, UnreadableError, read_status
from plenary.monitoring.formats.ends import End, end_of
from plenary.monitoring.formats.reading import Why
from plenary.monitoring.labels import UNREAD
from plenary.monitoring.rules.delays import Begins, Delay
from plenary.monitoring.rules.entering import UNKNOWN, Entering
from plenary.monitoring.rules.statuses import status
from plenary.monitoring.rules.treaty_actions import Kind, TreatyAction

TREATIES = Path(__file__).resolve().parents[3] / ".." / "shared" / "data" / "treaties"
COUNTED_ON = date(2026, 2, 3)
HEAD = 'Participant,Signature,Provisional application(n),"Acceptance(A), Accession(a), Ratification"'
MINE_BAN = Entering(
    40,
    Delay(months=6, begins=Begins.FIRST_OF_MONTH),
    Delay(months=6, begins=Begins.FIRST_OF_MONTH),
)
CLUSTER_MUNITIONS = Entering(30, MINE_BAN.delay, MINE_BAN.delay_of_each)
ARMS_TRADE = Entering(50, Delay(days=90), Delay(days=90))


def kept(name: str) -> StatusList:
    """A real list. Not run where the data is not there."""
    file = TREATIES / name
    if not file.exists():
        pytest.skip(f"not run: {name} is not there")
    return read_status(file.read_bytes())


def table(*rows: str) -> StatusList:
    return read_status("\n".join([HEAD, *rows]).encode())


def page(*rows: str, notes: str = "", head: str = "", last: str = "") -> bytes:
    """A page as the depositary makes them, in short."""
    cells = "".join(
        "<tr>" + "".join(f"<td>{cell}<br></td>" for cell in row.split("|")) + "</tr>"
        for row in ("Participant|Signature|Accession(a), Ratification", *rows)
    )
    return (
        f"<!DOCTYPE html><html><script>var grid = '<table id=tblgrid>'</script><div>{head}</div>"
        f"<div class='treatyCenter'>5. A Treaty</div><div class='treatyCenter'>Oslo, 18 September 1997</div>"
        f'<table id="x_tblgrid">{cells}</table>{notes}{last}'
    ).encode()


def note(number: int, words: str) -> str:
    return f"<div class='divNotesAll'><a name='{number}'>{number}</a><index></index>{words}</div>"


def marked(name: str, number: int) -> str:
    return f"{name} <SUP><A href='#{number}' class='noteIndex'>{number}</A></SUP>"


@pytest.mark.parametrize(
    ("name", "signatories", "parties", "entering"),
    [
        ("untc-2026/ottawa.html", 132, 162, MINE_BAN),
        ("untc-2026/ccm.html", 107, 112, CLUSTER_MUNITIONS),
        ("untc-2026/att.html", 130, 117, ARMS_TRADE),
    ],
)
def test_pages_of_the_depositary_come_to_their_own_counts(
    name: str, signatories: int, parties: int, entering: Entering
) -> None:
    found = kept(name)
    through = status(entering, found.actions)
    assert (found.as_at, found.signatories, found.parties) == (COUNTED_ON, signatories, parties)
    assert (len(through.signatories(COUNTED_ON)), len(through.parties(COUNTED_ON))) == (signatories, parties)
    assert through.in_force_since == found.entered
    assert found.unread == ()


def test_who_left_the_mine_ban_convention_has_its_days_and_who_is_leaving_is_a_party_till_then() -> None:
    found = kept("untc-2026/ottawa.html")
    left = {each.actor: (each.day, each.takes_effect) for each in found.actions if each.kind is Kind.WITHDRAWAL}
    assert left == {
        "EST": (date(2025, 6, 27), date(2025, 12, 27)),
        "FIN": (date(2025, 7, 10), date(2026, 1, 10)),
        "LVA": (date(2025, 6, 27), date(2025, 12, 27)),
        "LTU": (date(2025, 6, 27), date(2025, 12, 27)),
        "POL": (date(2025, 8, 20), date(2026, 2, 20)),
    }
    through = status(MINE_BAN, found.actions)
    assert set(through.parties(date(2025, 12, 1))) >= left.keys()
    assert set(through.parties(COUNTED_ON)) & left.keys() == {"POL"}
    assert set(through.parties(date(2026, 3, 3))) & left.keys() == set()


@pytest.mark.parametrize(
    ("name", "entering", "since"),
    [
        ("26-5", MINE_BAN, date(1999, 3, 1)),
        ("26-6", CLUSTER_MUNITIONS, date(2010, 8, 1)),
        ("18-10", Entering(60, Delay(days=60, begins=Begins.FIRST_OF_NEXT_MONTH)), date(2002, 7, 1)),
        ("4-11-b", Entering(10, Delay(months=3), Delay(months=1)), date(2002, 2, 12)),
        ("4-15", Entering(20, Delay(days=30), Delay(days=30)), date(2008, 5, 3)),
    ],
)
def test_tables_are_read_whole_and_tell_when_a_treaty_began(name: str, entering: Entering, since: date) -> None:
    found = kept(f"untc-2015/treaties/{name}.csv")
    assert found.unread == ()
    assert status(entering, found.actions).in_force_since == since


def test_rows_that_cannot_be_read_are_told_by_their_line_and_give_nothing() -> None:
    found = table(
        "Albania,8 Sep 1998,,29 Feb 2000",
        "Atlantis,8 Sep 1998,,",
        "Austria,31 Feb 1998,,",
        "Belgium,3 Dec 1997,,4 Sep 1998 x",
        "Belize,,2 Sep 2014 n,2 Sep 2014 a",
        "Albania,,,1 Jan 2001 a",
        "Lithuania,[26 Feb 1999],,[12 May 2003]",
        "",
        "Chad,6 Jul 1998,,[6 May 1999",
    )
    assert [(each.line, each.name, each.why) for each in found.unread] == [
        (3, "Atlantis", Why.UNKNOWN_ACTOR),
        (4, "Austria", Why.NO_DAY),
        (5, "Belgium", Why.UNKNOWN_LETTER),
        (7, "Albania", Why.SAME_ACTOR),
        (8, "Lithuania", Why.NO_END),
        (10, "Chad", Why.NO_DAY),
    ]
    assert {each.actor for each in found.actions} == {"ALB", "BLZ"}
    assert TreatyAction("BLZ", Kind.PROVISIONAL, date(2014, 9, 2)) in found.actions


def test_a_page_tells_of_itself_and_its_end_notes_belong_to_their_rows() -> None:
    found = read_status(
        page(
            "Albania|8 Sep 1998|29 Feb 2000",
            f"{marked('Poland', 8)}|4 Dec 1997|27 Dec 2012",
            "<A href='#EndDec' class='noteIndex'>Sweden</A>|4 Dec 1997|",
            notes=note(8, "On 20 August 2025, the Government of Poland told of its withdrawal. The withdrawal will take "
                          "effect for Poland on 20 February 2026."),
            head="STATUS AS AT : 03-02-2026 10:16 EDT Entry into force : 1 March 1999 Signatories : 3. Parties : 2",
        )
    )  # fmt: skip
    assert (found.title, found.concluded, found.adopted) == ("A Treaty", "Oslo, 18 September 1997", date(1997, 9, 18))
    assert (found.as_at, found.entered, found.signatories, found.parties) == (COUNTED_ON, date(1999, 3, 1), 3, 2)
    assert found.names == {"ALB": "Albania", "POL": "Poland", "SWE": "Sweden"}
    assert found.unread == ()
    assert [each for each in found.actions if each.kind is Kind.WITHDRAWAL] == [
        TreatyAction("POL", Kind.WITHDRAWAL, date(2025, 8, 20), date(2026, 2, 20))
    ]


def test_a_page_that_counts_otherwise_says_so() -> None:
    told = read_status(page("Albania||29 Feb 2000 a", head="STATUS AS AT : 03-02-2026 Signatories : 0. Parties : 2"))
    assert [(each.line, each.words, each.why) for each in told.unread] == [(0, "Parties: 2 ≠ 1", Why.OTHER_COUNT)]


@pytest.mark.parametrize(
    ("words", "end"),
    [
        ("On 27 June 2025, Estonia gave notice of withdrawal. The withdrawal took effect for Estonia on 27 December 2025.",
         End(date(2025, 6, 27), date(2025, 12, 27))),
        ("On 17 March 2018, the Government notified its denunciation, with effect from 17 March 2019.",
         End(date(2018, 3, 17), date(2019, 3, 17))),
        ("On 27 June 2025 Latvia withdrew. The withdrawal took effect for Latvia on 27 December 2025.", None),
        ("On 27 June 2025, Estonia made a declaration, effective on 27 December 2025.", None),
        ("Estonia gave notice of withdrawal. The withdrawal takes effect on 27 December 2025.", None),
        ("On 27 June 2026, Estonia withdrew. The withdrawal took effect for Estonia on 27 December 2025.", None),
        ("On 27 June 2025, Estonia gave notice of withdrawal.", None),
    ],
)  # fmt: skip
def test_an_end_note_tells_a_withdrawal_or_nothing(words: str, end: End | None) -> None:
    assert end_of([words], "EST") == end


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"<html><p>No such page</p>", Why.NO_LIST),
        (page().replace(b"Participant", b"State"), Why.NO_PARTICIPANT),
        (page().replace(b"Signature", b"Capital").replace(b"Accession(a), Ratification", b"Anthem"), Why.NO_COLUMN),
        (page(*["Albania||"] * 1001), Why.TOO_LARGE),
        (b"iso2,member\nAF,1\n", Why.NO_PARTICIPANT),
    ],
)
def test_what_is_no_status_list_is_refused_with_its_reason(data: bytes, why: Why) -> None:
    with pytest.raises(UnreadableError) as refused:
        read_status(data)
    assert refused.value.why is why
    assert str(UNREAD[why] % {"words": refused.value.words})


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "directory.file.empty"),
        (b"PK\x03\x04\x00\x01\x02\x00\x00", "directory.file.not_text"),
        (b"Participant,Signature\n" + b"x" * 5_000_000, "directory.file.too_large"),
        (HEAD.encode(), "directory.file.no_rows"),
    ],
)
def test_what_is_no_text_or_beyond_the_limits_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(FileError) as refused:
        read_status(data)
    assert refused.value.reason == reason


@given(st.binary(max_size=300), st.integers(0, 900), st.integers(0, 300))
def test_a_page_that_is_broken_anywhere_is_read_or_refused(junk: bytes, place: int, length: int) -> None:
    whole = page(f"{marked('Poland', 8)}|4 Dec 1997|27 Dec 2012", "Albania||29 Feb 2000 a", notes=note(8, "On <b>"))
    try:
        found = read_status(whole[:place] + junk + whole[place + length :])
    except (UnreadableError, FileError):
        return
    assert all(found.names[each.actor] for each in found.actions)


def test_reading_twice_is_the_same() -> None:
    rows = ("Albania,8 Sep 1998,,29 Feb 2000", "Belize,,2 Sep 2014 n,2 Sep 2014 a")
    assert table(*rows) == table(*rows)
    assert status(UNKNOWN, table(*rows).actions) == status(UNKNOWN, table(*reversed(rows)).actions)
