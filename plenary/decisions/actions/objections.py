"""Objections: to the whole under consent, or to one effect that can be taken out; made with a reason, taken back."""

from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.decisions import permissions, queries
from plenary.decisions.actions import audiences, locking
from plenary.decisions.actions.ballots import consulted
from plenary.decisions.actions.names import name_for
from plenary.decisions.models import Effect, Objection, Proposal
from plenary.decisions.rules.reading import Given
from plenary.record import actions as record
from plenary.record.actions import Part


def object_to(
    *,
    by: Standing,
    proposal: Proposal,
    reason: str,
    effect: Effect | None = None,
    source: str = "",
    unnamed: bool = False,
    given: Given = Given(),  # noqa: B008  # frozen
) -> Objection:
    """Object, saying why. A protected member's reason is entered without its name, as is that of whoever would be
    `unnamed`. Who must consult says in `source` whom
    she asked, and when. What arrived before under the same word (`given`) is returned, taken back since or not.

    Refuses what was given on something else (decisions.asked_otherwise), as permissions.may_object and may_go_unnamed say, and
    with decisions.no_reason and decisions.no_source.
    """
    if not reason.strip():
        raise Refused(refuse("decisions.no_reason"))
    with record.act(by=by):
        proposal = locking.take(proposal)  # whole: colleagues who object at once would both find that nobody has yet
        arrived = queries.objection_sent_as(by, proposal, given.sending)
        if arrived:
            return arrived
        require(permissions.asks_the_same(proposal, given))
        require(permissions.may_object(by, proposal, effect))
        elector = next(iter(queries.electors_of(by, proposal)), None)
        asked = consulted(by, elector if effect is None else None, source)
        objection = Objection.objects.create(
            coalition_id=by.coalition,
            proposal=proposal,
            effect=effect,
            elector=elector,
            objector=by.member or by.person,
            name=name_for(by, unnamed=unnamed),
            reason=reason.strip(),
            source=asked,
            by_person=by.person,
            at=clock.now(),
            sent_as=given.sending,
        )
        _enter(by, objection, "decisions.objected", reason=objection.reason)
    return objection


def withdraw_objection(*, by: Standing, objection: Objection) -> Objection:
    """Take an objection back; it no longer counts, and stays readable in the record. Refuses as
    `permissions.may_withdraw_objection` says."""
    with record.act(by=by):
        locking.share(objection.proposal)
        rows = Objection.objects.of(by.coalition).select_for_update(of=("self",))
        objection = rows.select_related("proposal", "effect").get(pk=objection.pk)
        require(permissions.may_withdraw_objection(by, objection))
        objection.withdrawn_at = clock.now()
        objection.save(update_fields=["withdrawn_at"])
        _enter(by, objection, "decisions.objection_withdrawn")
    return objection


def _enter(by: Standing, objection: Objection, kind: str, **facts: str) -> None:
    proposal = objection.proposal
    record.enter(
        by=by if objection.name else audiences.unattributed(by),
        kind=kind,
        about=proposal.id,
        audience=audiences.of_proposals(proposal),
        facts=audiences.told(
            proposal, objection=objection.id, effect=objection.effect_id or "", name=objection.name, **facts
        ),
        parts=[Part(facts={"objector": objection.objector} | _asked(objection), audience=audiences.of_own(by))],
    )


def _asked(objection: Objection) -> dict[str, str]:
    return {"how": "consulted", "source": objection.source} if objection.source else {}
