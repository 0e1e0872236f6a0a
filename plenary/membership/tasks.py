"""Work of the clock: provisional members whose time is over are confirmed; silent ones are asked, then held for dormant;
times to answer and to appeal in matters of conduct end."""

from datetime import timedelta
from itertools import groupby

from plenary.charter.queries import NoCharterError, charter_of
from plenary.coalitions.models import Coalition
from plenary.core import clock, reach
from plenary.core.schedule import apart, periodic
from plenary.core.standing import Standing
from plenary.membership.actions import StepGiven, confirm_provisional, find_dormant, give_notice, take_conduct_step
from plenary.membership.models import ConductCase, Member
from plenary.membership.queries import last_signs, members_asked_to_take_part
from plenary.membership.rules import TRIED, Silence, after_silence
from plenary.membership.rules.conduct import Stage, Taken


@periodic(every=timedelta(hours=1), name="membership.confirm")
@reach.everywhere("time passes in every coalition")
def confirm() -> None:
    """Enter what the clock has already made so, coalition by coalition. Idempotent; late runs lose nothing."""
    due = Member.objects.across_coalitions().filter(status__in=TRIED, provisional_until__lte=clock.now())
    rows = due.order_by("coalition_id", "category", "id")
    for (coalition_id, category), members in groupby(rows, key=lambda member: (member.coalition_id, member.category)):
        with apart(f"the confirmation of {category} in coalition {coalition_id}"), reach.only(coalition_id):
            confirm_provisional(by=Standing.system(coalition_id, f"category.{category}"), members=list(members))


@periodic(every=timedelta(hours=1), name="membership.conduct")
@reach.everywhere("times to answer end in every coalition")
def end_times() -> None:
    """Enter that a time to answer ended without an answer, and that a measure stands against which nobody appealed in time.
    Idempotent; a late run takes nothing from a member, which may answer until it is heard."""
    now = clock.now()
    rows = ConductCase.objects.across_coalitions().order_by("coalition_id", "id")
    late = [(case, Taken.LAPSE) for case in rows.filter(stage=Stage.NOTICE, answer_by__lt=now)]
    late += [(case, Taken.CLOSE) for case in rows.filter(stage=Stage.MEASURE, appeal_until__lt=now)]
    for case, step in late:
        with apart(f"the matter of conduct {case.id}"), reach.only(case.coalition_id):
            by = Standing.system(case.coalition_id, "accountability")
            take_conduct_step(by=by, case=case, step=step, given=StepGiven())


@periodic(every=timedelta(days=1), name="membership.dormancy")
@reach.everywhere("silence is looked for in every coalition")
def look_for_silence() -> None:
    """Ask members that took no part for as long as the charter says whether they are still here, and hold those for dormant
    that gave no sign in the time to answer. Idempotent; a late run gives the notice later, and the whole time to answer."""
    for coalition_id in Coalition.objects.exclude(state=Coalition.ENDED).order_by("id").values_list("id", flat=True):
        with apart(f"the silent members of coalition {coalition_id}"), reach.only(coalition_id):
            _look_in(coalition_id)


def _look_in(coalition_id: str) -> None:
    try:
        rule = charter_of(coalition_id).accountability
    except NoCharterError:
        return
    if not rule.dormant_after_months:
        return
    now, by = clock.now(), Standing.system(coalition_id, "accountability")
    members = members_asked_to_take_part(coalition_id)
    signs = last_signs(coalition_id, members)
    for member in members:
        follows = after_silence(
            signs[member.id],
            member.dormancy_noticed_at,
            now,
            months=rule.dormant_after_months,
            answer_days=rule.answer_days,
        )
        with apart(f"the silence of member {member.id}"):
            if follows is Silence.NOTICE:
                give_notice(by=by, member=member, answer_days=rule.answer_days)
            elif follows is Silence.DORMANT:
                find_dormant(by=by, member=member)
