"""Who acts in the masthead, and what a member's page tells of it."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plenary.charter.queries import charter_of
from plenary.coalitions.queries import slug_of
from plenary.core.masthead import Who, register_who
from plenary.core.standing import Standing
from plenary.directory.models import Person
from plenary.membership import evidence as _evidence  # noqa: F401  # lets files hang on answers of applicants
from plenary.membership.bringing import brings, promises
from plenary.membership.doing import doing_in_words, doing_of, may_read_doing
from plenary.membership.forms.conduct import counted_in_words, duty_in_words
from plenary.membership.labels import MANDATE
from plenary.membership.labels.conduct import CONDUCT_STAGE
from plenary.membership.models import ConductCase, Member
from plenary.membership.permissions.conduct import may_accompany
from plenary.membership.permissions.networks import may_keep_network
from plenary.membership.queries import cases_of, networks_of, own_members_of, representative_of_person
from plenary.membership.queries.contributions import counted_for
from plenary.membership.rules import BELONGING
from plenary.membership.rules.conduct import Stage, duties
from plenary.membership.sections import Line, Section, tells_of_case, tells_of_member
from plenary.membership.shown import WITHOUT_VOTE, spoken_for

tells_of_member(brings)
tells_of_member(promises)


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


@tells_of_member
def its_networks(standing: Standing, member: Member) -> Section | None:
    """How many organisations a network speaks for, with the page of all; which networks list the member itself. Two queries, and
    one for addresses."""
    spoken, keeps = own_members_of(standing, member).count(), bool(may_keep_network(standing, member))
    slug = slug_of(standing.coalition)
    lines = [
        Line(
            sentence=_("%(name)s lists it among the organisations that belong to it.") % {"name": each.name},
            url=reverse("membership:network", args=[slug, each.id]),
            note=_("So it may be heard twice: as a member, and through that network."),
        )
        for each in networks_of(standing, member)
    ]
    if spoken or keeps:
        url = reverse("membership:network", args=[slug, member.id])
        note = str(WITHOUT_VOTE) if spoken else ""
        lines.insert(0, Line(sentence=spoken_for(standing, member, spoken), url=url, note=note))
    return Section(heading=gettext_lazy("Networks"), lines=tuple(lines))


@tells_of_member
def its_part(standing: Standing, member: Member) -> Section | None:
    """What the charter asks of a member of its category, scaled to its capacity where it counts that, beside what it did, for its
    own and those who may accompany it; and the matters of conduct that the reader may see. Three queries at most, and those
    of the rooms that count."""
    if not standing.is_inside or member.status not in BELONGING:
        return None
    charter, slug = charter_of(standing.coalition), slug_of(standing.coalition)
    own = f"category.{member.category}"
    lines = [
        Line(sentence=duty_in_words(charter, each)) for each in duties(charter, member.category) if each.clause == own
    ]
    lines += _counted(standing, member)
    for case in cases_of(standing, member):
        url = reverse("membership:case", args=[slug, case.id])
        lines.append(Line(sentence=case.duty, url=url, note=str(CONDUCT_STAGE[case.stage])))
    if may_accompany(standing, member):
        url = reverse("membership:open_case", args=[slug, member.id])
        lines.append(Line(sentence=_("Offer a conversation about a duty that it does not do"), url=url))
    return Section(heading=gettext_lazy("Its part, as far as its capacity allows"), lines=tuple(lines))


def _counted(standing: Standing, member: Member) -> list[Line]:
    """The duties that the charter counts, each with what was done of it for those who may read that."""
    duties_counted = counted_for(charter_of(standing.coalition), member)
    done = doing_of(member, duties_counted) if may_read_doing(standing, member) else {}
    return [Line(sentence=counted_in_words(each), note=doing_in_words(done.get(each.code))) for each in duties_counted]


@tells_of_case
def what_was_done(standing: Standing, case: ConductCase) -> Section | None:
    """On a matter of conduct what the member did of what is counted, while its matter is open: a fact to talk about, from which
    nothing follows. Two queries, and those of the rooms that count; none where the charter counts nothing."""
    if case.stage == Stage.CLOSED or not may_read_doing(standing, case.member):
        return None
    lines = tuple(line for line in _counted(standing, case.member) if line.note)
    return Section(heading=gettext_lazy("What it did of what is counted"), lines=lines)
