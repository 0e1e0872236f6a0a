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
    rows = queries.silences_open(standing)
    slug, titles = (slug_of(standing.coalition), queries.titles_of(rows)) if rows else ("", {})
    observes = bool(standing.member) and standing.mandate is Mandate.OBSERVES
    sentence = _("Adopted in silence unless you object.")
    if observes:
        sentence = _("Adopted in silence unless a colleague who may decide objects.")
    elif standing.member and standing.mandate is Mandate.CONSULTS:
        sentence = _("Ask your organisation first; it is adopted in silence unless you object.")
    for row in rows:
        yield asks.Ask(
            title=titles[row.pk][0],
            sentence=sentence,
            url=_address(slug, row, "silence"),
            button=_("Read") if observes else _("Read or object"),
            due=row.voting_until,
            clause=f"process.{row.frozen_process.code}",
            is_calm=True,
        )


@asks.asks
def advice(standing: Standing) -> Iterable[asks.Ask]:
    """Advice asked of a body in which one sits; to movers, advice of which they did not say what became."""
    if not _takes_part(standing):
        return
    rows = queries.advice_waiting(standing)
    if not rows:
        return
    slug, charter = slug_of(standing.coalition), charter_of(standing.coalition)
    titles = queries.titles_of([row.proposal for row in rows])
    names = {body.code: called(charter, body.names, body.code) for body in charter.bodies}
    for row in rows:
        asked = _("Advice is asked of a body in which you sit: %(body)s.") % {"body": names.get(row.body, row.body)}
        yield asks.Ask(
            title=titles[row.proposal_id][0],
            sentence=_("Say what became of the advice.") if row.words else asked,
            url=_address(slug, row.proposal, "advice"),
            button=_("Answer") if row.words else _("Advise"),
            due=row.proposal.voting_until if row.words else row.due,
            clause=f"process.{row.proposal.frozen_process.code}",
        )


@asks.asks
def concerns(standing: Standing) -> Iterable[asks.Ask]:
    """To movers, concerns that they did not answer; to who raised one, an answer neither accepted nor found wanting.
    Once a proposal, however many there are."""
    if not _takes_part(standing):
        return
    rows = {(row.proposal_id, row.state): row for row in queries.concerns_waiting(standing)}
    slug = slug_of(standing.coalition) if rows else ""
    titles = queries.titles_of([row.proposal for row in rows.values()])
    for row in rows.values():
        answered = _("Your concern was answered: withdraw it or uphold it.")
        yield asks.Ask(
            title=titles[row.proposal_id][0],
            sentence=answered if row.state == "answered" else _("Answer the concerns."),
            url=_address(slug, row.proposal, "concerns"),
            button=_("Answer"),
            due=row.proposal.voting_until,
            clause=f"process.{row.proposal.frozen_process.code}",
        )


def _takes_part(standing: Standing) -> bool:
    return bool(standing.member or standing.person) and standing.mandate is not Mandate.OBSERVES
