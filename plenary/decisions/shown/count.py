"""What the page of a count shows: who is chosen, the picture, each stage, the lots and how they are drawn again, the ballots."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from plenary.core.standing import Standing
from plenary.decisions.labels.stages import METHOD
from plenary.decisions.models import Proposal
from plenary.decisions.queries.counts import Counted
from plenary.decisions.shown.account_json import to_json
from plenary.decisions.shown.account_money import in_currency
from plenary.decisions.shown.account_stages import figures_in_words, stages_shown
from plenary.decisions.shown.accounts import account_as_data, names_of
from plenary.decisions.shown.ballot_files import files_of, is_countable, unit_of_files
from plenary.decisions.shown.by_lot import decided_by_lot, lot_in_words
from plenary.decisions.shown.outcome import chosen_shown, in_money, secrecy_context, sums_of
from plenary.decisions.shown.pictures.registry import picture_of
from plenary.record.queries.reading import readable

_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Lot:
    """A candidate in the order of lots, with the first digits of the hash by which it stands there; without them where a name
    was taken out."""

    name: str
    drawn: str


def count_context(proposal: Proposal, counted: Counted) -> dict[str, Any]:
    """Everything that the page of a count shows. Five queries at most."""
    account = in_currency(counted)
    return {
        "proposal": proposal,
        "box": counted.box,
        "method": METHOD.get(account.method, account.method),
        "figures": count_in_words(counted),
        "chosen": chosen_shown(proposal, counted),
        "sums": sums_of(counted),
        "currency": counted.contest.currency,
        "picture": picture_of(account),
        "stages": list(stages_shown(account)),
        "lots": lots_shown(counted),
        "by_lot": lot_in_words(account),
        "ties_by_lot": decided_by_lot(account),
        "has_ties": any(stage.ties for stage in account.stages),
        "files": files_of(proposal, counted),
        "is_countable": is_countable(counted),
        "is_unnamed": is_unnamed(counted),
        "counts_in": unit_of_files(counted),
        "left_out": [names_of(account)[each] for each in account.facts.get("left_out", ())],
        **secrecy_context(proposal, counted),
    }


def entry_read(standing: Standing, counted: Counted) -> str:
    """The id of the entry that published the lots; empty for who does not read it. One query."""
    return counted.box.entry if readable(standing).filter(id=counted.box.entry).exists() else ""


def count_in_words(counted: Counted) -> str:
    """How many ballots were counted for how many places, or for which budget, with its money as people write it."""
    contest = counted.contest
    if not contest.budget:
        return figures_in_words(counted.account)
    spent = sum(contest.candidates[each].cost for each in counted.account.winners)
    return figures_in_words(counted.account, [in_money(amount, contest.currency) for amount in (contest.budget, spent)])


def lots_shown(counted: Counted) -> list[Lot]:
    """The candidates in the order of lots. The hash is that of `ties.lots_of`."""
    rows, shown, seed = counted.contest.candidates, names_of(counted.account), counted.box.seed
    return [Lot(shown[each], "" if rows[each].unnamed else _drawn(seed, rows[each].name)) for each in counted.lots]


def _drawn(seed: str, name: str) -> str:
    return sha256(f"{seed}\n{name}".encode()).hexdigest()[:_DIGITS]


def is_unnamed(counted: Counted) -> bool:
    """Whether a name was taken out since, so that not all lots can be drawn again."""
    return any(each.unnamed for each in counted.contest.candidates)


def count_as_json(proposal: Proposal, counted: Counted) -> str:
    """The account as `plenary count --format json` writes it for a file of the same ballots; amounts in minor units."""
    names = names_of(counted.account)
    lots = {"from": "seed", "order": [names[each] for each in counted.lots], "seed": counted.box.seed}
    return to_json(account_as_data(counted.account, lots, proposal.title.strip())) + "\n"
