"""Drafts: written, changed, shown to find seconders, seconded."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from plenary.charter import decidable
from plenary.charter.queries import charter_of
from plenary.core import clock, visibility
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.decisions import permissions, queries
from plenary.decisions.actions import audiences, languages, locking
from plenary.decisions.actions.names import name_for, shown_name
from plenary.decisions.models import Effect, Proposal, Seconding
from plenary.decisions.rules.matters import MixedMattersError, matter_of
from plenary.record import actions as record

type Effects = Sequence[tuple[str, Mapping[str, Any]]]


def draft_proposal(
    *,
    by: Standing,
    title: str,
    body: str,
    language: str,
    effects: Effects = (),
    effects_from: datetime | None = None,
    reconsiders: Proposal | None = None,
    begun_from: str = "",
    unnamed: bool = False,
) -> Proposal:
    """Write a draft that its movers alone see. The matter, and so the process, comes from its effects.

    `effects` are pairs of an effect's code and its payload; they are wanted `effects_from` a moment at the soonest, or at
    once. `reconsiders` is a decided proposal that it puts again, `begun_from` in what it began (`forms.starting`). Of one that
    is `unnamed` nobody but its movers is told who moved it. Refuses with decisions.no_title, decisions.unknown_effect,
    decisions.mixed_matters, decisions.rests where the same was decided and rests, those without a voice, and as
    permissions.may_go_unnamed says.
    """
    require(permissions.may_draft(by))
    matter = _matter_of(title, effects)
    require(permissions.may_put(by, charter_of(by.coalition).process_for(matter), effects))
    with record.act(by=by):
        proposal = Proposal.objects.create(
            coalition_id=by.coalition,
            title=title.strip(),
            body=body,
            language=language,
            matter=matter,
            moved_by_member_id=by.member or None,
            moved_by_person=by.person,
            moved_by_name=name_for(by, unnamed=unnamed),
            drafted_at=clock.now(),
            effects_from=effects_from,
            reconsiders=reconsiders,
            begun_from=begun_from,
        )
        languages.keep_words(by, proposal)
        proposal.save(update_fields=["text"])
        _write_effects(by, proposal, effects)
        _enter(by, proposal, "decisions.drafted")
    return proposal


def amend_draft(
    *,
    by: Standing,
    proposal: Proposal,
    title: str,
    body: str,
    language: str,
    effects: Effects,
    effects_from: datetime | None = None,
    seen: str = "",
    unnamed: bool | None = None,
) -> Proposal:
    """Change a draft whole. Who had seconded it seconded other words: their names are taken off.

    `seen` is the mark of what was changed, as `queries.draft_as_seen` gave it; empty: whatever stands. `unnamed` as in
    drafting; None: as it stands. Refuses as drafting does, and with decisions.changed_meanwhile when the draft says something
    else by now.
    """
    matter = _matter_of(title, effects)
    require(permissions.may_put(by, charter_of(by.coalition).process_for(matter), effects))
    with record.act(by=by):
        proposal = locking.take(proposal)
        require(permissions.may_amend_draft(by, proposal))
        if seen and seen != queries.draft_as_seen(proposal):
            raise Refused(refuse("decisions.changed_meanwhile"))
        proposal.title, proposal.body, proposal.language, proposal.matter = title.strip(), body, language, matter
        languages.keep_words(by, proposal)
        proposal.effects_from = effects_from
        if unnamed is not None and unnamed != (not proposal.moved_by_name):
            proposal.moved_by_name = name_for(by, unnamed=unnamed)
        proposal.save(update_fields=["title", "body", "language", "matter", "text", "effects_from", "moved_by_name"])
        rows = Effect.objects.of(by.coalition).filter(proposal=proposal)
        before = dict(rows.exclude(text="").values_list("position", "text"))
        rows.delete()
        Seconding.objects.of(by.coalition).filter(proposal=proposal).delete()
        _write_effects(by, proposal, effects, before)
        _enter(by, proposal, "decisions.draft_amended")
    return proposal


def show_draft(*, by: Standing, proposal: Proposal) -> Proposal:
    """Show a draft to members, so that some may second it. Refuses where its process asks for none
    (decisions.not_seconded_here)."""
    with record.act(by=by):
        proposal = locking.take(proposal)
        require(permissions.may_amend_draft(by, proposal))
        process = charter_of(by.coalition).process_for(proposal.matter)
        if not process.seconders:
            raise Refused(refuse("decisions.not_seconded_here", f"process.{process.code}"))
        if proposal.shown_at is None:
            proposal.shown_at = clock.now()
            proposal.save(update_fields=["shown_at"])
            record.enter(
                by=by if proposal.moved_by_name else audiences.unattributed(by),
                kind="decisions.draft_shown",
                about=proposal.id,
                audience=[visibility.MEMBERS],
                facts=audiences.told(proposal),
            )
    return proposal


def second(*, by: Standing, proposal: Proposal) -> Seconding:
    """Second a draft for one's member; entered for the members, a protected member's for its own alone, without its name.
    Refuses as `permissions.may_second` says."""
    with record.act(by=by):
        proposal = locking.take(proposal)
        require(permissions.may_second(by, proposal))
        seconding = Seconding.objects.create(
            coalition_id=by.coalition, proposal=proposal, member_id=by.member, by_person=by.person, at=clock.now()
        )
        name = shown_name(by)
        record.enter(
            by=by,
            kind="decisions.seconded",
            about=proposal.id,
            audience=[visibility.MEMBERS if name else visibility.member(by.member)],
            facts=audiences.told(proposal, name=name),
        )
    return seconding


def _matter_of(title: str, effects: Effects) -> str:
    if not title.strip():
        raise Refused(refuse("decisions.no_title"))
    kinds = decidable.effects()
    if any(kind not in kinds for kind, _payload in effects):
        raise Refused(refuse("decisions.unknown_effect"))
    try:
        return matter_of(kinds[kind].matter for kind, _payload in effects)
    except MixedMattersError as error:
        raise Refused(refuse("decisions.mixed_matters")) from error


def _write_effects(by: Standing, proposal: Proposal, effects: Effects, before: Mapping[int, str] | None = None) -> None:
    """Keep what happens if adopted; words go on in the text that the effect of their position had `before`."""
    rows = [
        Effect(coalition_id=proposal.coalition_id, proposal=proposal, position=place, kind=kind, payload=dict(payload))
        for place, (kind, payload) in enumerate(effects)
    ]
    for row in rows:
        languages.keep_resolved(by, row, proposal.language, before or {})
    Effect.objects.bulk_create(rows)


def _enter(by: Standing, proposal: Proposal, kind: str) -> None:
    record.enter(
        by=by, kind=kind, about=proposal.id, audience=audiences.of_mover(proposal), facts=audiences.told(proposal)
    )
