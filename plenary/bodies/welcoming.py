"""What bodies have for a newly admitted member: a committee to sit on (B2, B4)."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from plenary.bodies.permissions import may_read_bodies
from plenary.bodies.queries import terms_in_force
from plenary.bodies.suggestions import suggested_to_its_member
from plenary.coalitions.queries import slug_of
from plenary.core.standing import Standing
from plenary.core.welcoming import Step, welcomes


@welcomes
def join_a_committee(standing: Standing) -> Iterable[Step]:
    """To join a committee; done once one's member sits on one. Nothing where none can be joined, and for members under
    protection, which take no seat that others could see. Seven queries at most, whatever the number of bodies."""
    if not standing.member or standing.is_protected or not may_read_bodies(standing):
        return
    terms = list(terms_in_force(standing.coalition, standing.as_of))
    is_done = any(term.member_id == standing.member and term.seats for term in terms)
    found = None if is_done else suggested_to_its_member(standing, terms)
    suggested = found.suggested if found else ()
    if not is_done and not suggested:
        return
    slug = slug_of(standing.coalition)
    sentence, url = _("Your member sits on one."), reverse("bodies:bodies", args=[slug])
    if len(suggested) == 1:
        sentence = f"{suggested[0].name}. {suggested[0].sentence}"
        url = suggested[0].url
    elif suggested:
        sentence = _("You could join one of these: %(names)s.") % {"names": "; ".join(each.name for each in suggested)}
    yield Step(
        code="join",
        label=_("Join a committee"),
        sentence=sentence,
        url=url,
        is_done=is_done,
        order=30,
    )
