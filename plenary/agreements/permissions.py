"""Who may read agreements, draft them, adopt and end them, sign, and withdraw a signature."""

from plenary.agreements.matters import ADOPT, DRAFT, ENTER_PAPER
from plenary.agreements.models import Agreement, Signature, Suggestion
from plenary.agreements.of_bodies import body_of, is_at_work
from plenary.agreements.rules import Kind, Stage
from plenary.charter.queries import NoCharterError, charter_of, clause_of_power, offices_with
from plenary.charter.rules.schema import Disclosed
from plenary.core import clock
from plenary.core.standing import Mandate, Standing
from plenary.core.verdicts import Verdict, allow, refuse
from plenary.membership.permissions import may_read_members
from plenary.membership.rules import BELONGING, SIGNING

CLAUSE_OF_SIGNING = "signing"
"""The key of the clause that asks for a second address."""


def may_read_agreements(standing: Standing) -> Verdict:
    """To read agreements: members; the public those that say so, where the charter makes outcomes public."""
    if standing.is_inside or standing.is_system:
        return allow("agreements.is_member")
    try:
        disclosed = charter_of(standing.coalition).disclosure.outcomes
    except NoCharterError:
        return refuse("core.members_only")
    if disclosed is Disclosed.PUBLIC:
        return allow("agreements.is_public", "disclosure")
    return refuse("core.members_only", "disclosure")


def may_read_signatories(standing: Standing) -> Verdict:
    """To read who signed: those to whom the charter discloses who the members are."""
    return may_read_members(standing)


def clause_of_adoption(coalition_id: str) -> str:
    """The key of the clause by which agreements are adopted; empty where no charter is."""
    try:
        return f"process.{charter_of(coalition_id).process_for(ADOPT).code}"
    except NoCharterError:
        return ""


def clause_of_days(coalition_id: str) -> str:
    """The key of the clause under which the days of an agreement are entered: the one by which agreements are adopted."""
    return clause_of_adoption(coalition_id) or "matter.agreements.adopt"


def may_open_drafts(standing: Standing) -> Verdict:
    """To read what is being drafted: those inside the coalition, who argue about it."""
    return allow("agreements.is_member") if standing.is_inside or standing.is_system else refuse("core.members_only")


def may_draft(standing: Standing) -> Verdict:
    """To draft: representatives of members, except those who only observe, and offices with the power."""
    if not (standing.is_inside or standing.is_system):
        return refuse("core.members_only")
    if standing.is_system or standing.has_power(DRAFT):
        return allow("agreements.by_office")
    if standing.is_silenced:
        return refuse("agreements.suspended", "accountability")
    if standing.mandate is Mandate.OBSERVES and not standing.offices:
        return refuse("agreements.observers_do_not_draft", f"category.{standing.category}")
    return allow("agreements.is_member")


def may_change(standing: Standing, agreement: Agreement) -> Verdict:
    """To change the draft of an agreement: whoever may draft, until the agreement has ended."""
    if agreement.ended_at is not None:
        return refuse("agreements.has_ended", clause_of_adoption(agreement.coalition_id))
    return may_draft(standing)


def may_write_part(standing: Standing, agreement: Agreement) -> Verdict:
    """To write what a member or a role will do: whoever may change the draft, of an agreement about roles."""
    if not (changes := may_change(standing, agreement)):
        return changes
    if agreement.kind != Kind.ROLES:
        return refuse("agreements.not_about_roles", clause_of_adoption(agreement.coalition_id))
    return changes


def may_suggest(standing: Standing, agreement: Agreement) -> Verdict:
    """To suggest a change to a paragraph of the draft: whoever represents a member, who only observe among them, until the
    agreement has ended."""
    if not (inside := may_open_drafts(standing)):
        return inside
    if not standing.member:
        return refuse("agreements.members_suggest", clause_of_adoption(standing.coalition))
    if standing.is_silenced:
        return refuse("agreements.suspended", "accountability")
    if agreement.ended_at is not None:
        return refuse("agreements.has_ended", clause_of_adoption(agreement.coalition_id))
    return allow("agreements.is_member")


def may_answer_suggestion(standing: Standing, suggestion: Suggestion) -> Verdict:
    """To take a suggestion over or decline it: whoever may change the draft, once. Select its agreement with it."""
    if not (changes := may_change(standing, suggestion.agreement)):
        return changes
    return changes if suggestion.state == "open" else _settled(suggestion)


def may_take_back(standing: Standing, suggestion: Suggestion) -> Verdict:
    """To take a suggestion back: whoever represents the member that made it, until it is answered."""
    if not standing.member or suggestion.member_id != standing.member:
        return refuse("agreements.not_your_suggestion", clause_of_adoption(suggestion.coalition_id))
    return allow("agreements.is_member") if suggestion.state == "open" else _settled(suggestion)


def _settled(suggestion: Suggestion) -> Verdict:
    return refuse("agreements.suggestion_settled", clause_of_adoption(suggestion.coalition_id))


def may_decide(standing: Standing) -> Verdict:
    """To adopt or end: the coalition's own decision, carried out by the rules and by nobody else."""
    if standing.is_system:
        return allow("agreements.system", standing.clause)
    return refuse("agreements.only_by_decision", "matter.agreements.adopt")


def looks_after(standing: Standing, agreement: Agreement, body: str | None = None) -> bool:
    """True for those who are asked to look at it on its day: the offices that draft agreements, and who sits on the body whose
    terms of reference it is (`body`, where `of_bodies` told it already); where the charter gives no office the power, and no body
    at work is left to it, whoever may draft. Two queries at most."""
    if standing.has_power(DRAFT):
        return True
    body = body_of(agreement) if body is None else body
    if body in standing.bodies:
        return True
    is_left = offices_with(standing.coalition, DRAFT) or is_at_work(standing.coalition, body)
    return not is_left and bool(may_draft(standing))


def may_look_at(standing: Standing, agreement: Agreement) -> Verdict:
    """To enter that an agreement in force was looked at: those who look after it."""
    if not (inside := may_open_drafts(standing)):
        return inside
    if not looks_after(standing, agreement):
        return refuse("agreements.not_looking_after", clause_of_power(standing.coalition, DRAFT))
    if agreement.stage_on(clock.now().date()) is not Stage.IN_FORCE:
        return refuse("agreements.not_in_force", clause_of_adoption(agreement.coalition_id))
    return allow("agreements.looks_after")


def may_sign_for_member(standing: Standing) -> Verdict:
    """To sign for one's member at all: its representatives with a mandate to decide, while it is in good standing."""
    if not standing.member:
        return refuse("agreements.no_member")
    clause = f"category.{standing.category}"
    if standing.member_status not in BELONGING:
        return refuse("agreements.not_belonging", clause)
    if standing.member_status not in SIGNING:
        return refuse("agreements.suspended", "accountability")
    if standing.mandate is not Mandate.DECIDES:
        return refuse("agreements.no_mandate", clause)
    return allow("agreements.yours", clause)


def may_sign(
    standing: Standing, agreement: Agreement, own: Signature | None, waiting: Signature | None = None
) -> Verdict:
    """To sign the edition in force, unless one's member stands on that very edition, or its signature waits for its second
    address while the charter asks for one. `own` is its newest signature, `waiting` the one that waits."""
    if not (acts := may_sign_for_member(standing)):
        return acts
    if agreement.stage_on(clock.now().date()) is not Stage.IN_FORCE:
        return refuse("agreements.not_in_force")
    if own is not None and own.edition_id == agreement.current_id:
        return refuse("agreements.signed_already")
    is_waited_for = waiting is not None and waiting.edition_id == agreement.current_id
    if is_waited_for and charter_of(agreement.coalition_id).signing.second_address:
        return refuse("agreements.second_waits", CLAUSE_OF_SIGNING)
    return acts


def may_enter_paper(standing: Standing) -> Verdict:
    """To enter a signature that a member gave on paper: the offices with the power."""
    if standing.has_power(ENTER_PAPER):
        return allow("agreements.enters_papers")
    return refuse("agreements.not_entering_papers", clause_of_power(standing.coalition, ENTER_PAPER))


def may_confirm(standing: Standing, paper: Signature | None) -> Verdict:
    """To confirm a paper or say that it is none: those who may sign for the member for which it was entered."""
    if paper is None or paper.confirmed_at is not None or paper.withdrawn_at is not None:
        return refuse("agreements.no_paper")
    if paper.member_id != standing.member:
        return refuse("agreements.no_paper")
    return may_sign_for_member(standing)


def may_withdraw(standing: Standing, own: Signature | None) -> Verdict:
    """To withdraw one's member's signature: those with a mandate to decide for it, whatever its standing has become."""
    if not standing.member:
        return refuse("agreements.no_member")
    if standing.mandate is not Mandate.DECIDES:
        return refuse("agreements.no_mandate", f"category.{standing.category}")
    if own is None:
        return refuse("agreements.not_signed")
    return allow("agreements.yours", f"category.{standing.category}")
