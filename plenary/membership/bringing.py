"""What a member's page says of what it brings and promises, in words; for its page, its overviews and programs."""

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plenary.charter.prose import phrases
from plenary.charter.queries import charter_of
from plenary.charter.rules.schema import Accountability
from plenary.coalitions.queries import slug_of
from plenary.core.standing import Standing
from plenary.membership.labels import CONTRIBUTION, KEPT
from plenary.membership.models import Contribution, Member, MemberCommitment
from plenary.membership.queries.contributions import commitments_of, contributions_of, kept_now
from plenary.membership.rules.capacity import comes_to, scaled, share_of
from plenary.membership.rules.contributions import Capacity, Kept
from plenary.membership.sections import Line, Section


def amount(number: int | None, unit: str) -> str:
    """How much of what, or an empty word."""
    return " ".join(part for part in (number_format(number) if number is not None else "", unit) if part)


def brings(standing: Standing, member: Member) -> Section | None:
    """What it brings, as far as the reader may know of it. One query, and one for the coalition's address."""
    rows = list(contributions_of(standing, member)) if standing.is_inside else []
    slug = slug_of(standing.coalition) if rows else ""
    lines = tuple(_brings(slug, row) for row in rows)
    return Section(heading=gettext_lazy("What it brings"), lines=lines)


def promises(standing: Standing, member: Member) -> Section | None:
    """What it promised and delivered, what was taken back left out. One query, one for the coalition's address, and the
    charter's."""
    rows = list(commitments_of(standing, member)) if standing.is_inside else []
    slug = slug_of(standing.coalition) if rows else ""
    rule = charter_of(standing.coalition).accountability if rows else Accountability()
    lines = tuple(_promised(slug, row, rule) for row in rows if row.withdrawn_at is None)
    return Section(heading=gettext_lazy("What it promised"), lines=lines)


def _brings(slug: str, row: Contribution) -> Line:
    told = [str(CONTRIBUTION[row.kind]), amount(row.number, row.unit), row.area]
    if row.not_for:
        told.append(_("not for: %(words)s") % {"words": row.not_for})
    url = reverse("membership:contribution", args=[slug, row.member_id, row.id])
    return Line(sentence=row.words, url=url, note=" · ".join(part for part in told if part))


def beside_capacity(rule: Accountability, row: MemberCommitment) -> str:
    """What a promise is beside what is asked of a member of large capacity, as the charter scales it; empty where it scales
    nothing for this one, or nothing was counted."""
    share = share_of(rule, Capacity(row.capacity))
    if row.whole is not None:
        told = {"whole": amount(row.whole, row.unit), "asked": number_format(scaled(row.whole, share))}
        if share == 1:
            return _("asked of it: %(whole)s") % told
        words = _("asked at its capacity: %(asked)s (%(share)s of %(whole)s)")
        return words % {**told, "share": phrases.share(share)}
    if share == 1 or row.number is None:
        return ""
    words = _("at large capacity that would be %(whole)s (it is asked for %(share)s)")
    return words % {"whole": number_format(comes_to(row.number, share)), "share": phrases.share(share)}


def _promised(slug: str, row: MemberCommitment, rule: Accountability) -> Line:
    state = kept_now(row)
    told = [str(KEPT[state]), amount(row.number, row.unit)]
    if row.delivered_number is not None and state is not Kept.DELIVERED:
        told.append(_("so far: %(number)s") % {"number": number_format(row.delivered_number)})
    told.append(beside_capacity(rule, row))
    url = reverse("membership:member_commitment", args=[slug, row.member_id, row.id])
    return Line(sentence=row.words, url=url, note=" · ".join(part for part in told if part))
