"""What the page of an election shows of its candidates, and what the reader may do about them."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Any

from django.forms import Form

from plenary.charter.decidable import Asked
from plenary.charter.queries import called, charter_of
from plenary.core.standing import Standing
from plenary.core.verdicts import Verdict
from plenary.decisions import permissions
from plenary.decisions.forms.nominations import AcceptForm, NominateForm
from plenary.decisions.models import Nomination, Proposal
from plenary.decisions.queries.choosing import Choice, is_choice
from plenary.decisions.queries.nominations import not_to_nominate, statements_of
from plenary.decisions.rules.phases import Phase
from plenary.texts.labels import language_name
from plenary.texts.queries import Reading

type Bad = Mapping[str, Form]


@dataclass(frozen=True, slots=True)
class CandidateShown:
    """One who stands or is asked to, the groups to which it belongs, its statement, and what the reader may do."""

    row: Nomination
    groups: list[str]
    statement: Reading | None
    others: list[tuple[str, str]]  # languages in which the statement can be read besides
    languages: list[tuple[str, str]]  # languages in which the reader may write it
    is_chosen: bool
    form: Form | None
    may_withdraw: Verdict


def candidates_context(
    standing: Standing,
    proposal: Proposal,
    choice: Choice | None,
    *,
    chosen: Set[str],
    bad: Bad | None = None,
    language: str = "",
) -> dict[str, Any]:
    """The candidates of an election that is open or over, from what it chooses (`choice_of`) and the ids of those who were
    chosen; nothing of a proposal that is none."""
    if choice is None or not choice.asked.nominated or not proposal.opened_at or not is_choice(proposal):
        return {}
    if not permissions.may_read_the_way(standing, proposal):
        return {}
    bad = bad or {}
    names = _names(proposal, choice.asked)
    is_open = proposal.phase is Phase.NOTICE
    rows = [each for each in statements_of(proposal, choice.nominated, language) if each.row.accepted_at or is_open]
    found: dict[str, Any] = {
        "candidates": [
            _shown(standing, proposal, choice.asked, names, each.row, each.statement, chosen, bad) for each in rows
        ],
        "seats": choice.asked.seats,
        "kept": [(names[each.group], each.at_least) for each in choice.asked.kept],
        "is_nominating": is_open,
        "may_nominate": permissions.may_nominate(standing, proposal, choice),
    }
    if found["may_nominate"]:
        found["nominate_form"] = bad.get("nominate") or nominate_form(standing, proposal, choice)
    return found


def nominate_form(standing: Standing, proposal: Proposal, choice: Choice, data: Any = None) -> NominateForm:
    """The form by which one nominates; it shows those who can be nominated yet."""
    own = standing.person if choice.asked.of_persons else standing.member
    without = not_to_nominate(proposal, choice, own)
    return NominateForm(data, standing=standing, asked=choice.asked, without=without, auto_id="nominate_%s")


def accept_form(nomination: Nomination, asked: Asked, data: Any = None) -> AcceptForm:
    """The form by which the one nominated answers."""
    return AcceptForm(data, nomination=nomination, asked=asked, auto_id=f"answer_{nomination.pk}_%s")


def _names(proposal: Proposal, asked: Asked) -> dict[str, str]:
    charter = charter_of(proposal.coalition_id)
    return {each.group: called(charter, each.names, each.group) for each in asked.kept}


def _shown(  # noqa: PLR0917  # what one line of the page is made of
    standing: Standing,
    proposal: Proposal,
    asked: Asked,
    names: Mapping[str, str],
    row: Nomination,
    statement: Reading | None,
    chosen: Set[str],
    bad: Bad,
) -> CandidateShown:
    row.proposal = proposal
    tags = charter_of(proposal.coalition_id).languages
    writes = permissions.may_write_statement(standing, row)
    ready = statement.languages.ready if statement else ()
    return CandidateShown(
        row=row,
        groups=[names[code] for code in row.groups if code in names],
        statement=statement,
        others=[(tag, language_name(tag)) for tag in ready if statement and tag != statement.shown.language],
        languages=[(tag, language_name(tag)) for tag in tags] if writes else [],
        is_chosen=row.pk in chosen,
        form=(bad.get(row.pk) or accept_form(row, asked)) if permissions.may_answer_nomination(standing, row) else None,
        may_withdraw=permissions.may_withdraw_nomination(standing, row),
    )
