"""Reads of the opening questions: who hears which answer, what stands now, what stood before."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db.models import Count, Min, Q

from plenary.charter.queries import charter_of
from plenary.charter.rules.schema import BodyKind, Charter
from plenary.core import visibility
from plenary.core.models import ScopedQuerySet
from plenary.core.standing import Standing
from plenary.directory.models import Person
from plenary.membership.matters import ADMISSION, FACILITATE, SEE_PROTECTED
from plenary.membership.models import Member, OpeningAnswer
from plenary.membership.permissions.opening import hears_applicants
from plenary.membership.queries.members import listed_members, visible_members
from plenary.membership.rules import BELONGING
from plenary.membership.rules.opening import LEADS_TO_ROOM, Audience, Question, heard_by, looks_again_at

_STEERS = frozenset({BodyKind.STEERING, BodyKind.BOARD})


def steering_bodies(charter: Charter) -> tuple[str, ...]:
    """The codes of the bodies that steer by the charter: its steering committees and boards."""
    return tuple(body.code for body in charter.bodies if body.kind in _STEERS)


def facilitating_offices(charter: Charter) -> tuple[str, ...]:
    """The codes of the offices that lead the opening conversation."""
    return tuple(office.code for office in charter.offices if FACILITATE in office.powers)


def tokens_of(charter: Charter, member: Member, audience: str) -> tuple[str, ...]:
    """The audience tokens of what a member says to an audience: its own always. Of a protected one see `hearing.enter`."""
    own = visibility.member(member.id)
    if audience == Audience.MEMBERS:
        return (own, visibility.MEMBERS)
    leading = tuple(visibility.office(code) for code in facilitating_offices(charter))
    if audience == Audience.FACILITATOR:
        return (own, *leading)
    return (own, *(visibility.body(code) for code in steering_bodies(charter)), *leading)


def tokens_before_joining(charter: Charter, member: Member, audience: str) -> tuple[str, ...]:
    """The audience tokens of what an applicant says to an audience: its own, whoever leads the conversation, and of the others
    the body that decides on admission, where the whole of it is in the audience."""
    body = charter.process_for(ADMISSION).electorate
    decides = audience == Audience.MEMBERS or (audience == Audience.STEERING and body in steering_bodies(charter))
    own = tokens_of(charter, member, Audience.FACILITATOR)
    return (*own, visibility.body(body)) if decides else own


def heard_audiences(standing: Standing) -> frozenset[Audience]:
    """The audiences in which a standing hears what members say of themselves."""
    return heard_by(
        is_inside=standing.is_inside,
        steers=bool(standing.bodies & set(steering_bodies(charter_of(standing.coalition)))),
        facilitates=standing.has_power(FACILITATE),
    )


def hears(standing: Standing) -> Q:
    """Which rows with a `member` and an `audience` a standing hears: its own member's, and those of its audiences."""
    mine = Q(member=standing.member) if standing.member else Q(pk=None)
    return mine | Q(audience__in=heard_audiences(standing))


def visible_answers(standing: Standing) -> ScopedQuerySet[OpeningAnswer]:
    """The answers that a standing may hear, earlier ones too, with their members; of members that it may see. What was said by
    one that is not admitted, those alone who may read its application or lead the conversation, as far as they are in the
    audience."""
    seen = visible_members(standing).values("id")
    rows = OpeningAnswer.objects.of(standing.coalition).filter(hears(standing), member__in=seen)
    if not hears_applicants(standing):
        own = Q(member=standing.member) if standing.member else Q(pk=None)
        known = Q(member__protected=True) if standing.has_power(SEE_PROTECTED) else Q(pk=None)
        rows = rows.filter(own | known | Q(before_joining=False))
    return rows.select_related("member__organisation", "member__individual")


def answers_of(standing: Standing, member: Member) -> Mapping[str, tuple[OpeningAnswer, ...]]:
    """What a member answered, by question, the answer that stands first, then earlier ones, the newest first."""
    found: dict[str, tuple[OpeningAnswer, ...]] = {}
    rows = visible_answers(standing).filter(member=member).order_by("-given_at", "-id")
    for answer in sorted(rows, key=lambda each: each.replaced_at is not None):
        found[answer.question] = (*found.get(answer.question, ()), answer)
    return found


def answer_that_leads_to_room(standing: Standing, member: Member, question: str) -> OpeningAnswer | None:
    """What a member answers now to a question that tells of its limits, where the standing hears it. One query, and none where
    the question is another."""
    if question not in LEADS_TO_ROOM:
        return None
    return visible_answers(standing).filter(member=member, question=question, replaced_at=None).first()


def standing_answers(standing: Standing, question: str) -> ScopedQuerySet[OpeningAnswer]:
    """What listed members that belong answer to one question now, by name; protected ones stand in no list."""
    listed = listed_members(standing).filter(status__in=BELONGING).values("id")
    rows = visible_answers(standing).filter(question=question, replaced_at=None, member__in=listed)
    return rows.order_by("member__organisation__name", "member__individual__name", "id")


def numbers_answered(standing: Standing) -> Mapping[str, int]:
    """To each question, how many answers of listed members the standing may hear. One query."""
    listed = listed_members(standing).filter(status__in=BELONGING).values("id")
    rows = visible_answers(standing).filter(replaced_at=None, member__in=listed).order_by()
    counted = dict(rows.values_list("question").annotate(number=Count("id")))
    return {str(question): counted.get(question, 0) for question in Question}


def member_looks_again_at(coalition_id: str, member_id: str) -> datetime | None:
    """When a member looks at its answers again (A8), or None where it has none. One query. Serves its own desk."""
    rows = OpeningAnswer.objects.of(coalition_id).filter(member=member_id, replaced_at=None)
    oldest = rows.aggregate(oldest=Min("looked_again_at"))["oldest"]
    return looks_again_at([oldest] if oldest else [])


def names_of_typists(coalition_id: str, answers: Iterable[OpeningAnswer]) -> Mapping[str, str]:
    """The names of those who typed answers in for a member, by the id of their card; protected ones go unnamed. One query."""
    typed = {answer.by_person for answer in answers if answer.is_typed_in}
    cards = Person.objects.of(coalition_id).filter(pk__in=typed, protected=False, removed_at=None)
    return dict(cards.values_list("pk", "name"))
