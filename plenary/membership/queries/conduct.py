"""Reads of matters of conduct: for the member itself, the officers who keep the list, and those who decide on them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Q, Subquery

from plenary.charter.queries import charter_of
from plenary.charter.rules.schema import Charter, Disclosure
from plenary.core.models import ScopedQuerySet
from plenary.core.standing import Mandate, Standing
from plenary.membership.leading import member_led_instead
from plenary.membership.matters import ADMINISTER, APPEAL, SEE_PROTECTED
from plenary.membership.models import ConductCase, ConductStep, Member, Representative, Vouch
from plenary.membership.models.conduct import Taker
from plenary.membership.permissions.conduct import may_accompany, may_take_step
from plenary.membership.rules import BELONGING, SPEAKING
from plenary.membership.rules.conduct import (
    GRAVE,
    TAKES,
    Measure,
    Stage,
    Taken,
    appeal_body,
    missing,
    tells_the_public,
)
from plenary.record.queries import ids_readable

PRIVATE = frozenset({Taken.OFFER, Taken.TALK, Taken.ASK_TIME, Taken.MORE_TIME})
"""Steps whose words stay between the member and the officers; those who decide read that they were taken, and when."""

SAID = (Taken.ANSWER, Taken.STATEMENT, Taken.APPEAL)
"""What the member says to those who decide: it stands on the proposal about it, for the members who read that."""

WAIT_FOR_OFFICERS = frozenset({Stage.ANSWERED, Stage.UNANSWERED, Stage.HEARD, Stage.PROPOSED, Stage.APPEAL})
"""Where an officer is to take the next step."""

WAIT_FOR_MEMBER = frozenset({Stage.TALK, Stage.NOTICE, Stage.UNANSWERED, Stage.MEASURE})
"""Where the member may answer, or appeal."""


def voted_on(disclosure: Disclosure) -> Q:
    """`rules.conduct.is_voted_on` as the database asks it."""
    asked = Q(stage=Stage.APPEAL, member__status__in=BELONGING, member__protected=False)
    return asked & Q(measure__in=GRAVE) if tells_the_public(disclosure) else asked


def left_to_others(standing: Standing) -> Q:
    """The cases in which another decides than this person, who took part before: after an appeal, whoever took the measure; of a
    grave one against a protected member, whoever chose it or agreed to it, and everybody of the member for which they did
    (`permissions.conduct.may_take_step`)."""
    if not standing.person:
        return Q(pk="")
    steps = ConductStep.objects.of(standing.coalition)
    own = steps.filter(person=standing.person, kind=Taken.MEASURE).values("case")
    theirs = Q(person=standing.person) | (Q(by_member=standing.member) if standing.member else Q(pk=""))
    chosen = steps.filter(theirs, kind__in=[Taken.MEASURE, Taken.DECIDED]).values("case")
    sealed = Q(member__protected=True, measure__in=GRAVE, stage__in=[Stage.PROPOSED, Stage.APPEAL])
    return Q(stage=Stage.APPEAL, pk__in=own) | sealed & Q(pk__in=chosen)


def _cases(coalition_id: str) -> ScopedQuerySet[ConductCase]:
    rows = ConductCase.objects.of(coalition_id).select_related("member__organisation", "member__individual")
    return rows.exclude(member__individual__removed_at__isnull=False)


def accompanied(standing: Standing) -> Q:
    """The cases that a standing sees as an officer: by the power to keep the list, or because it leads in the place of
    those who keep it, and of protected members by the power to know them. One query for officers who do not keep the list."""
    seen = Q(pk="")
    if standing.has_power(ADMINISTER):
        seen |= Q(member__protected=False)
    elif member := member_led_instead(standing):
        seen |= Q(member__protected=False, member=member)
    if standing.has_power(SEE_PROTECTED):
        seen |= Q(member__protected=True)
    return seen


def vouched_for(standing: Standing) -> Q:
    """The cases of grave measures against protected members for which one's own member vouched: it knows them, and decides with
    those who may know them."""
    if standing.mandate is not Mandate.DECIDES or standing.member_status not in SPEAKING:
        return Q(pk="")
    vouched = Vouch.objects.of(standing.coalition).filter(by_member=standing.member).values("member")
    return Q(member__protected=True, measure__in=GRAVE, member__in=vouched)


def visible_cases(standing: Standing) -> ScopedQuerySet[ConductCase]:
    """The matters of conduct that a standing may see, newest first: those of the member that it represents; as an
    officer who keeps the list; and once it comes to a decision or an appeal, as one of the body that decides. Protected
    members are known to no body; of grave measures against them those read who vouched for them."""
    seen = accompanied(standing)
    if standing.member:
        seen |= Q(member=standing.member) | vouched_for(standing)
    if standing.bodies:
        charter = charter_of(standing.coalition)
        decides = [measure for measure in GRAVE if deciding_body(charter, measure) in standing.bodies]
        seen |= Q(member__protected=False) & (Q(measure__in=decides) | Q(appealed_to__in=standing.bodies))
    return _cases(standing.coalition).filter(seen)


def cases_led(standing: Standing) -> ScopedQuerySet[ConductCase]:
    """The matters of conduct that a standing sees as an officer, who leads them."""
    return _cases(standing.coalition).filter(accompanied(standing))


def cases_to_answer(standing: Standing) -> ScopedQuerySet[ConductCase]:
    """The matters of conduct in which one who decides for a member has something to do: its own, and grave measures against
    protected members for which it vouched."""
    own = Q(member=standing.member, stage__in=WAIT_FOR_MEMBER)
    to_decide = vouched_for(standing) & Q(stage__in=[Stage.PROPOSED, Stage.APPEAL]) & ~left_to_others(standing)
    return _cases(standing.coalition).filter(own | to_decide)


def visible_case(standing: Standing, case_id: str) -> ConductCase | None:
    """The case of this id that a standing may see, or None."""
    return visible_cases(standing).filter(id=case_id).first()


def cases_of(standing: Standing, member: Member) -> Sequence[ConductCase]:
    """The matters of conduct of a member that a standing may see. One query, and none for those who can see none."""
    if not (standing.member == member.id or standing.bodies or may_accompany(standing, member)):
        return ()
    return list(visible_cases(standing).filter(member=member))


@dataclass(frozen=True, slots=True)
class StepShown:
    """A step as a reader sees it: its row, its words, which may be for others, and the id of its entry, empty where the reader
    does not read it: who hears an appeal reads the steps, and was told of none before it."""

    row: ConductStep
    words: str
    people: str
    entry: str


def steps_shown(standing: Standing, case: ConductCase) -> Sequence[StepShown]:
    """The steps of a case that the standing may see, oldest first; what was said in a conversation is for the member and the
    officers alone. Two queries."""
    is_close = standing.member == case.member_id or bool(may_accompany(standing, case.member))
    rows = ConductStep.objects.of(case.coalition_id).filter(case=case)
    found = {row.entry: row for row in rows}
    read = ids_readable(standing, found)
    shown = []
    for key, row in found.items():
        words, people = (row.words, row.people) if is_close or row.kind not in PRIVATE else ("", "")
        shown.append(StepShown(row, words, people, key if key in read else ""))
    return shown


def steps_to_take(standing: Standing, case: ConductCase) -> Sequence[Taken]:
    """The steps that a standing may take in a case now, in their order; to ask for more time comes after what the time is for.
    Three queries at most, and three more of a protected member."""
    rule, talked = charter_of(case.coalition_id).accountability, was_talked(case)
    before = {"measure_by": taken_by(case, Taken.MEASURE)}
    if case.is_sealed:
        before["decided_by"] = taken_by(case, Taken.DECIDED)
    return [
        step
        for step in sorted(Taken, key=lambda each: each is Taken.ASK_TIME)
        if not missing(Stage(case.stage), step, rule, talked=talked)
        and not (step is Taken.CLOSE and case.stage == Stage.MEASURE)
        and may_take_step(standing, case, step, **before)
    ]


def was_talked(case: ConductCase) -> bool:
    """True when a conversation was offered and noted."""
    return ConductStep.objects.of(case.coalition_id).filter(case=case, kind=Taken.TALK).exists()


def taken_by(case: ConductCase, step: Taken) -> Taker:
    """Who last took a step in a case."""
    rows = ConductStep.objects.of(case.coalition_id).filter(case=case, kind=step).order_by("-at", "-id")
    return Taker(*(rows.values_list("person", "by_member").first() or ("", "")))


def deciding_body(charter: Charter, measure: str) -> str:
    """The code of the body that decides on a grave measure."""
    return charter.process_for(TAKES[Measure(measure)]).electorate


def body_of_appeal(charter: Charter, case: ConductCase) -> str:
    """The code of the body that hears an appeal in a case."""
    return appeal_body(charter, charter.process_for(APPEAL).electorate, case.decided_by)


def case_towards(coalition_id: str, member_id: str, measure: Measure) -> ConductCase | None:
    """The open case of a member that leads to a measure: one where it was chosen, else the newest. Serves effects."""
    rows = list(ConductCase.objects.of(coalition_id).filter(member=member_id).exclude(stage=Stage.CLOSED))
    chosen = [row for row in rows if row.measure == measure and row.stage == Stage.PROPOSED]
    return next(iter(chosen or rows), None)


def case_decided(coalition_id: str, proposal_id: str) -> ConductCase | None:
    """The case in which a proposal decided, or None. Serves effects."""
    return ConductCase.objects.of(coalition_id).filter(proposal=proposal_id).first() if proposal_id else None


def case_by_id(coalition_id: str, case_id: str) -> ConductCase | None:
    """A case with its member, whoever asks. Serves effects; never shown as it is."""
    return _cases(coalition_id).filter(id=case_id).first()


def cases_in_appeal(standing: Standing) -> Iterable[ConductCase]:
    """The cases under appeal that a proposal may be about: those that the standing sees, without protected members."""
    return visible_cases(standing).filter(stage=Stage.APPEAL, member__protected=False)


def appeals_to_decide(coalition_id: str) -> Iterable[tuple[ConductCase, datetime]]:
    """The appeals that only a proposal decides, and since when (`rules.conduct.is_voted_on`). Serves effects. One query besides
    the charter's. Raises NoCharterError."""
    asked = voted_on(charter_of(coalition_id).disclosure)
    steps = ConductStep.objects.of(coalition_id).filter(case=OuterRef("pk"), kind=Taken.APPEAL)
    since = Subquery(steps.order_by("-at").values("at")[:1])
    return [(case, case.since) for case in _cases(coalition_id).filter(asked).annotate(since=since)]


def statements_in(coalition_id: str, member_id: str, measure: Measure | str) -> Sequence[ConductStep]:
    """What a member said to those who decide on a measure: its answer, its statements and its appeal, oldest first. Two
    queries."""
    case = ConductCase.objects.of(coalition_id).filter(member=member_id, measure=measure).first()
    if case is None:
        return ()
    rows = ConductStep.objects.of(coalition_id).filter(case=case, kind__in=SAID)
    return list(rows)


def representatives_of(coalition_id: str, member_id: str) -> Iterable[str]:
    """The ids of the persons who represent a member now. Serves effects. One query."""
    return (
        Representative.objects.of(coalition_id).filter(member=member_id, until=None).values_list("person_id", flat=True)
    )


def answers_between(coalition_id: str, after: datetime, until: datetime) -> Iterable[tuple[datetime, ConductCase]]:
    """When members must have answered, or appealed, after one moment and up to another. Serves reminders. One query."""
    due = Q(stage=Stage.NOTICE, answer_by__gt=after, answer_by__lte=until)
    due |= Q(stage=Stage.MEASURE, appeal_until__gt=after, appeal_until__lte=until)
    for case in ConductCase.objects.of(coalition_id).filter(due):
        at = case.answer_by if case.stage == Stage.NOTICE else case.appeal_until
        if at is not None:
            yield at, case
