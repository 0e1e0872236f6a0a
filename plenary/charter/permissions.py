"""Who may read the charter, prepare a draft of it, and put one in force."""

from plenary.charter.models import CharterDraft
from plenary.charter.queries import NoCharterError, audience_for, charter_of, clause_of_power, version_in_force
from plenary.charter.touches import is_held
from plenary.core.standing import Mandate, Standing
from plenary.core.verdicts import Verdict, allow, refuse

ADMINISTER = "charter.administer"


def may_read_charter(standing: Standing) -> Verdict:
    """Those to whom the charter discloses itself; before there is one, those inside the coalition."""
    try:
        charter = charter_of(standing.coalition)
    except NoCharterError:
        return allow() if _belongs(standing) else refuse("core.members_only")
    if standing.is_system or standing.has_power(ADMINISTER):
        return allow(clause="disclosure")
    if standing.may_read(audience_for(charter, charter.disclosure.charter)):
        return allow(clause="disclosure")
    return refuse("core.members_only", "disclosure")


def may_draft_charter(standing: Standing) -> Verdict:
    """Representatives of members, except those who only observe, and offices with the power to prepare charters."""
    if standing.is_system or standing.has_power(ADMINISTER):
        return allow()
    if not standing.is_inside:
        return refuse("core.members_only")
    if standing.is_silenced:
        return refuse("charter.suspended", "accountability")
    if standing.mandate is Mandate.OBSERVES and not standing.offices:
        return refuse("charter.observers_do_not_draft", f"category.{standing.category}")
    return allow()


def may_amend_draft(standing: Standing, draft: CharterDraft) -> Verdict:
    """Whoever may draft, as long as the draft was not put aside, and no proposal that members see would adopt it."""
    if not (drafts := may_draft_charter(standing)):
        return drafts
    if draft.closed_at is not None:
        return refuse("charter.draft_closed")
    if is_held(draft.coalition_id, draft.id):
        return refuse("charter.draft_held", "matter.charter.amend")
    return allow()


def may_close_draft(standing: Standing, draft: CharterDraft) -> Verdict:
    """The one who made it, and offices with the power to prepare charters."""
    if not (amends := may_amend_draft(standing, draft)):
        return amends
    if standing.has_power(ADMINISTER) or standing.is_system:
        return allow()
    is_own = bool(standing.person) and standing.person == draft.made_by
    clause = clause_of_power(standing.coalition, ADMINISTER)
    return allow() if is_own else refuse("charter.draft_of_another", clause)


def may_comment_on_draft(standing: Standing, draft: CharterDraft) -> Verdict:
    """Those inside who do more than observe, until the draft is put aside."""
    if not standing.is_inside:
        return refuse("core.members_only")
    if standing.is_silenced:
        return refuse("charter.suspended", "accountability")
    if standing.mandate is Mandate.OBSERVES and not standing.offices:
        return refuse("charter.observers_do_not_comment", f"category.{standing.category}")
    return refuse("charter.draft_closed") if draft.closed_at else allow()


def may_go_unnamed(standing: Standing) -> Verdict:
    """To move, amend and speak without a name: protected members, who always do; and as cover for them every other member, unless
    the charter says otherwise. What is done by an office alone is always named."""
    if not standing.member:
        return refuse("charter.office_is_named", "protection")
    rule = charter_of(standing.coalition).protection
    if standing.is_protected or (rule.allowed and rule.unnamed):
        return allow(clause="protection")
    return refuse("charter.all_are_named", "protection")


def offers_unnamed(standing: Standing) -> bool:
    """True for those who may choose to go without a name; a protected member has no choice to make."""
    return not standing.is_protected and bool(may_go_unnamed(standing))


def may_see_drafts(standing: Standing) -> Verdict:
    """Those inside the coalition: a draft is no rule yet, and is argued among members."""
    return allow() if _belongs(standing) else refuse("core.members_only")


def may_adopt_first_charter(standing: Standing) -> Verdict:
    """Whoever founds a coalition, as long as it has no charter."""
    if not (standing.account or standing.is_system):
        return refuse("core.sign_in")
    if version_in_force(standing.coalition) is not None:
        return refuse("charter.has_charter", "purpose")
    return allow()


def may_put_in_force(standing: Standing) -> Verdict:
    """Nobody by hand: a charter comes into force by a decision, which the program carries out under its clause."""
    return (
        allow(clause=standing.clause)
        if standing.is_system
        else refuse("charter.only_by_decision", "matter.charter.amend")
    )


def _belongs(standing: Standing) -> bool:
    return standing.is_inside or standing.is_system or bool(standing.powers)
