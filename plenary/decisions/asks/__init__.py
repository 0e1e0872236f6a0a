"""What decisions put on a member's desk: ballots asked of it, what was decided, what is coming."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from plenary.bodies.queries import electorate
from plenary.charter.rules.schema import Method
from plenary.coalitions.queries import slug_of
from plenary.core import asks
from plenary.core.standing import Mandate, Standing
from plenary.decisions import permissions, queries
from plenary.decisions.asks import kept as kept
from plenary.decisions.asks import nominations as nominations
from plenary.decisions.asks import on_the_way as on_the_way
from plenary.decisions.asks import vacancies as vacancies
from plenary.decisions.labels import OUTCOME, PHASE
from plenary.decisions.labels.sentences import turnout_sentences
from plenary.decisions.labels.silence import COMING, IN_VOTING, in_short
from plenary.decisions.models import Proposal
from plenary.decisions.rules.counting import turnout
from plenary.decisions.rules.phases import OPEN, Phase
from plenary.decisions.rules.quorums import rule_of
from plenary.decisions.rules.seconding import seconders_needed
from plenary.texts.labels import language_name


def _address(slug: str, proposal: Proposal) -> str:
    return reverse("decisions:proposal", args=[slug, proposal.pk])


@asks.asks
def ballots(standing: Standing) -> Iterable[asks.Ask]:
    """A ballot for each vote that is open and in which one's elector has not voted."""
    if not (standing.member or standing.person):
        return
    rows = queries.asked_to_vote(standing)
    slug, titles = (slug_of(standing.coalition), queries.titles_of(rows)) if rows else ("", {})
    for row in rows:
        if row.frozen_process.method is Method.SILENCE:
            continue  # asked in words of its own
        told = turnout(row.frozen_process, getattr(row, "size", 0), getattr(row, "voted", 0))
        consult = "" if standing.decides else _("Ask your organisation first; then answer and say whom you asked.")
        yield asks.Ask(
            title=titles[row.pk][0],
            sentence=" ".join([*([consult] if consult else []), *turnout_sentences(told)]),
            mailed=consult,
            url=_address(slug, row),
            button=_("Vote"),
            due=row.voting_until,
            clause=f"process.{row.frozen_process.code}",
        )


@asks.asks
def seconders(standing: Standing) -> Iterable[asks.Ask]:
    """Drafts that look for seconders, for those who may second them; to its movers, a draft that has found them."""
    if standing.mandate is not Mandate.DECIDES:
        return
    rows = queries.shown_drafts(standing)
    slug, titles = (slug_of(standing.coalition), queries.titles_of(rows)) if rows else ("", {})
    bodies = {queries.process_of(row).moved_by for row in rows}
    movers = {body: electorate(standing.coalition, body, standing.as_of) for body in bodies}
    for row in rows:
        process = queries.process_of(row)
        places = movers[process.moved_by]
        needed = seconders_needed(
            process, row.moved_by_member_id or "", (each.member for each in places if not each.away)
        )
        missing = max(0, needed - getattr(row, "have", 0))
        is_mine = row.moved_by_member_id == standing.member
        seconds = queries.place_among(standing, places) is not None and not getattr(row, "is_seconded", False)
        if not seconds or is_mine is bool(missing):
            continue
        found = _("It has found its seconders. Once you open it, its words and rules are fixed.")
        wanted = ngettext(
            "It opens once one more member seconds it.", "It opens once %(n)s more members second it.", missing
        )
        yield asks.Ask(
            title=titles[row.pk][0],
            sentence=found if is_mine else wanted % {"n": missing},
            url=_address(slug, row),
            button=_("Open the proposal") if is_mine else _("Read the draft"),
            clause=f"process.{process.code}",
        )


@asks.asks
def translations(standing: Standing) -> Iterable[asks.Ask]:
    """What waits for a language that the reader's pages are in, for those who may translate it; to its movers, all that
    waits."""
    if not permissions.has_a_voice(standing):
        return
    rows = queries.waiting_for_languages(standing)
    slug, missing = (slug_of(standing.coalition), queries.missing_in(rows)) if rows else ("", {})
    titles = queries.titles_of(rows)
    language = get_language() or ""
    for row in rows:
        own = [tag for tag in missing[row.pk] if tag == language]
        wanted = own or (missing[row.pk] if permissions.is_mover(standing, row) else ())
        for tag in wanted:
            yield asks.Ask(
                title=titles[row.pk][0],
                sentence=_("A translation into %(language)s is missing; notice starts when it is there.")
                % {"language": language_name(tag)},
                url=reverse("decisions:translate", args=[slug, row.pk, tag]),
                button=_("Translate"),
                clause="languages",
            )


@asks.tells_decided
def decided(standing: Standing) -> Iterable[asks.Happening]:
    """The newest outcomes."""
    rows = queries.decided_lately(standing)
    slug, titles = (slug_of(standing.coalition), queries.titles_of(rows)) if rows else ("", {})
    for row in rows:
        state, label = state_of(row)
        yield asks.Happening(
            at=row.decided_at or row.drafted_at,
            title=titles[row.pk][0],
            url=_address(slug, row),
            state=state,
            state_label=label,
            note=in_short(row.final_count),
        )


@asks.tells_coming
def coming(standing: Standing) -> Iterable[asks.Happening]:
    """Votes that will open, soonest first; of elections before that the close of nominations."""
    found = queries.voting_soon(standing)
    slug, titles = (slug_of(standing.coalition), queries.titles_of(found)) if found else ("", {})
    for row in found:
        if row.is_election and row.phase is Phase.NOTICE:
            yield asks.Happening(
                at=row.discussion_from or row.drafted_at,
                title=_("Nominations close: %(title)s") % {"title": titles[row.pk][0]},
                url=_address(slug, row),
                key="nominations",
                state="open",
                state_label=str(PHASE[row.phase]),
            )
        yield asks.Happening(
            at=row.voting_from or row.drafted_at,
            title=str(COMING[row.frozen_process.method]) % {"title": titles[row.pk][0]},
            url=_address(slug, row),
            key="voting",
            state="open",
            state_label=str(PHASE[row.phase]),
        )


@asks.tells_coming
def windows(standing: Standing) -> Iterable[asks.Happening]:
    """What was decided on a call and may be objected to, soonest over first."""
    found = queries.open_to_objections(standing)
    slug, titles = (slug_of(standing.coalition), queries.titles_of(found)) if found else ("", {})
    for row in found:
        yield asks.Happening(
            at=row.voting_until or row.drafted_at,
            title=_("Objections until then: %(title)s") % {"title": titles[row.pk][0]},
            url=_address(slug, row),
            key="objections",
            state="open",
            state_label=str(PHASE[row.phase]),
        )


@asks.tells_coming
def taking_effect(standing: Standing) -> Iterable[asks.Happening]:
    """What was adopted and takes effect later, soonest first."""
    found = queries.taking_effect(standing)
    slug, titles = (slug_of(standing.coalition), queries.titles_of(found)) if found else ("", {})
    for row in found:
        yield asks.Happening(
            at=row.effects_due or row.drafted_at,
            title=_("Takes effect: %(title)s") % {"title": titles[row.pk][0]},
            url=_address(slug, row),
            key="effects",
            state="held",
            state_label=str(PHASE[row.phase]),
        )


def state_of(proposal: Proposal) -> tuple[str, str]:
    """The shape and the word of a proposal's state."""
    phase = proposal.phase
    if phase is Phase.VOTING and proposal.frozen_process.method in IN_VOTING:
        return "open", str(IN_VOTING[proposal.frozen_process.method])
    if phase is Phase.DECIDED:
        return proposal.outcome, str(OUTCOME[proposal.outcome])
    if phase in {Phase.HELD, Phase.CARRIED_OUT, Phase.NOT_CARRIED_OUT}:
        return "adopted", str(PHASE[phase])
    if phase is Phase.LAPSED and rule_of(proposal.count.get("reason", "")):
        return "lapsed", _("lapsed, no quorum")
    if phase in {Phase.LAPSED, Phase.WITHDRAWN}:
        return "lapsed", str(PHASE[phase])
    return ("open" if phase in OPEN else phase.value), str(PHASE[phase])
