"""Who may let two members become one (B4): each side agrees for itself, and the coalition decides."""

from django.utils.translation import gettext_lazy as _

from plenary.charter.queries import charter_of
from plenary.core.standing import Standing
from plenary.core.verdicts import Verdict, refuse, register_reasons
from plenary.membership.models import Member, Merging
from plenary.membership.permissions import may_act_for, may_administer_members, may_read_members
from plenary.membership.rules import SIGNING
from plenary.membership.rules.merging import MergeStep

register_reasons(
    {
        "membership.merging_otherwise": _(
            "Both must be organisations that belong to the coalition now, and neither may be protected."
        ),
        "membership.merging_waits": _("This member has asked another one already; give that up first."),
        "membership.merging_over": _("This was carried out or given up already."),
        "membership.merging_agreed": _("What your member said on it stands already."),
        "membership.merging_asks_no_more": _(
            "Nobody who decides for the other member now is known to have asked; it must ask again first."
        ),
        "membership.merging_in_conduct": _("A matter of conduct about the member that would go is not settled yet."),
        "membership.merging_not_agreed": _("Both members must agree to it first, by those who decide for them now."),
        "membership.merging_by_decision": _(
            "The charter asks something of those who join: the coalition decides on it by a proposal."
        ),
    }
)


def may_merge(standing: Standing, member: Member) -> Verdict:
    """To ask that one's member goes into another: who may decide for an organisation in good standing that is not protected,
    where one may read which members there are."""
    allowed = may_act_for(standing, member) and may_read_members(standing)
    fits = member.status in SIGNING and member.organisation_id and not member.protected
    return allowed if fits or not allowed else refuse("membership.merging_otherwise", allowed.clause)


def may_agree_merging(standing: Standing, merging: Merging) -> Verdict:
    """To take the other member in: who may decide for the one that goes on, once, and again where whoever agreed decides for it
    no more. To ask again: who may decide for the one that goes, where whoever asked decides for it no more; that comes first."""
    if not merging.is_open:
        return refuse("membership.merging_over", _clause(merging))
    if asks := may_act_for(standing, merging.gone):
        return refuse("membership.merging_agreed", _clause(merging)) if merging.asks_still else asks
    takes_in = may_act_for(standing, merging.into)
    if takes_in and merging.is_agreed:
        return refuse("membership.merging_agreed", _clause(merging))
    if takes_in and not merging.asks_still:
        return refuse("membership.merging_asks_no_more", _clause(merging))
    return takes_in


def may_drop_merging(standing: Standing, merging: Merging) -> Verdict:
    """To give it up: who may decide for either side, while nothing was done."""
    if not merging.is_open:
        return refuse("membership.merging_over", _clause(merging))
    return may_act_for(standing, merging.gone) or may_act_for(standing, merging.into)


def may_enter_merging(standing: Standing, merging: Merging) -> Verdict:
    """To carry it out while the word of both stands: the program, and an office that keeps the list where the charter asks
    nothing of those who join the category of the one that goes on; never for one's own member."""
    if not merging.is_open:
        return refuse("membership.merging_over", _clause(merging))
    allowed = may_administer_members(standing)
    if allowed and not merging.is_agreed:
        return refuse("membership.merging_not_agreed", _clause(merging))
    if allowed and standing.member in {merging.gone_id, merging.into_id}:
        return refuse("membership.is_ones_own", _clause(merging))
    is_asked = allowed and charter_of(standing.coalition).requirements(merging.into.category)
    return (
        refuse("membership.merging_by_decision", _clause(merging)) if is_asked and not standing.is_system else allowed
    )


MAY_TAKE = {
    MergeStep.AGREE: may_agree_merging,
    MergeStep.DROP: may_drop_merging,
    MergeStep.ENTER: may_enter_merging,
}
"""What each step asks."""


def _clause(merging: Merging) -> str:
    return f"category.{merging.into.category}"
