"""What the way to a decision asks: silences to heed, advice to give, concerns and advice to answer."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from plenary.charter.queries import called, charter_of
from plenary.coalitions.queries import slug_of
from plenary.core import asks
from plenary.core.standing import Mandate, Standing
from plenary.decisions import queries
from plenary.decisions.models import Proposal


def _address(slug: str, proposal: Proposal, anchor: str) -> str:
    return reverse("decisions:proposal", args=[slug, proposal.pk]) + f"#{anchor}"


@asks.asks
def silences(standing: Standing) -> Iterable[asks.Ask]:
    """What is adopted in silence unless one objects: it waits for nobody."""
    if not (standing.member or standing.person):
        return
    rows = list(queries.silences_open(standing))
    slug = slug_of(standing.coalition) if rows else ""
    decides = standing.mandate is Mandate.DECIDES or not standing.member
    for row in rows:
        yield asks.Ask(
            title=row.title,
            sentence=_("Adopted in silence unless you object.")
            if decides
            else _("Adopted in silence unless a colleague who may decide objects."),
            url=_address(slug, row, "silence"),
            button=_("Read or object") if decides else _("Read"),
            due=row.voting_until,
            clause=f"process.{row.frozen_process.code}",
            is_calm=True,
        )


@asks.asks
def advice(standing: Standing) -> Iterable[asks.Ask]:
    """Advice asked of a body in which one sits."""
    if standing.member and standing.mandate is Mandate.OBSERVES:
        return
    rows = queries.advice_to_give(standing)
    if not rows:
        return
    slug, charter = slug_of(standing.coalition), charter_of(standing.coalition)
    names = {body.code: called(charter, body.names, body.code) for body in charter.bodies}
    for row in rows:
        yield asks.Ask(
            title=row.proposal.title,
            sentence=_("Advice is asked of a body in which you sit: %(body)s.")
            % {"body": names.get(row.body, row.body)},
            url=_address(slug, row.proposal, "advice"),
            button=_("Advise"),
            due=row.due,
            clause=f"process.{row.proposal.frozen_process.code}",
        )


@asks.asks
def answers(standing: Standing) -> Iterable[asks.Ask]:
    """To movers: advice of which they did not say what became, and concerns that they did not answer; to those who raised
    one: an answer that they neither accepted nor found wanting."""
    if not (standing.member or standing.person) or standing.mandate is Mandate.OBSERVES:
        return
    found = [
        *((row.proposal, _("Say what became of the advice."), "advice") for row in queries.advice_to_answer(standing)),
        *((row.proposal, _("Answer the concerns."), "concerns") for row in queries.concerns_to_answer(standing)),
        *(
            (row.proposal, _("Your concern was answered: withdraw it or uphold it."), "concerns")
            for row in queries.concerns_to_settle(standing)
        ),
    ]
    slug = slug_of(standing.coalition) if found else ""
    told = {(proposal.pk, sentence): (proposal, sentence, anchor) for proposal, sentence, anchor in found}
    for proposal, sentence, anchor in told.values():
        yield asks.Ask(
            title=proposal.title,
            sentence=sentence,
            url=_address(slug, proposal, anchor),
            button=_("Answer"),
            due=proposal.voting_until,
            clause=f"process.{proposal.frozen_process.code}",
        )
