"""Secret votes as somebody would find them who took the whole machine: what is done, what lies there. Runs inside the product."""

import json
import logging
import re
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from time import sleep
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from plenary.charter.rules.schema import Charter, Counting, Method, Process, Secrecy
from plenary.core import clock
from plenary.decisions import actions
from plenary.decisions.models import Ballot, Paper, Proposal
from plenary.decisions.tasks import keep_deadlines
from plenary.decisions.tests.factories import settled
from plenary.membership.models import Representative
from plenary.record.models import Entry
from tests.crash import world
from tests.crash.inside import problems

SLUG, OPEN_SLUG = "sealed", "unsealed"
TOWNS = ("Tirana", "Oslo", "Dakar", "Lima", "Quito", "Porto", "Accra", "Hanoi", "Izmir")
_ON_POSTGRESQL, _ON_SQLITE = ("ctid", "xmin"), ("rowid",)
_CODE = re.compile(r"<bdi dir=\"ltr\">([C-Y2-9]{3}(?:-[C-Y2-9]{3}){3})</bdi>")
_ORDER = re.compile(rf'\["[1-9]"\](?:, ?\["[1-9]"\]){{{len(TOWNS) - 1}}}')
_PATIENCE = 6000  # twentieths of a second


def rules(secrecy: Secrecy = Secrecy.SECRET) -> Charter:
    """A charter by which towns are chosen, in secret or openly, for thirty days."""
    whole = world.charter()
    chooses = Process(
        code="choice", names={"en": "A choice"}, method=Method.CHOICE, counting=Counting.STV_SCOTTISH,
        electorate="plenary", voting_days=30, secrecy=secrecy,
    )  # fmt: skip
    matters = {**whole.matters, "decisions.choice": "choice"}
    return replace(whole, processes=(*whole.processes, chooses), matters=matters)


def found(voters: int) -> None:
    """A coalition of so many members under these rules, and a small one that votes openly."""
    world.gather(SLUG, voters, rules())
    world.gather(OPEN_SLUG, 2, rules(Secrecy.OPEN))


def vote(voters: int, seed: int, into: str, *, on_page: bool) -> dict[str, Any]:
    """One secret vote, from its opening to its count, in one process: everybody casts another order of the towns, on the page
    where that is said, in an order of its own, and a third of them twice; before them one is cast openly, elsewhere. Gives what
    each said last, what was replaced, what was said openly, and the rows in every order that a database keeps.

    Before the count it tells in the file ``cast`` of the folder what was said, and waits until ``looked`` lies there. A copy of
    an embedded database, its log of writes and all that was logged lie there too, as they were before and after the count.
    """
    chance, folder = Random(seed), Path(into)  # noqa: S311  # no secret
    logged = logging.FileHandler(folder / "log")
    logging.getLogger().addHandler(logged)
    logging.getLogger().setLevel(logging.DEBUG)
    cast = _cast_on_page if on_page else _cast
    proposal = _opened(SLUG, f"Where do we meet {seed}")
    openly, *orders = _orders(chance, 1 + voters + voters // 3)
    cast(0, OPEN_SLUG, _opened(OPEN_SLUG, f"Where do they meet {seed}"), openly)
    said: dict[str, Any] = {}
    replaced: list[dict[str, Any]] = []
    queue = chance.sample(range(voters), voters) + chance.sample(range(voters), voters // 3)
    for who, ranks in zip(queue, orders, strict=True):
        (code,) = cast(who, SLUG, proposal, ranks)
        member = world.standing(who, SLUG).member
        ballot = Ballot.objects.of(proposal.coalition_id).get(proposal=proposal, elector__member=member)
        replaced += [said[ballot.elector.key]] if ballot.elector.key in said else []
        said[ballot.elector.key] = {"ranks": ranks, "code": code, "ballot": ballot.pk, "member": member}
    _keep(folder / "before")
    told = {"said": said, "replaced": replaced, "openly": openly}
    _wait_for_looks(folder, told)
    assert proposal.voting_until is not None
    with clock.set_to(proposal.voting_until + 2 * clock.WRITE_TIMEOUT):
        settled(proposal)
    _keep(folder / "after")
    logged.close()
    return told | {"voters": _voters(proposal), "papers": _papers(proposal), "proposal": proposal.pk}


def tables_that_say(orders: list[str], codes: list[str]) -> dict[str, list[str]]:
    """The tables of the database in a row of which one of these orders of towns, or of these codes, stands; read as they lie,
    those too that no model has."""
    said: dict[str, list[str]] = {"codes": [], "orders": []}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608  # the database's own names
            text = "\n".join(_in_words(value) for row in cursor.fetchall() for value in row)
            if any(code in text for code in codes):
                said["codes"].append(table)
            if {"".join(re.findall("[1-9]", each)) for each in _ORDER.findall(text)} & set(orders):
                said["orders"].append(table)
    return said


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


def _opened(slug: str, title: str) -> Proposal:
    options = [{"title": town} for town in TOWNS]
    effects = [("decisions.choose", {"text": title, "number": 1, "options": options})]
    by = world.standing(0, slug)
    made = actions.draft_proposal(by=by, title=title, body="", language="en", effects=effects)
    return actions.open_proposal(by=by, proposal=made)


def _orders(chance: Random, number: int) -> list[list[str]]:
    """So many orders of the towns, no two alike."""
    ids = [str(place) for place in range(1, len(TOWNS) + 1)]
    found: dict[str, list[str]] = {}
    while len(found) < number:
        order = chance.sample(ids, len(ids))
        found["".join(order)] = order
    return list(found.values())


def _cast(who: int, slug: str, proposal: Proposal, ranks: list[str]) -> list[str]:
    """The codes of a ballot that the representative of a number casts."""
    ballot = actions.cast_ballot(
        by=world.standing(who, slug), proposal=proposal, said={"ranks": [[each] for each in ranks]}
    )
    return list(ballot.codes)


def _cast_on_page(who: int, slug: str, proposal: Proposal, ranks: list[str]) -> list[str]:
    """The codes that the page shows to the representative who casts a ballot there."""
    client = Client(HTTP_HOST="localhost")
    client.cookies[settings.SESSION_COOKIE_NAME] = world.session(world.account(who, slug))
    given = {f"of_{each}": str(place) for place, each in enumerate(ranks, 1)}
    address = reverse("decisions:cast", args=[slug, proposal.pk])
    answer = client.post(address, given, headers={"HX-Request": "true"})
    assert answer.status_code == 200, answer.content
    return _CODE.findall(answer.content.decode())


def _wait_for_looks(folder: Path, told: dict[str, Any]) -> None:
    (folder / "cast.part").write_text(json.dumps(told))
    (folder / "cast.part").rename(folder / "cast")
    for _twentieth in range(_PATIENCE):
        if (folder / "looked").exists():
            return
        sleep(0.05)
    raise AssertionError("nobody looked")


def _in_words(value: object) -> str:
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode(errors="replace")
    return json.dumps(value) if isinstance(value, dict | list) else str(value)


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
