"""The room's word in the masthead, the forms of its effects, and what it shows on a member's page."""

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy

from plenary.agreements import forms
from plenary.agreements import scans as _scans  # noqa: F401  # lets scans hang on signatures
from plenary.agreements.permissions import may_read_agreements
from plenary.agreements.queries.signatures import signed_by_member
from plenary.agreements.queries.suggestions import suggestions_made
from plenary.coalitions.queries import slug_of
from plenary.core.navigation import register_page
from plenary.core.standing import Standing
from plenary.decisions.forms.kinds import register_form
from plenary.membership.models import Member
from plenary.membership.sections import Line, Section, tells_of_member
from plenary.membership.taking_over import Gone, tells_what_is_taken_over

register_page(gettext_lazy("Agreements"), "agreements:agreements", 45, may_read_agreements)
register_form(forms.AdoptForm)
register_form(forms.EndForm)


@tells_what_is_taken_over
def suggested(standing: Standing, _gone: Gone) -> Section:
    """The suggestions of the member that wait for an answer. One query."""
    rows = suggestions_made(standing)
    slug = slug_of(standing.coalition) if rows else ""
    lines = tuple(
        Line(
            sentence=row.agreement.title,
            url=reverse("agreements:draft", args=[slug, row.agreement_id]),
            note=Truncator(row.reason).chars(120),
        )
        for row in rows
    )
    return Section(heading=gettext_lazy("Suggestions of your member that wait for an answer"), lines=lines)


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
