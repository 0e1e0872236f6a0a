"""Secret votes as somebody would find them who took the whole machine: what is done, what lies there. Runs inside the product."""

import logging
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from django.conf import settings
from django.db import connection

from plenary.charter.rules.schema import Charter, Counting, Method, Process, Secrecy
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.decisions import actions
from plenary.decisions.models import Ballot, Paper, Proposal
from plenary.decisions.tasks import keep_deadlines
from plenary.membership.models import Representative
from plenary.record.models import Entry
from tests.crash import world
from tests.crash.inside import problems

SLUG = "sealed"
TOWNS = ("Tirana", "Oslo", "Dakar", "Lima", "Quito")
_ON_POSTGRESQL, _ON_SQLITE = ("ctid", "xmin"), ("rowid",)


def rules() -> Charter:
    """A charter by which towns are chosen in secret, for thirty days."""
    whole = world.charter()
    chooses = Process(
        code="choice", names={"en": "A choice"}, method=Method.CHOICE, counting=Counting.STV_SCOTTISH,
        electorate="plenary", voting_days=30, secrecy=Secrecy.SECRET,
    )  # fmt: skip
    matters = {**whole.matters, "decisions.choice": "choice"}
    return replace(whole, processes=(*whole.processes, chooses), matters=matters)


def found(voters: int) -> None:
    """A coalition of so many members under these rules."""
    world.gather(SLUG, voters, rules())


def vote(voters: int, seed: int, into: str) -> dict[str, Any]:
    """One secret vote, from its opening to its count: everybody casts another order of the towns, in an order of its own, and a
    third of them twice. Gives what each said, and the rows in every order that a database keeps; a copy of an embedded database,
    its log of writes and all that was logged lies in the folder, as they were before and after the count."""
    chance, folder = Random(seed), Path(into)  # noqa: S311  # no secret
    folder.mkdir(parents=True)
    logged = logging.FileHandler(folder / "log")
    logging.getLogger().addHandler(logged)
    logging.getLogger().setLevel(logging.DEBUG)
    proposal = _opened(f"Where do we meet {seed}")
    orders = chance.sample(_orders(), voters)
    said: dict[str, Any] = {}
    queue = chance.sample(range(voters), voters) + chance.sample(range(voters), voters // 3)
    for turn, who in enumerate(queue):
        is_last = who not in queue[turn + 1 :]
        ranks = orders[who] if is_last else chance.choice(_orders())
        by = world.standing(who, SLUG)
        ballot = actions.cast_ballot(by=by, proposal=proposal, said={"ranks": [[each] for each in ranks]})
        said[ballot.elector.key] = {"ranks": ranks, "code": ballot.codes[0], "ballot": ballot.pk, "member": by.member}
    _keep(folder / "before")
    assert proposal.voting_until is not None
    with clock.set_to(proposal.voting_until + 2 * clock.WRITE_TIMEOUT):
        actions.close_proposal(by=Standing.system(proposal.coalition_id, "process.choice"), proposal=proposal)
    _keep(folder / "after")
    logged.close()
    return {"said": said, "voters": _voters(proposal), "papers": _papers(proposal), "proposal": proposal.pk}


def crowd(members: int) -> list[dict[str, str]]:
    """A coalition of so many members, all signed in, whose votes last an hour: open ones, and secret ones about money."""
    whole = world.charter(voting_days=0, voting_hours=1, recorded_by=())
    money = replace(
        whole.process("ordinary"), code="money", names={"en": "Money"}, secrecy=Secrecy.SECRET, delegation=False
    )
    given = replace(whole, processes=(*whole.processes, money), matters={**whole.matters, "decisions.money": "money"})
    with clock.set_to(clock.now() - timedelta(hours=2)):
        world.gather(SLUG, members, given)
    coalition = world.coalition_at(SLUG)
    rows = Representative.objects.of(coalition.id).filter(person__account__email__startswith="person")
    keys = dict(rows.values_list("person__account", "member"))
    return [{"session": seat["session"], "elector": keys[seat["account"]]} for seat in world.seats(slug=SLUG)]


def opened_until(deadline: float) -> dict[str, str]:
    """Two proposals, an open and a secret one, whose voting ends at a moment (seconds since 1970), by what they are."""
    moment = datetime.fromtimestamp(deadline, UTC)
    found = {}
    with clock.set_to(moment - timedelta(hours=1)):
        by = world.standing(0, SLUG)
        for name, kind in (("open", "decisions.resolve"), ("secret", "decisions.spend")):
            made = actions.draft_proposal(by=by, title=name, body="", language="en", effects=[(kind, {"text": name})])
            opened = actions.open_proposal(by=by, proposal=made)
            assert opened.voting_until == moment
            found[name] = opened.pk
    return found


def counted(proposals: dict[str, str], deadline: float) -> dict[str, Any]:
    """What became of them once they are counted, and every problem that the audits find."""
    with clock.set_to(datetime.fromtimestamp(deadline, UTC) + 2 * clock.WRITE_TIMEOUT):
        keep_deadlines()
    told: dict[str, Any] = {"problems": problems(SLUG)}
    for name, pk in proposals.items():
        row = Proposal.objects.of(world.coalition_at(SLUG).id).get(pk=pk)
        ballots = Ballot.objects.of(row.coalition_id).filter(proposal=row).values_list("elector__key", flat=True)
        codes = Paper.objects.of(row.coalition_id).filter(proposal=row).values_list("code", flat=True)
        told[name] = {
            "yes": row.count["yes"], "turnout": row.count["turnout"], "electors": list(ballots), "codes": sorted(codes)
        }  # fmt: skip
    return told


def _opened(title: str) -> Proposal:
    options = [{"title": town} for town in TOWNS]
    effects = [("decisions.choose", {"text": title, "number": 1, "options": options})]
    by = world.standing(0, SLUG)
    made = actions.draft_proposal(by=by, title=title, body="", language="en", effects=effects)
    return actions.open_proposal(by=by, proposal=made)


def _orders() -> list[list[str]]:
    """Every order of the towns."""
    found: list[list[str]] = [[]]
    for _town in TOWNS:
        found = [[*row, each] for row in found for each in map(str, range(1, len(TOWNS) + 1)) if each not in row]
    return found


def _keep(folder: Path) -> None:
    """A copy of the files of an embedded database as they are, its log of writes too."""
    folder.mkdir()
    if connection.vendor == "sqlite":
        for path in Path(settings.VAR).glob("*.sqlite3*"):
            shutil.copy(path, folder)


def _voters(proposal: Proposal) -> dict[str, list[str]]:
    """The keys of the electors in every order in which their ballots, their places and their entries lie."""
    rows = list(Ballot.objects.of(proposal.coalition_id).filter(proposal=proposal).select_related("elector"))
    entries = dict(Entry.objects.of(proposal.coalition_id).filter(about=proposal.pk).values_list("id", "n"))
    orders = {
        "when it was cast": [row.elector.key for row in sorted(rows, key=lambda row: row.cast_at)],
        "its entry": [row.elector.key for row in sorted(rows, key=lambda row: entries[row.entry])],
        "its id": [row.elector.key for row in sorted(rows, key=lambda row: row.pk)],
        "its elector's id": [row.elector.key for row in sorted(rows, key=lambda row: row.elector.pk)],
        "its elector's key": sorted(row.elector.key for row in rows),
        "its elector's name": [row.elector.key for row in sorted(rows, key=lambda row: row.elector.name)],
    }
    for table, key in (("decisions_ballot", {row.pk: row.elector.key for row in rows}),
                       ("decisions_elector", {row.elector.pk: row.elector.key for row in rows})):  # fmt: skip
        for order in _ON_POSTGRESQL if connection.vendor == "postgresql" else _ON_SQLITE:
            orders[f"{order} of {table}"] = [key[pk] for pk in _ids(table, order, proposal) if pk in key]
    return orders


def _papers(proposal: Proposal) -> dict[str, list[list[str]]]:
    """What the papers say in every order in which they lie."""
    rows = {row.pk: row for row in Paper.objects.of(proposal.coalition_id).filter(proposal=proposal)}
    orders = {"its code": sorted(rows, key=lambda pk: rows[pk].code), "its id": sorted(rows)}
    for order in _ON_POSTGRESQL if connection.vendor == "postgresql" else _ON_SQLITE:
        orders[order] = _ids("decisions_paper", order, proposal)
    return {name: [[place[0] for place in rows[pk].said["ranks"]] for pk in ids] for name, ids in orders.items()}


def _ids(table: str, order: str, proposal: Proposal) -> list[str]:
    with connection.cursor() as cursor:
        by = {"xmin": "xmin::text::bigint, ctid"}.get(order, order)
        cursor.execute(f"SELECT id FROM {table} WHERE proposal_id = %s ORDER BY {by}", [proposal.pk])  # noqa: S608  # of this module
        return [row[0] for row in cursor.fetchall()]
