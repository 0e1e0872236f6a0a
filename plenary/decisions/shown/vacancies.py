"""What is shown of seats that fell vacant after an election: each count of its ballots again, and what came of it."""

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from plenary.bodies.countbacks import countbacks_of
from plenary.bodies.models import Countback
from plenary.bodies.permissions import may_answer_offer
from plenary.bodies.rules.countbacks import Answer
from plenary.core.standing import Standing
from plenary.core.verdicts import Label, Verdict
from plenary.decisions.labels.stages import METHOD
from plenary.decisions.labels.vacancies import ANSWERED, ASKED
from plenary.decisions.models import Proposal
from plenary.decisions.queries.choosing import box_of
from plenary.decisions.queries.counts import Counted, counted
from plenary.decisions.queries.vacancies import boxed
from plenary.decisions.rules.methods.accounts import Account
from plenary.decisions.shown.account_json import to_json
from plenary.decisions.shown.account_stages import figures_in_words, stages_shown
from plenary.decisions.shown.accounts import account_as_data, names_of, told_apart
from plenary.decisions.shown.ballot_files import files_of, is_countable


@dataclass(frozen=True, slots=True)
class VacancyShown:
    """One count of the ballots again, in a sentence: who left, who was asked, and what came of it. `names` are those who stood,
    by their ids; `has_count` says whether there was anything to count."""

    row: Countback
    left: str
    name: str
    sentence: str
    has_count: bool
    names: dict[str, str]


def vacancies_shown(proposal: Proposal) -> list[VacancyShown]:
    """What was counted again of the ballots of an election, oldest first. One query, and another where there is any."""
    rows = list(countbacks_of(proposal.coalition_id, proposal.pk))
    box = box_of(proposal) if rows and proposal.decided_at else None
    what = box.what if box else None
    if what is None:
        return []
    names = {each.id: each.name for each in what.candidates}
    took = {row.took_id: row.candidate for row in rows if row.took_id}
    return [_shown(row, names, took.get(row.term_id, row.left)) for row in rows]


def vacancy_context(standing: Standing, proposal: Proposal, shown: VacancyShown) -> dict[str, Any]:
    """Everything that the page of one vacancy shows. Three queries at most."""
    found, account = counted(proposal), account_of(proposal, shown)
    context = {
        "proposal": proposal,
        "vacancy": shown,
        "out": out_shown(shown),
        "may_answer": may_answer_offer(standing, shown.row),
        "is_open": shown.row.answered_at is None,
    }
    if account is None:
        return context
    return context | {
        "method": METHOD.get(account.method, account.method),
        "figures": figures_in_words(account),
        "stages": list(stages_shown(account)),
        "command": _command(proposal, found, shown) if found else "",
    }


def out_shown(shown: VacancyShown) -> list[tuple[str, Label]]:
    """Who was passed over, by name, each with the reason in words."""
    told = ((shown.names.get(each, ""), reason) for each, reason in shown.row.out.items())
    return [(name, Verdict(False, reason, "").sentence) for name, reason in sorted(told)]


def account_of(proposal: Proposal, shown: VacancyShown) -> Account | None:
    """The account of the ballots counted again; None where there was nothing to count. One query."""
    found = boxed(proposal)
    return found.again(shown.row.left, tuple(shown.row.out)) if found and shown.has_count else None


def vacancy_as_json(proposal: Proposal, found: Counted, account: Account) -> str:
    """The account as `plenary count --vacancy` writes it for a file of the same ballots."""
    names = names_of(found.account)
    lots = {"from": "seed", "order": [names[each] for each in found.lots], "seed": found.box.seed}
    return to_json(account_as_data(account, lots, proposal.title.strip())) + "\n"


def _shown(row: Countback, names: dict[str, str], left: str) -> VacancyShown:
    facts = {"left": names.get(left, ""), "name": names.get(row.candidate, "")}
    words = ANSWERED[Answer(row.answer)] if row.answer else ASKED
    has_count = row.answer != Answer.NO_BALLOTS
    return VacancyShown(row, facts["left"], facts["name"], str(words) % facts, has_count, names)


def _command(proposal: Proposal, found: Counted, shown: VacancyShown) -> str:
    """The command that counts a file of the ballots again to the same; empty where it cannot be told."""
    files = files_of(proposal, found) if is_countable(found) else []
    if not files:
        return ""
    ids: Sequence[str] = found.contest.ids
    names = dict(zip(ids, told_apart(found.profile.names), strict=True))
    words = ["--vacancy", names[shown.row.left]]
    for each in sorted(shown.row.out, key=ids.index):
        words += ["--declines", names[each]]
    return f"{files[0].command} {shlex.join(words)}"
