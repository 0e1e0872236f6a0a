"""What agreements have for a newly admitted member: what is open to be signed (B4)."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from plenary.agreements.permissions import may_read_agreements, may_sign_for_member
from plenary.agreements.queries import own_part, titles_in
from plenary.coalitions.queries import slug_of
from plenary.core.standing import Standing
from plenary.core.welcoming import Step, welcomes


@welcomes
def sign(standing: Standing) -> Iterable[Step]:
    """To sign the agreements in force; done once its member stands on each, or withdrew from it. Nothing where none is in force.
    One query and one for the coalition's address, and one more where titles are read in another language than they were written
    in."""
    if not standing.member or not may_read_agreements(standing):
        return
    in_force, unsigned = own_part(standing)
    if not in_force:
        return
    slug = slug_of(standing.coalition)
    sentence, url = _("Your member signed all that is in force."), reverse("agreements:agreements", args=[slug])
    open_ones = [each for each in unsigned if not each.has_withdrawn]
    if unsigned:
        waits = [each.agreement for each in open_ones if not each.is_given]
        first, is_given = (waits or [each.agreement for each in open_ones or unsigned])[0], not waits
        words = ngettext(
            "“%(title)s” can be signed, once your organisation has read it.",
            "%(number)s agreements can be signed, once your organisation has read them; the first is “%(title)s”.",
            len(waits),
        )
        if not open_ones:
            words = _("Your member withdrew its signature on “%(title)s”; it may sign again.")
        elif is_given:
            words = _("“%(title)s” is signed, and counts once your second address has confirmed it.")
        sentence = words % {
            "title": titles_in([first], get_language() or "")[first.id],
            "number": len(waits),
        }
        signs = may_sign_for_member(standing) and bool(waits)
        page = "agreements:sign" if signs else "agreements:agreement"
        url = reverse(page, args=[slug, first.id])
    yield Step(
        code="sign",
        label=_("Sign what members agreed"),
        sentence=sentence,
        url=url,
        is_done=not open_ones,
        order=20,
    )
