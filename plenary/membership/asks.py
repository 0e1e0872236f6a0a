"""What membership asks on the desk: applicants that wait, a purpose not accepted yet, a leave that may end."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plenary.coalitions.queries import slug_of
from plenary.core.asks import Ask, asks
from plenary.core.standing import Mandate, Standing
from plenary.membership.permissions import may_administer_members
from plenary.membership.queries import member_of, waiting_unseen


@asks
def applicants_wait(standing: Standing) -> Iterable[Ask]:
    """Officers who keep the list: those who wait for a decision. Two queries."""
    if not may_administer_members(standing) or not (waiting := waiting_unseen(standing.coalition)):
        return
    yield Ask(
        title=ngettext("%(number)s applicant waits", "%(number)s applicants wait", waiting) % {"number": waiting},
        sentence=_("The coalition decides on admission; someone must propose it."),
        url=reverse("membership:applicants", args=[slug_of(standing.coalition)]),
        button=_("See who waits"),
        clause="matter.membership.admit",
    )


@asks
def purpose_not_accepted(standing: Standing) -> Iterable[Ask]:
    """Representatives who may decide for a member that was taken up without them: whoever joins accepts the purpose (A1)."""
    if standing.mandate is not Mandate.DECIDES:
        return
    member = member_of(standing)
    if member is None or member.accepted_purpose_at is not None:
        return
    yield Ask(
        title=_("Read and accept the purpose"),
        sentence=_("%(name)s was entered by an officer or an import; the purpose is for you to accept.")
        % {"name": member.name},
        url=reverse("membership:member", args=[slug_of(standing.coalition), member.id]),
        button=_("Read the purpose"),
        clause="purpose",
    )
