"""Where membership stands in the masthead, who acts there, and what a member's page tells of it."""

from django.utils.translation import gettext_lazy as _

from plenary.core.masthead import Who, register_who
from plenary.core.navigation import register_page
from plenary.core.standing import Standing
from plenary.directory.models import Person
from plenary.membership.bringing import brings, promises
from plenary.membership.labels import MANDATE
from plenary.membership.permissions import may_read_members
from plenary.membership.queries import representative_of_person
from plenary.membership.sections import tells_of_member

tells_of_member(brings)
tells_of_member(promises)
register_page(_("Members"), "membership:members", 30, may_read_members)


@register_who
def who_acts(standing: Standing) -> Who | None:
    """The person, the member represented, and the mandate; an officer without a member by name alone. Two queries at most."""
    if not standing.person:
        return None
    representative = representative_of_person(standing.coalition, standing.person) if standing.member else None
    if representative is None:
        person = Person.objects.of(standing.coalition).filter(id=standing.person).first()
        return Who(person.name) if person else None
    return Who(representative.person.name, representative.member.name, MANDATE[representative.mandate])
