"""Asks of matters of conduct: to the member, to officers who lead them, and to those who know a protected member."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from plenary.charter.queries import charter_of
from plenary.coalitions.queries import slug_of
from plenary.core.asks import Ask, asks
from plenary.core.standing import Mandate, Standing
from plenary.membership.leading import member_led_instead
from plenary.membership.matters import ADMINISTER, SEE_PROTECTED
from plenary.membership.models import ConductCase
from plenary.membership.queries.conduct import (
    WAIT_FOR_OFFICERS,
    cases_led,
    cases_to_answer,
    left_to_others,
    voted_on,
)
from plenary.membership.rules.conduct import Stage


@asks
def conduct_of_its_member(standing: Standing) -> Iterable[Ask]:
    """Those who may decide for a member: a conversation that is offered, a notice to answer, a measure that may be appealed; and,
    without a name, a grave measure against a protected member for which theirs vouched. One query."""
    if not standing.member or standing.mandate is not Mandate.DECIDES:
        return
    for case in cases_to_answer(standing):
        if case.member_id != standing.member:
            yield _to_decide(standing, case)
            continue
        title, button = _OF_MEMBER[Stage(case.stage)]
        yield Ask(
            title=str(title),
            sentence=_("It is about this duty: %(duty)s") % {"duty": case.duty},
            url=reverse("membership:case", args=[slug_of(standing.coalition), case.id]),
            button=str(button),
            due=case.answer_by if case.stage == Stage.NOTICE else case.appeal_until,
            clause="accountability",
        )


def _to_decide(standing: Standing, case: ConductCase) -> Ask:
    return Ask(
        title=_("A measure waits for others who know the member"),
        sentence=_("You vouched for it, so you may decide. Nobody else is told."),
        url=reverse("membership:case", args=[slug_of(standing.coalition), case.id]),
        button=_("Read it"),
        clause="protection",
    )


_OF_MEMBER = {
    Stage.TALK: (gettext_lazy("A conversation is offered to you"), gettext_lazy("Read what it is about")),
    Stage.NOTICE: (gettext_lazy("Answer a notice"), gettext_lazy("Read and answer")),
    Stage.UNANSWERED: (gettext_lazy("You may still answer a notice"), gettext_lazy("Read and answer")),
    Stage.MEASURE: (gettext_lazy("A measure was taken: you may appeal"), gettext_lazy("Read it")),
}


@asks
def conduct_to_lead(standing: Standing) -> Iterable[Ask]:
    """Officers who keep the list, or lead in the place of those who do, and of protected members those who may know them: matters
    of conduct in which the next step is theirs, and not another's because they took part before. One query, and one more for
    officers who do not keep the list."""
    keeps = standing.has_power(ADMINISTER) or standing.has_power(SEE_PROTECTED)
    if not keeps and not member_led_instead(standing):
        return
    rows = cases_led(standing).filter(stage__in=WAIT_FOR_OFFICERS)
    rows = rows.exclude(voted_on(charter_of(standing.coalition).disclosure)).exclude(left_to_others(standing))
    waiting = rows.exclude(member=standing.member or None).count()
    if waiting:
        words = ngettext("%(number)s matter of conduct waits", "%(number)s matters of conduct wait", waiting)
        yield Ask(
            title=words % {"number": waiting},
            sentence=_("A member answered, was heard, or appealed; the next step is an officer's."),
            url=reverse("membership:conduct", args=[slug_of(standing.coalition)]),
            button=_("See what waits"),
            clause="accountability",
        )
