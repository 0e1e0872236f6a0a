"""What the page of one proposal shows, gathered for a standing in a constant number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from plenary.charter import queries as charter
from plenary.charter.rules.schema import Method, Process
from plenary.core.standing import Standing
from plenary.core.verdicts import Label, Verdict, reasons, refuse
from plenary.decisions import permissions, queries
from plenary.decisions.asks import state_of
from plenary.decisions.forms import ObjectionForm
from plenary.decisions.forms.given import given_form
from plenary.decisions.labels import answers_under
from plenary.decisions.labels.sentences import (
    figures_in_words,
    objection_means,
    outcome_sentences,
    turnout_in_words,
    turnout_sentences,
)
from plenary.decisions.labels.silence import STEP
from plenary.decisions.models import Effect, Elector, Proposal, Stage
from plenary.decisions.queries import Happening
from plenary.decisions.queries.choosing import Choice
from plenary.decisions.rules.ballots import choices_of
from plenary.decisions.rules.nominations import WITHOUT_BALLOT
from plenary.decisions.rules.phases import OBJECTED, OPEN, Phase
from plenary.decisions.rules.reading import NONE
from plenary.decisions.shown import choosing, places
from plenary.decisions.shown.outcome import outcome_context
from plenary.decisions.shown.regions import regions_shown
from plenary.decisions.shown.text import amendments_context, languages_context
from plenary.decisions.shown.touching import touched_context
from plenary.decisions.shown.ways import ways_of
from plenary.texts.queries import Said, comments

SHOWN, FEW = 12, 3
"""Of many parts so many stand open, those in dispute first; a few more than that are not worth folding."""


@dataclass(frozen=True, slots=True)
class Step:
    """One station of a proposal's path: `state` is done, current or coming; `until` marks a deadline."""

    label: str
    at: datetime | None
    state: str
    until: bool = False


# Longer: one line for each name that the page takes.
def context_of(standing: Standing, proposal: Proposal, language: str = "") -> dict[str, Any]:
    """Everything that the page shows of a proposal that the standing may see, in a language or the page's own."""
    process, phase = queries.process_of(proposal), proposal.phase
    words = queries.words_of(proposal, language)
    objections = queries.standing_objections(proposal)
    happenings = queries.in_dispute_first(queries.what_happens(proposal, words, objections))
    hidden = len(happenings) - SHOWN if len(happenings) > SHOWN + FEW else 0
    state, label = state_of(proposal)
    asked = queries.as_asked(proposal, words, happenings) if proposal.opened_at else ""
    choice = choosing.choice_among(proposal, happenings)
    reads_the_way = bool(permissions.may_read_the_way(standing, proposal))
    own = queries.electors_of(standing, proposal) if proposal.opened_at else ()
    if not reads_the_way:
        happenings = [replace(part, objections=()) for part in happenings]
    return {
        "proposal": proposal,
        "phase": phase,
        "is_discussed": phase in OBJECTED,
        "is_before_voting": phase in {Phase.NOTICE, Phase.DISCUSSION},
        "state": state,
        "label": label,
        "process": process,
        "in_silence": process.method is Method.SILENCE,
        "by_consensus": process.method is Method.CONSENSUS,
        "objection_means": objection_means(process, proposal.stage, falls_back=bool(proposal.next_process)),
        "takes_whole": bool(proposal.opened_at) and permissions.takes_objections(proposal),
        "steps": steps(proposal, process, choice) if proposal.opened_at else [],
        "happenings": happenings,
        "more_parts": hidden,
        "shown_parts": f":{len(happenings) - hidden}",
        "hidden_parts": f"{len(happenings) - hidden}:",
        **touched_context(standing, proposal, happenings),
        "rule": rule_of(proposal.coalition_id, process, proposal.charter_version),
        "seconders": queries.seconders_of(proposal),
        "missing_seconders": queries.missing_seconders(proposal) if phase is Phase.DRAFT else 0,
        "may": _verdicts(standing, proposal, happenings),
        "objections": [row for row in objections if reads_the_way and row.effect_id is None],
        "mine": standing.member or standing.person,
        "is_own": permissions.is_mover(standing, proposal),
        "offers_unnamed": permissions.offers_unnamed(standing),
        "heard": queries.said_by_concerned(standing, happenings) if reads_the_way else [],
        "may_appeal": queries.may_be_appealed(proposal.coalition_id, happenings),
        "comments": _said(standing, proposal) if reads_the_way else [],
        "reads_the_way": reads_the_way,
        "failure": failure_of(proposal),
        **languages_context(standing, proposal, words),
        **(amendments_context(standing, proposal, own) if reads_the_way else {}),
        "objection_given": given_form(asked),
        "choice": choice,
        "choosing": choosing.choosing_shown(choice),
        **(
            ballot_context(standing, proposal, asked, choice, own=own)
            if proposal.opened_at
            else choosing.secrecy_of_draft(standing, proposal)
        ),
        **(places.places_context(standing, proposal, own) if proposal.opened_at else {}),
        **_outcome(standing, proposal),
        **ways_of(standing, proposal),
    }


def _said(standing: Standing, proposal: Proposal) -> list[Said]:
    return queries.named_comments(standing, comments(standing, proposal.thread)) if proposal.thread else []


def ballot_context(
    standing: Standing,
    proposal: Proposal,
    asked: str = "",
    choice: Choice | None = None,
    *,
    form: Any = None,
    own: Sequence[Elector] | None = None,
) -> dict[str, Any]:
    """What the reader's own ballot and the turnout show. `asked` is what the proposal asks (`queries.as_asked`), if known;
    `choice` what it chooses among; `form` the ballot as it was sent, where it was filled in wrongly; `own` are the reader's
    electors where they are read already."""
    is_secret = queries.is_secret(proposal.frozen_process)
    told = queries.with_presence(proposal, queries.count_now(proposal))
    electors = queries.electors_of(standing, proposal) if own is None else own
    ballot = queries.ballot_of(standing, proposal, electors) if electors else None
    return {
        "turnout": told,
        "turnout_sentences": turnout_sentences(told),
        "turnout_in_words": turnout_in_words(told),
        "elector": electors[0] if electors else None,
        "ballot": ballot,
        "given_form": given_form(
            asked or queries.as_asked(proposal), ballot.entry if ballot else NONE, is_kept=not is_secret
        ),
        "may_cast": permissions.may_cast(standing, proposal, electors),
        "choices": _choices(proposal.frozen_process),
        "asks_reason": proposal.frozen_process.method is Method.CONSENSUS,
        "ballot_says": choosing.own_ballot_in_words(proposal, choice, ballot),
        "seen_by": choosing.seen_in_words(is_secret=is_secret, is_protected=bool(electors) and electors[0].protected),
        "worked_out": choosing.told_by_subtraction(electors[0] if electors else None, is_secret=is_secret),
        "ballot_form": form,
        **choosing.secrecy_shown(standing, proposal.frozen_process, told.electorate),
        **(
            choosing.choice_ballot(standing, proposal, choice, (electors[0], ballot), form)
            if choice and electors
            else {}
        ),
        **places.own_ballot(standing, electors[0] if electors else None, ballot, proposal),
    }


def _choices(process: Process) -> list[tuple[str, Label, Label]]:
    """What a ballot may say: the code, the word and what it means under this process."""
    meanings = answers_under(process)
    return [(choice.value, *meanings[choice.value]) for choice in choices_of(process.method)]


def steps(proposal: Proposal, process: Process, choice: Choice | None = None) -> list[Step]:
    """The path of an opened proposal: the phases that its process has, the outcome, and what follows from it. `choice` is what
    it chooses."""
    order = [Phase.NOTICE, Phase.DISCUSSION, Phase.VOTING, Phase.CLOSED]
    if proposal.stage == Stage.RECORDED:
        order = [Phase.NOTICE, Phase.WINDOW, Phase.CLOSED]
    phase = proposal.phase
    reached = order.index(phase) if phase in order else len(order)
    ballot = proposal.count.get("reason") not in WITHOUT_BALLOT
    notice = _("Nominations") if choice and choice.asked.nominated and queries.is_choice(proposal) else _("Notice")
    path = [
        (Phase.NOTICE, notice, proposal.opened_at, process.notice_days, False),
        (Phase.DISCUSSION, _("Discussion"), proposal.discussion_from, process.discussion_days, False),
        (Phase.VOTING, str(STEP.get(process.method) or _("Voting")), proposal.voting_until, ballot, True),
    ]
    if proposal.stage == Stage.RECORDED:
        path = [
            (Phase.NOTICE, _("Decided on a call"), datetime.fromisoformat(proposal.decided_elsewhere["at"]), 1, False),
            (Phase.WINDOW, _("Objections"), proposal.voting_until, 1, True),
        ]
    found = [Step(label, at, _state(order.index(of), reached), until) for of, label, at, days, until in path if days]
    if phase is Phase.TRANSLATION:
        waiting = [Step(step.label, None, "coming") for step in found]
        return [Step(_("Translation"), proposal.opened_at, "current"), *waiting, Step(_("Outcome"), None, "coming")]
    if phase is Phase.WITHDRAWN:
        passed = [Step(step.label, step.at, "coming", step.until) for step in found]
        return [*passed, Step(_("Withdrawn"), proposal.withdrawn_at, "current")]
    at_outcome = phase in {Phase.CLOSED, Phase.LAPSED, Phase.DECIDED}
    found.append(Step(_("Outcome"), proposal.decided_at, "current" if at_outcome else _state(len(order) - 1, reached)))
    if proposal.outcome in {"", "adopted"}:
        carried = phase in {Phase.HELD, Phase.CARRIED_OUT, Phase.NOT_CARRIED_OUT}
        at = proposal.carried_out_at or proposal.effects_due
        found.append(Step(_("Carried out"), at, "current" if carried else "coming"))
    return found


def _state(place: int, reached: int) -> str:
    return "done" if place < reached else "current" if place == reached else "coming"


def rule_of(coalition_id: str, process: Process, version_id: str = "", part: str = "") -> tuple[str, str]:
    """The key and the words of a process' clause (or of its `part`, such as ``.also``), in the version of the charter that is
    named, else in the one in force."""
    key = f"process.{process.code}{part}"
    version = charter.version_in_force(coalition_id)
    if version_id and (version is None or version.id != version_id):
        version = charter.versions(coalition_id).filter(pk=version_id).first()
    if version is None:
        return key, ""
    chapters = charter.prose_in(version, get_language() or "en")
    found = (clause.text for chapter in chapters for clause in chapter.clauses if clause.key == key)
    return key, next(found, "")


def _verdicts(standing: Standing, proposal: Proposal, happenings: list[Happening]) -> dict[str, Verdict]:
    phase = proposal.phase
    if phase is Phase.DRAFT:
        return {
            "amend": permissions.may_amend_draft(standing, proposal),
            "open": permissions.may_open(standing, proposal),
            "second": permissions.may_second(standing, proposal),
            "withdraw": permissions.may_withdraw(standing, proposal),
        }
    if phase in OPEN:
        return {
            "withdraw": permissions.may_withdraw(standing, proposal),
            "comment": permissions.may_comment(standing, proposal),
            "object": _may_object(standing, proposal, happenings),
        }
    return {"again": permissions.may_carry_out_again(standing, proposal)} if phase is Phase.NOT_CARRIED_OUT else {}


def _may_object(standing: Standing, proposal: Proposal, happenings: list[Happening]) -> Verdict:
    """One answer for the whole page: asked of the whole under consent, else of a part not objected to yet."""
    if proposal.phase not in OBJECTED:
        return refuse("decisions.not_discussed")
    if permissions.takes_objections(proposal):
        return permissions.may_object(standing, proposal)
    mine = standing.member or standing.person
    for part in happenings:
        if part.severable and mine not in {row.objector for row in part.objections}:
            return permissions.may_object(standing, proposal, Effect(pk=part.id, kind=part.kind))
    return refuse("decisions.not_severable", f"process.{proposal.frozen_process.code}")


def _outcome(standing: Standing, proposal: Proposal) -> dict[str, Any]:
    figures = proposal.final_count
    if figures is None:
        return {}
    roll_call = queries.roll_call(standing, proposal)
    return {
        "count": figures,
        "outcome_sentences": outcome_sentences(figures),
        "figures": figures_in_words(figures),
        "roll_call": roll_call,
        "regions": regions_shown(figures, roll_call),
        "is_majority": figures.method == Method.MAJORITY,
        **outcome_context(proposal),
    }


def failure_of(proposal: Proposal) -> str:
    """Why it could not be carried out, in words; empty when it could."""
    told = proposal.not_carried_out
    if not told:
        return ""
    reason: str = told["reason"]
    return Verdict(False, reason, "", told["facts"]).sentence if reason in reasons() else reason


def objection_form_for(context: dict[str, object], data: object = None) -> ObjectionForm:
    """The form of an objection: to the whole where the process takes that, else to one of the parts that can be taken out."""
    happenings = context["happenings"]
    assert isinstance(happenings, list)  # noqa: S101  # context_of gives it
    parts = [] if context["takes_whole"] else [(part.id, part.sentence) for part in happenings if part.severable]
    may = context["may"]
    asks_whom = isinstance(may, dict) and getattr(may.get("object"), "reason", "") == "decisions.after_asking"
    return ObjectionForm(data, parts=parts, asks_whom=asks_whom or bool(context.get("asks_whom")))
