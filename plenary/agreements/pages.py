"""What it shows on the pages of members and of bodies."""

from django.db.models import Q
from django.urls import reverse
from django.utils import formats
from django.utils.text import Truncator
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from plenary.agreements import grounds as _grounds  # noqa: F401  # lets bodies rest on agreements
from plenary.agreements import scans as _scans  # noqa: F401  # lets scans hang on signatures
from plenary.agreements.models import Agreement
from plenary.agreements.permissions import may_draft, may_read_agreements
from plenary.agreements.queries import titles_in, visible_agreements
from plenary.agreements.queries.signatures import signed_by_member
from plenary.agreements.queries.suggestions import suggestions_made
from plenary.agreements.rules import Kind, Stage
from plenary.agreements.spread import drafted_by_member, drafted_by_person
from plenary.bodies.formed import formed_body, names_at_work
from plenary.bodies.sections import tells_of_body
from plenary.coalitions.queries import slug_of
from plenary.core.standing import Standing
from plenary.membership.balance import Measure, register_measure, register_persons
from plenary.membership.models import Member
from plenary.membership.sections import Line, Section, tells_of_member
from plenary.membership.taking_over import Gone, tells_what_is_taken_over

register_measure(Measure(code="drafted", label=gettext_lazy("Agreements drafted"), amounts=drafted_by_member))
register_persons("drafted", gettext_lazy("Agreements drafted"), drafted_by_person)


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
    return Section(heading=gettext_lazy("What it signed"), lines=lines, ends=True)


@tells_of_body
def terms_of_body(standing: Standing, code: str) -> Section | None:
    """The terms of reference that members agreed for a body, or on which it was formed, and that are in force, with the day on
    which they are looked at again; to those who draft, where to begin them. Four queries, and none where the reader sees no
    agreement."""
    if not may_read_agreements(standing):
        return None
    formed = formed_body(standing.coalition, code)
    of_it = Q(body=code) | Q(id=formed.agreement) if formed and formed.agreement else Q(body=code)
    rows = visible_agreements(standing).filter(of_it, kind=Kind.TERMS, ended_at=None, current__isnull=False)
    today = standing.as_of.date()
    held = [row for row in rows.defer("current__paragraphs") if row.stage_on(today) is Stage.IN_FORCE]
    slug, titles = slug_of(standing.coalition), titles_in(held, get_language() or "")
    lines = [
        Line(
            sentence=titles[row.id],
            url=reverse("agreements:agreement", args=[slug, row.id]),
            note=_in_force(row),
        )
        for row in held
    ]
    if not lines and may_draft(standing) and code in dict(names_at_work(standing.coalition)):
        begin = f"{reverse('agreements:new', args=[slug])}?kind={Kind.TERMS}&body={code}"
        lines = [Line(sentence=_("Draft them as an agreement that members sign"), url=begin)]
    return Section(heading=gettext_lazy("Its terms of reference, as members agreed them"), lines=tuple(lines))


def _in_force(row: Agreement) -> str:
    edition = row.current
    if edition is None:
        return ""
    told = {"number": edition.number}
    if edition.reviewed_next_on is None:
        return _("edition %(number)s") % told
    day = formats.date_format(edition.reviewed_next_on, "DATE_FORMAT")
    return _("edition %(number)s, looked at again on %(day)s") % (told | {"day": day})
