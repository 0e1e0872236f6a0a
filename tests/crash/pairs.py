"""What two people may do to one proposal at the same moment: a table of acts and one of pairs. Runs inside the product.

To add a pair: name its acts in `ACTS` (how each is sent, how it is done, what it enters), its scene in `SCENES`, and in `PAIRS`
every order of entries that may come of it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

from django.db import connections

from plenary.charter.queries import charter_of
from plenary.core import clock, reach
from plenary.core.standing import Standing
from plenary.core.trouble import trouble_of
from plenary.core.verdicts import Refused
from plenary.decisions import actions, queries
from plenary.decisions.models import Proposal
from plenary.decisions.queries.calls import Place, places_for, places_in
from plenary.decisions.rules.calls import Said
from plenary.decisions.tests.factories import settled
from plenary.directory.actions import add_organisation
from plenary.membership.actions import add_applicants
from plenary.membership.models import Member
from tests.crash import inside, world
from tests.crash.voters import LONGEST
from tests.crash.world import COLLEAGUE

EARLY, SECONDED = "early", "seconded"
SLUGS = {EARLY: {"early": True}, SECONDED: {"seconders": 1}}
"""Coalitions of three beside the great one, by what differs in their ordinary process."""


@dataclass(frozen=True)
class Act:
    """One act on a proposal: where it is sent and with what, how it is done inside, and the kind of entry that it makes."""

    path: str
    do: Callable[[Standing, Proposal], object]
    enters: str
    fields: Mapping[str, str] = field(default_factory=dict)


def _call(places: Iterable[Place]) -> actions.Call:
    """All were there, and for it."""
    said = {place.key: Said.FOR for place in places}
    return actions.Call(at=clock.now() - timedelta(hours=1), occasion="a call", said=said)


def _settle(by: Standing, proposal: Proposal) -> object:
    return actions.settle_on_call(by=by, proposal=proposal, call=_call(places_in(proposal)))


def _correct(by: Standing, proposal: Proposal) -> object:
    return actions.correct_call(by=by, proposal=proposal, call=_call(places_in(proposal)))


def _edit(by: Standing, proposal: Proposal) -> object:
    seen = queries.draft_as_seen(proposal)
    words = {"title": f"As {by.person} wants it", "body": "Why.", "language": "en", "effects": world.RESOLVE}
    return actions.amend_draft(by=by, proposal=proposal, seen=seen, **words)


_CALL = {"held_on": "2024-05-06", "held_at": "10:00", "occasion": "a call", "rest": "for", "notes": "", "step": "enter"}

ACTS: dict[str, Act] = {
    "open": Act("open/", lambda by, it: actions.open_proposal(by=by, proposal=it), "decisions.opened"),
    "withdraw": Act("withdraw/", lambda by, it: actions.withdraw_proposal(by=by, proposal=it), "decisions.withdrawn"),
    "edit": Act(
        "edit/", _edit, "decisions.draft_amended",
        {"title": "As WHO wants it", "body": "Why.", "language": "en", "text": "We meet.", "effects_from": "", "seen": "SEEN"},
    ),
    "second": Act("second/", lambda by, it: actions.second(by=by, proposal=it), "decisions.seconded"),
    "cast": Act(
        "ballot/", lambda by, it: actions.cast_ballot(by=by, proposal=it, choice="yes"), "decisions.ballot_cast",
        {"choice": "yes"},
    ),
    "settle": Act("call/", _settle, "decisions.recorded", _CALL),
    "correct": Act("call/correct/", _correct, "decisions.call_corrected", _CALL),
    "again": Act("again/", lambda by, it: actions.carry_out_again(by=by, proposal=it), "decisions.carried_out"),
    "stand back": Act(
        "stand-back/", lambda by, it: actions.stand_back(by=by, proposal=it, reason="Ours."), "decisions.stood_back",
        {"reason": "Ours."},
    ),
}  # fmt: skip


def _draft(slug: str, number: int) -> str:
    return world.drafted(f"Draft {number}", slug=slug)


def _open(slug: str, number: int) -> str:
    return world.opened(f"Proposal {number}", slug=slug)


def _on_a_call(slug: str, number: int) -> str:
    proposal = _found(_open(slug, number), slug)
    _settle(world.standing(0, slug), proposal)
    return proposal.pk


def _shown(slug: str, number: int) -> str:
    proposal = _found(_draft(slug, number), slug)
    actions.show_draft(by=world.standing(0, slug), proposal=proposal)
    return proposal.pk


def _nearly_certain(slug: str, number: int) -> str:
    """One of three has said yes: the next yes settles it."""
    proposal = _found(_open(slug, number), slug)
    actions.cast_ballot(by=world.standing(2, slug), proposal=proposal, choice="yes")
    return proposal.pk


def _not_carried_out(slug: str, number: int) -> str:
    """Adopted on a call, and not carried out, as one whom it admits had been admitted otherwise; then that was mended."""
    by, coalition = world.standing(0, slug), world.coalition_at(slug)
    card = add_organisation(by=by, name=f"Late {number}")
    (late,) = add_applicants(by=by, organisations=[card], category="member", commitment="cooperation")
    effects = [("membership.admit", {"member": late.pk, "waived": "It came late."})]
    call = _call(places_for(coalition.id, charter_of(coalition.id).process("admission")))
    proposal = actions.record_call(by=by, call=call, title=f"Admit {number}", body="", language="en", effects=effects)
    assert proposal.voting_until is not None
    Member.objects.of(coalition.id).filter(pk=late.pk).update(status="withdrawn")
    with clock.set_to(proposal.voting_until + 2 * clock.WRITE_TIMEOUT):
        closed = settled(proposal)
    assert closed.not_carried_out, closed.count
    Member.objects.of(coalition.id).filter(pk=late.pk).update(status="applied")
    return closed.pk


SCENES: dict[str, Callable[[str, int], str]] = {
    "draft": _draft,
    "open": _open,
    "on a call": _on_a_call,
    "shown": _shown,
    "nearly certain": _nearly_certain,
    "not carried out": _not_carried_out,
}


@dataclass(frozen=True)
class Pair:
    """Two acts at once. `comes` are the orders of entries that may come of it; each act that is told to be done is in it."""

    scene: str
    one: tuple[int | str, str]
    other: tuple[int | str, str]
    comes: frozenset[tuple[str, ...]]
    slug: str = world.SLUG


def _pair(
    scene: str, one: tuple[int | str, str], other: tuple[int | str, str], *comes: str, slug: str = world.SLUG
) -> Pair:
    return Pair(scene, one, other, frozenset(tuple(each.split()) for each in comes), slug)


PAIRS: dict[str, Pair] = {
    "open, open": _pair("draft", (0, "open"), (COLLEAGUE, "open"), "opened"),
    "open, withdraw": _pair("draft", (0, "open"), (COLLEAGUE, "withdraw"), "withdrawn", "opened withdrawn"),
    "edit, edit": _pair("draft", (0, "edit"), (COLLEAGUE, "edit"), "draft_amended"),
    "edit, open": _pair("draft", (0, "edit"), (COLLEAGUE, "open"), "opened", "draft_amended opened"),
    "withdraw, withdraw": _pair("open", (0, "withdraw"), (COLLEAGUE, "withdraw"), "withdrawn"),
    "cast, withdraw": _pair("open", (1, "cast"), (0, "withdraw"), "withdrawn", "ballot_cast withdrawn"),
    "cast, cast": _pair("open", (0, "cast"), (COLLEAGUE, "cast"), "ballot_cast ballot_cast"),
    "cast, stand back": _pair("open", (0, "cast"), (COLLEAGUE, "stand back"), "stood_back", "ballot_cast stood_back"),
    "stand back, stand back": _pair("open", (0, "stand back"), (COLLEAGUE, "stand back"), "stood_back"),
    "settle, settle": _pair("open", (0, "settle"), (1, "settle"), "recorded"),
    "settle, withdraw": _pair("open", (1, "settle"), (0, "withdraw"), "recorded", "withdrawn"),
    "settle, cast": _pair("open", (0, "settle"), (1, "cast"), "recorded", "ballot_cast recorded"),
    "correct, correct": _pair("on a call", (0, "correct"), (1, "correct"), "call_corrected call_corrected"),
    "again, again": _pair("not carried out", (0, "again"), (1, "again"), "carried_out"),
    "second, second": _pair("shown", (1, "second"), (1, "second"), "seconded", slug=SECONDED),
    "second, withdraw": _pair("shown", (1, "second"), (0, "withdraw"), "withdrawn", "seconded withdrawn", slug=SECONDED),
    "close early, cast": _pair(
        "nearly certain", (0, "cast"), (1, "cast"), "ballot_cast closed_early", "ballot_cast ballot_cast closed_early",
        "ballot_cast closed_early ballot_cast",  # the second was received before the first ended the voting
        slug=EARLY,
    ),
}  # fmt: skip


def set_scenes(times: int) -> dict[str, Any]:
    """So many scenes for each pair, who meets in them, and what stands in the record of each before they do."""
    for slug, terms in SLUGS.items():
        world.gather(slug, 3, **terms)
    told: dict[str, Any] = {"scenes": {}, "sessions": {}}
    for name, pair in PAIRS.items():
        made = [SCENES[pair.scene](pair.slug, number) for number in range(times)]
        told["scenes"][name] = [
            {
                "proposal": pk,
                "before": len(inside.kinds(pk, pair.slug)),
                "seen": queries.draft_as_seen(_found(pk, pair.slug)),
            }
            for pk in made
        ]
        for who, _act in (pair.one, pair.other):
            key = f"{pair.slug} {who}"
            told["sessions"].setdefault(key, world.session(world.account(who, pair.slug)))
    return told


def came_of(scenes: dict[str, list[dict[str, Any]]]) -> dict[str, list[list[str]]]:
    """By pair and scene the kinds that were entered since it was set, in order, without their room; and, under `problems`,
    whatever the audits find."""
    found = {
        name: [
            [
                kind.removeprefix("decisions.")
                for kind in inside.kinds(each["proposal"], PAIRS[name].slug)[each["before"] :]
            ]
            for each in rows
        ]
        for name, rows in scenes.items()
    }
    return found | {"problems": [inside.problems(slug) for slug in (world.SLUG, *SLUGS)]}


def meet(scenes: dict[str, list[dict[str, Any]]]) -> dict[str, list[list[str]]]:
    """Let both of each pair do it at once, by the actions, in a thread each: done, or the reason why not."""
    return {name: [_meet(PAIRS[name], each["proposal"]) for each in rows] for name, rows in scenes.items()}


def _meet(pair: Pair, proposal: str) -> list[str]:
    start, said, coalition = Barrier(2), ["", ""], world.coalition_at(pair.slug)

    def do(place: int, who: int | str, act: str) -> None:
        try:
            with reach.only(coalition.id):  # as a request to its address
                by, it = world.standing(who, pair.slug), _found(proposal, pair.slug)
                start.wait(LONGEST)
                ACTS[act].do(by, it)
            said[place] = "done"
        except Refused as refused:
            said[place] = refused.verdict.reason
        except Exception as error:  # told by the test
            said[place] = trouble_of(error) or repr(error)
        finally:
            connections.close_all()

    threads = [Thread(target=do, args=[place, *given]) for place, given in enumerate((pair.one, pair.other))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LONGEST)
    return said


def _found(proposal: str, slug: str) -> Proposal:
    return Proposal.objects.of(world.coalition_at(slug).id).get(pk=proposal)
