"""Coalitions in which something is due for each periodic task, and workers that do it. Runs inside the product.

A new periodic task needs something due here (`tell`), or a reason in `NOTHING_DUE`; `test_workers` says so.
"""

import logging
import os
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from plenary.accounts.actions import make_token
from plenary.accounts.rules import Scope
from plenary.bodies.actions import Nomination, appoint, end_term
from plenary.bodies.actions.formed import form_body, join_body
from plenary.bodies.models import Term
from plenary.bodies.rules.formed import Formation
from plenary.charter.rules.schema import BodyKind, Charter, Vacancies
from plenary.coalitions.models import Coalition
from plenary.core import clock, reach
from plenary.core.clock import months_later
from plenary.core.models import PeriodicRun, TaskLease
from plenary.core.schedule import Periodic, periodics
from plenary.core.standing import Standing
from plenary.decisions import actions
from plenary.decisions.models import Proposal
from plenary.emergency.actions.raising import _bar
from plenary.membership.actions import StepGiven, open_case, take_conduct_step
from plenary.membership.models import Member
from plenary.membership.rules.conduct import Taken
from plenary.membership.tasks import confirm, look_for_silence
from plenary.notices.actions import choices
from plenary.notices.models import OutgoingMail
from plenary.notices.rules.ways import Way
from plenary.notices.topics import topics
from plenary.record.models import Entry
from tests.crash import inside, world
from tests.crash.agreed import about_to_expire, another_address

TODAY = datetime(2026, 5, 4, 9, 0, 10, tzinfo=UTC)
"""Nine in the morning: everything has come due, daily mails too."""

DAWN = TODAY.replace(hour=6, minute=50)
"""Everything has come due but daily mails."""

EARLY, SOON, QUIET = "early", "soon", "quiet"
NOTHING_DUE: dict[str, str] = {
    "decisions.drop_keys": "it changes no row: keys are files; plenary/decisions/tests/test_choosing.py looks at them",
    "files.sweep": "it changes no row: bytes are files; plenary/files/tests/test_actions.py looks at what it destroys",
    "core.count_rows": "it changes no row of the house; plenary/core/tests/test_counting_rows.py looks at what it writes",
    "health.concerns": "nobody here has made a key; plenary/health/tests/test_concerns.py has it pass on and tell, twice",
    "monitoring.week": "nothing is watched here; plenary/monitoring/tests/test_weekly.py has it tell of a week, twice",
    "notices.webhooks": "none is made here, for it would connect outwards; plenary/notices/tests/test_retries.py has them told",
}
"""Periodic tasks for which nothing can be due here, by name, each with the reason."""


# Longer: one thing after the other, as it is told.
def tell() -> None:
    """Thirty months of a coalition, so that today something is due for each periodic task."""
    with clock.set_to(months_later(TODAY, -30)):
        world.gather(members=6, provisional=6, voting_days=0, voting_hours=24)
        world.gather(QUIET, 3)
        for who in (0, 1, 2, world.COLLEAGUE):
            never = {code: Way.NEVER for code, topic in topics().items() if Way.NEVER in topic.ways}
            choices.choose_ways(by=world.standing(who, QUIET), ways=never)
        world.gather(EARLY, 3, rules=_counting_back(world.charter(early=True)))
    with clock.set_to(months_later(TODAY, -23)):
        confirm()
    with clock.set_to(
        TODAY - timedelta(days=380)
    ):  # the last that is heard of one: today it is asked whether it is here
        world.drafted("The last of it", by=3)
    with clock.set_to(months_later(TODAY, -7)):  # its time on trial was over a month ago
        world.admit("Newcomer")
    with clock.set_to(
        months_later(TODAY, -3)
    ):  # too young for anybody to be silent: whom one reminds does not change today
        world.gather(SOON, 3, voting_days=0, voting_hours=24)
        make_token(by=world.account(0), name="A program's", scopes=[Scope.READ], days=30)  # over for two months
    with clock.set_to(months_later(TODAY, -2)):  # those silent ever since are asked; today they are held for dormant
        world.opened("We are here", by=0)
        world.opened("We too", by=1)
        look_for_silence()
    with clock.set_to(months_later(TODAY, -2)):
        seat = _seated("Member 1", SOON)
        chosen = _seated("Member 1", EARLY, adopted_by="an-election")
    with clock.set_to(TODAY - timedelta(days=41)):  # done work and mails that left, to be forgotten
        choices.choose_ways(by=world.standing(1), ways={"decisions": Way.DAILY})
        call_command("worker", once=True)
    with clock.set_to(
        TODAY - timedelta(days=22, hours=1)
    ):  # a member was told what it is about; its time to answer is over
        member = Member.objects.of(world.coalition_at(SOON).id).get(organisation__name="Member 2")
        case = open_case(
            by=_rules(SOON), member=member, duty="answers", clause="accountability", words="Shall we talk?"
        )
        for step in (Taken.TALK, Taken.NOTICE):
            case = take_conduct_step(by=_rules(SOON), case=case, step=step, given=StepGiven(words="No."))
    with clock.set_to(TODAY - timedelta(days=2)):  # a seat fell vacant: an election to it opens by itself
        end_term(by=_rules(SOON), term_id=seat.id)
    with clock.set_to(TODAY - timedelta(days=2)):  # and one whose ballots are to be counted again: there are none
        end_term(by=_rules(EARLY), term_id=chosen.id)
        _by_turns()
        another_address(SOON)
        about_to_expire(SOON)
    with clock.set_to(TODAY - timedelta(hours=28)):  # its vote is over
        over = _open("Over")
    with clock.set_to(TODAY - timedelta(hours=27)):
        for who in (0, 1):
            actions.cast_ballot(by=world.standing(who), proposal=over, choice="yes")
    with clock.set_to(TODAY - timedelta(hours=3)):  # of its end one is reminded; the other is certain as it stands
        _open("Ends tomorrow", SOON)
        certain = _open("Certain", EARLY)
        actions.cast_ballot(by=world.standing(0, EARLY), proposal=certain, choice="yes")
        for who in (1, 2):
            actions.stand_back(by=world.standing(who, EARLY), proposal=certain, reason="It is ours.")
        world.drafted(slug=QUIET)  # of which no mail takes the head along
        in_danger = world.account(world.COLLEAGUE, EARLY)
        _bar(in_danger, in_danger)  # as an alarm whose process was killed then, before it had sealed anything


def _rules(slug: str) -> Standing:
    return Standing.system(world.coalition_at(slug).id, "process.election")


def _counting_back(rules: Charter) -> Charter:
    """The same charter, which fills vacancies from ballots; no election to them opens, so that one task alone does something. Its
    plenary was to meet a month ago, after the work of then was done."""
    matters = {matter: code for matter, code in rules.matters.items() if matter != "bodies.elect"}
    met = [replace(body, meets_every_months=29 if body.meets_every_months == 12 else 0) for body in rules.bodies]
    elections = replace(rules.elections, vacancies=Vacancies.COUNTBACK)
    return replace(rules, matters=matters, elections=elections, bodies=tuple(met))


def _seated(name: str, slug: str, adopted_by: str = "") -> Term:
    """Let a member sit in the steering committee, for the term of the charter."""
    member = Member.objects.of(world.coalition_at(slug).id).get(organisation__name=name)
    seat = Nomination(body="steering", seats="members", member=member)
    return appoint(by=_rules(slug), nomination=seat, adopted_by=adopted_by)


def _by_turns() -> None:
    """A body in which one sits and nobody chairs: whose turn it is will be told."""
    by = _rules(SOON)
    formation = Formation(
        kind=BodyKind.COMMITTEE, names={"en": "Turns"}, terms={"en": "Work."}, seats=3, is_open=True, rotates=True
    )
    join_body(by=world.standing(0, SOON), code=form_body(by=by, formation=formation).code)


def _open(title: str, slug: str = world.SLUG) -> Proposal:
    return Proposal.objects.of(world.coalition_at(slug).id).get(pk=world.opened(title, slug=slug))


class Complaints(logging.Handler):
    """What is logged as an error: a task that fails for one thing says so and goes on."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.told: list[str] = []
        logging.getLogger().addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep it."""
        self.told.append(record.getMessage())


def run_each_twice(late_days: Sequence[int]) -> dict[str, Any]:
    """Run each periodic task twice in a row, today and so many days late: the tables in which rows changed the first time,
    by task and delay, and those in which some changed the second time."""
    complaints, first, second = Complaints(), {}, {}
    for days in late_days:
        with clock.set_to(TODAY + timedelta(days=days)):
            for name, periodic in sorted(periodics().items()):
                before = _rows()
                _do(periodic)
                after = _rows()
                _do(periodic)
                again = _rows()
                first[f"{name} {days}"] = _changed(before, after)
                second[f"{name} {days}"] = _changed(after, again)
    return {"first": first, "second": second, "complaints": complaints.told, "names": sorted(periodics())} | came()


def _do(periodic: Periodic) -> None:
    """Do it as a worker does, which begins each task with nothing in reach."""
    with reach.nowhere():
        periodic.work()


def _rows() -> dict[str, Counter[str]]:
    """Every row of every table."""
    return {
        model._meta.label: Counter(repr(_plain(row)) for row in model._base_manager.values())
        for model in apps.get_models(include_auto_created=True)
    }


def _plain(row: dict[str, Any]) -> list[tuple[str, Any]]:
    return [(name, bytes(value) if isinstance(value, memoryview) else value) for name, value in sorted(row.items())]


def _changed(before: dict[str, Counter[str]], after: dict[str, Counter[str]]) -> list[str]:
    return sorted(label for label, rows in after.items() if rows != before[label])


def work(rounds: Sequence[str], barrier: str = "") -> dict[str, Any]:
    """Work as `plenary worker --once` at each of these moments (ISO 8601), beginning each when the other has come to it, if
    there is one (`barrier`: what the barrier is called). Gives what came of it once both are done."""
    complaints = Complaints()
    for number, moment in enumerate(rounds):
        _meet(barrier and f"{barrier}-{number}")
        with clock.set_to(datetime.fromisoformat(moment)):
            call_command("worker", once=True, stdout=StringIO())
    _meet(barrier and f"{barrier}-end")
    return {"complaints": complaints.told} | came()


def found_after(rounds: Sequence[str], proposal: str) -> dict[str, Any]:
    """What is found of a proposal once a worker has worked at each of these moments."""
    work(rounds)
    return inside.found(proposal)


def work_without_schedule(rounds: Sequence[str], barrier: str = "") -> dict[str, Any]:
    """Do each periodic task at the very moment when another does it, as when a lease ran out under one that stalled; then
    work."""
    complaints = Complaints()
    with clock.set_to(datetime.fromisoformat(rounds[0])):
        for name, periodic in sorted(periodics().items()):
            _meet(barrier and f"{barrier}-{name}")
            _do(periodic)
    found = work(rounds, barrier)
    return found | {"complaints": [*complaints.told, *found["complaints"]]}


def _meet(name: str, parties: int = 2, patience: float = 300) -> None:
    """Wait until both have come: each leaves a file in the server's folder."""
    if not name:
        return
    folder = Path(settings.VAR) / "barriers" / name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / str(os.getpid())).touch()
    until = time.monotonic() + patience
    while len(list(folder.iterdir())) < parties:
        if time.monotonic() > until:
            raise TimeoutError(name)
        time.sleep(0.005)


def came() -> dict[str, Any]:
    """What came of the work: how often each thing was entered, what is left to do, and every problem of the records."""
    slugs = sorted(Coalition.objects.values_list("slug", flat=True))
    arisen = dict(Proposal.objects.across_coalitions().filter(moved_by_person="").values_list("pk", "title"))
    entered = Counter(
        f"{slug} {kind} {arisen.get(about, about)}"  # what opens by itself has another id in each copy
        for slug in slugs
        for kind, about in Entry.objects.of(world.coalition_at(slug).id).values_list("kind", "about")
    )
    return {
        "entered": dict(sorted(entered.items())),
        "runs": sorted(set(PeriodicRun.objects.values_list("runs", flat=True))),
        "unended": PeriodicRun.objects.filter(ended_at=None).count(),
        "leases": TaskLease.objects.count(),
        "undone": DBTaskResult.objects.exclude(status=TaskResultStatus.SUCCESSFUL).count(),
        "mails": dict(sorted(Counter(OutgoingMail.objects.values_list("state", flat=True)).items())),
        "heads": sorted({number for slug in slugs for number in inside.heads_by_size(slug).values()}),
        "problems": [problem for slug in slugs for problem in inside.problems(slug)],
    }
