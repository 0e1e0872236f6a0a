"""The room's word in the masthead, the forms of its effects, and what it shows on a member's page."""

from django.urls import reverse
from django.utils.translation import gettext_lazy

from plenary.agreements import forms
from plenary.agreements.permissions import may_read_agreements
from plenary.agreements.queries.signatures import signed_by_member
from plenary.agreements.spread import drafted_by_person
from plenary.coalitions.queries import slug_of
from plenary.core.navigation import register_page
from plenary.core.standing import Standing
from plenary.decisions.forms.kinds import register_form
from plenary.membership.balance import register_persons
from plenary.membership.models import Member
from plenary.membership.sections import Line, Section, tells_of_member

register_page(gettext_lazy("Agreements"), "agreements:agreements", 45, may_read_agreements)
register_persons("drafted", gettext_lazy("Agreements drafted"), drafted_by_person)
register_form(forms.AdoptForm)
register_form(forms.EndForm)


@tells_of_member
def signed(standing: Standing, member: Member) -> Section | None:
    """What a member signed and stands on. One query."""
    rows = signed_by_member(standing, member)
    slug = slug_of(standing.coalition) if rows else ""
    lines = tuple(
        Line(
            sentence=row.edition.title,
            url=reverse("agreements:agreement", args=[slug, row.agreement_id]),
        )
        for row in rows
    )
    return Section(heading=gettext_lazy("What it signed"), lines=lines)
