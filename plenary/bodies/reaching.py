"""How those who hold seats and offices are reached: lines with a page to read on and the contacts that this reader may see."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from plenary.bodies.models import Term
from plenary.coalitions.queries import slug_of
from plenary.core.standing import Standing
from plenary.directory.labels import CONTACTS
from plenary.directory.queries import contacts_of
from plenary.directory.rules.details import Contact
from plenary.membership.queries import listed_members
from plenary.membership.sections import Line


def holders_reached(standing: Standing, terms: Sequence[Term], remarks: Sequence[str]) -> tuple[Line, ...]:
    """One line a term: who holds it, the page of the member, else of the person, and after its remark the ways to reach both
    that the reader may see anyway. Of members and persons under protection neither name, page nor contact is told, whoever
    looks. Terms with their holders; seven queries at most, whatever their number."""
    if not terms:
        return ()
    slug = slug_of(standing.coalition)
    cards = {each.pk: _cards(each) for each in terms}
    reached = contacts_of(standing, (card for found in cards.values() for card in found))
    members = set(
        listed_members(standing).filter(pk__in=[each.member_id or "" for each in terms]).values_list("pk", flat=True)
    )
    lines = []
    for each, remark in zip(terms, remarks, strict=True):
        ways = dict.fromkeys(way for card in cards[each.pk] for way in reached.get(card, ()))
        url = ""
        if each.member_id in members:
            url = reverse("membership:member", args=[slug, each.member_id])
        elif not each.member_id and each.person_id in reached:
            url = reverse("directory:person", args=[slug, each.person_id])
        lines.append(Line(sentence=_named(each), url=url, note=" · ".join([remark, *map(_told, ways)])))
    return tuple(lines)


def _cards(term: Term) -> list[str]:
    """The cards of who holds a term, but for those under protection: of a protected member nobody's."""
    if term.member and (term.member.protected or term.member.card.protected):
        return []
    found = [term.member.card.pk] if term.member else []
    return [*found, *([term.person.pk] if term.person and not term.person.protected else [])]


def _named(term: Term) -> str:
    """The names of who holds a term, one under protection left unnamed."""
    member, person = term.member, term.person
    if member and (member.protected or member.card.protected):
        return _("a member")
    names = [*([member.name] if member else []), *([person.shown_name] if person else [])]
    return ", ".join(dict.fromkeys(names))


def _told(way: Contact) -> str:
    """A way to reach in words: what it is, the value, and the remark on the card."""
    told = _("%(way)s: %(value)s") % {"way": CONTACTS.get(way.kind, way.kind), "value": way.value}
    return f"{told} ({way.note})" if way.note else told
