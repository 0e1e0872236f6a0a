"""The kinds of entries that decisions make, and what they do when a member goes away, comes back, or loses its vote;
and the word to members whose subjects a proposal touches."""

from dataclasses import replace
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from plenary.core.standing import Mandate, Standing
from plenary.decisions.actions import audiences
from plenary.decisions.actions.absences import set_away
from plenary.decisions.actions.delegations import end_in_body, end_of, end_of_seat
from plenary.decisions.going_out import TOUCHING, moved, open_ones, translated, whole
from plenary.decisions.labels import OUTCOME
from plenary.decisions.labels.choosing import FOLLOWS
from plenary.decisions.models import Amendment, Proposal
from plenary.decisions.permissions import ENTER_ANSWERS, OPEN_ANY
from plenary.decisions.permissions.calls import ENTER_CALLS
from plenary.decisions.queries.languages import texts_of
from plenary.decisions.queries.wording import CHANGING, changed_since, words_of
from plenary.membership.rules import Follows
from plenary.membership.touching import Kind, register_touching, tell_members
from plenary.record.kinds import EntryLike, on_doing, on_entry, register_kind, register_words, what_it_does

register_kind("decisions.drafted", _("%(title)s was drafted."))
register_kind("decisions.draft_amended", _("The draft of %(title)s was changed."))
register_kind("decisions.draft_shown", _("%(title)s looks for members to second it."))
register_kind("decisions.seconded", _("%(name)s seconds %(title)s."))
register_kind("decisions.opened", _("%(title)s was opened."), power=OPEN_ANY)
register_kind(
    "decisions.waits_for_languages",
    _("%(title)s waits for its translations; notice starts when they are there."),
    power=OPEN_ANY,
)
register_kind("decisions.withdrawn", _("%(title)s was withdrawn."))
register_kind("decisions.ballot_cast", _("A ballot was cast on %(title)s."), is_routine=True)
register_kind("decisions.objected", _("There is an objection to %(title)s."))
register_kind("decisions.objection_withdrawn", _("An objection to %(title)s was taken back."))
register_kind("decisions.amendment_moved", _("There is an amendment to %(title)s."))
register_kind("decisions.amendment_accepted", _("An amendment to %(title)s was accepted: its text has changed."))
register_kind("decisions.amendment_withdrawn", _("An amendment to %(title)s was taken back."))
register_kind("decisions.amendments_voted", _("Amendments to %(title)s were answered."), is_routine=True)
register_words("outcome", lambda outcome: OUTCOME.get(outcome, outcome))
register_kind(
    "decisions.box_closed", _("Voting on %(title)s is over: the lots are drawn, and the ballots are counted next.")
)
register_kind("decisions.nominated", _("%(name)s is nominated: %(title)s."))
register_kind("decisions.nominated_in_person", _("A person is nominated: %(title)s."))
register_kind("decisions.stands", _("%(name)s stands: %(title)s."))
register_kind("decisions.stands_in_person", _("A person stands: %(title)s."))
register_kind("decisions.nomination_ended", _("Somebody who was nominated does not stand: %(title)s."))
register_kind("decisions.statement_written", _("A candidate wrote a statement: %(title)s."))
register_kind("decisions.nominations_again", _("Too few stand; nominations are open once more: %(title)s."))
register_kind("decisions.nominations_closed", _("Nominations are closed: %(title)s. Standing: %(standing)s."))
register_words("follows", lambda follows: FOLLOWS.get(follows, follows))
register_kind(
    "decisions.candidates_fixed",
    _("Who stands is fixed: %(title)s. Places: %(seats)s; standing: %(standing)s; %(follows)s."),
)
register_kind(
    "decisions.times_moved",
    _("It was known late who stands: %(title)s. What follows begins anew, and has its full time."),
)
register_kind("decisions.decided", _("%(title)s: %(outcome)s."))
register_kind("decisions.round_closed", _("A round on %(title)s ended."))
register_kind("decisions.round_opened", _("A further round on %(title)s began."))
register_kind("decisions.carried_out", _("%(title)s was carried out."))
register_kind(
    "decisions.not_carried_out",
    _("%(title)s was adopted and could not be carried out."),
    fuller=("waits", _("%(title)s was adopted and does not take effect yet.")),
)

register_kind(
    "decisions.temperature_said",
    _("The temperature of %(title)s was asked: %(answered)s of %(electorate)s have answered."),
    is_routine=True,
)
register_kind("decisions.concern_raised", _("There is a concern about %(title)s."))
register_kind("decisions.concern_answered", _("A concern about %(title)s was answered."))
register_kind("decisions.concern_withdrawn", _("A concern about %(title)s was withdrawn."))
register_kind("decisions.concern_upheld", _("A concern about %(title)s is upheld."))
register_kind("decisions.reworded", _("The words of %(title)s were changed before the next test of consensus."))
register_kind("decisions.advice_asked", _("Advice is asked on %(title)s."))
register_kind("decisions.advice_given", _("Advice was given on %(title)s."))
register_kind("decisions.advice_answered", _("The movers of %(title)s said what became of advice."))
register_kind("decisions.referred", _("%(title)s was sent to a body for advice."))
register_kind("decisions.came_back", _("%(title)s came back with advice."))
register_kind("decisions.recorded", _("%(title)s was decided on a call: %(occasion)s."), power=ENTER_CALLS)
register_kind("decisions.call_corrected", _("The entry of the call on %(title)s was corrected."), power=ENTER_CALLS)
register_kind("decisions.opened_urgently", _("%(title)s was opened, to be decided urgently."))
register_kind("decisions.closed_early", _("Voting on %(title)s ended early: its outcome was certain."))
register_kind("decisions.put_in_force", _("%(title)s is in force, by an urgent decision that is to be confirmed."))
register_kind("decisions.not_put_in_force", _("%(title)s was decided urgently and could not be put in force."))
register_kind("decisions.undone", _("%(title)s was not confirmed and is undone."))
register_kind("decisions.not_undone", _("%(title)s was not confirmed and could not be undone."))
register_kind(
    "decisions.extended", _("A member asked for more time to consult on %(title)s: the deadline moved for all.")
)
register_kind("decisions.delegated", _("%(giver)s lets %(carrier)s cast its ballot: %(title)s."))
register_kind("decisions.delegation_ended", _("A ballot was taken back from the one who carried it: %(title)s."))
register_kind("decisions.delegation_declined", _("A ballot is no longer carried for another: %(title)s."))
register_kind("decisions.stood_back", _("A member stood back from %(title)s."))
register_kind("decisions.stepped_in", _("A member that had stood back from %(title)s stepped in again."))
register_kind(
    "decisions.answer_entered", _("%(office)s entered an answer of %(name)s on %(title)s."), power=ENTER_ANSWERS
)


@on_doing(Follows.GOES_AWAY)
@on_doing(Follows.COMES_BACK)
@on_entry("membership.sealed")
def on_absence(by: Standing, entry: EntryLike) -> None:
    """The places of a member that goes on leave, becomes dormant or comes back (a suspension that ended too: it may have begun
    while the member was away), in the votes that are open. What happened to a protected member stands in the facts, under a
    neutral kind.

    Leave or dormancy that an officer begins counts from the next round: nobody takes another's place out of an open vote.
    """
    follows = what_it_does(entry)
    is_own = by.member == entry.facts["member"] and by.mandate is Mandate.DECIDES
    if Follows.GOES_AWAY in follows and (is_own or by.is_system):
        set_away(by.coalition, entry.facts["member"], away=True)
    elif Follows.COMES_BACK in follows:
        set_away(by.coalition, entry.facts["member"], away=False)


@on_doing(Follows.ENDS_VOTE)
def on_end_of_vote(by: Standing, entry: EntryLike) -> None:
    """What a member delegated and carried, once it has no vote any more. A protected one does neither."""
    end_of(by=by, member_id=entry.facts["member"])


@on_entry("bodies.seat_passed")
def on_seat_passed(by: Standing, entry: EntryLike) -> None:
    """What was delegated from, and carried by, a member's seat by a person who acts for the member no longer."""
    end_of_seat(by=by, term_id=entry.about, body=entry.facts["body"])


@on_entry("bodies.seat_ended")
@on_entry("bodies.seat_ended_in_person")
def on_seat_ended(by: Standing, entry: EntryLike) -> None:
    """What was delegated and carried in a body by a seat that ended before its time."""
    end_in_body(by=by, body=entry.facts["body"])


register_touching(
    Kind(
        code=TOUCHING,
        label=_("A proposal"),
        address=lambda slug, proposal_id: reverse("decisions:proposal", args=[slug, proposal_id]),
        open_to=open_ones,
    )
)


@on_entry("decisions.draft_shown")
@on_entry("decisions.opened")
@on_entry("decisions.waits_for_languages")
@on_entry("decisions.opened_urgently")
@on_entry("decisions.recorded")
@on_entry("decisions.reworded")
@on_entry("decisions.amendment_accepted")
def on_words_that_go_out(by: Standing, entry: EntryLike) -> None:
    """Tell members whose subjects the words of a proposal touch (A8), once for each text: when it is shown or opened, and when
    its words change. Two queries where nobody asked for room."""
    proposal = Proposal.objects.of(by.coalition).get(id=entry.about)
    named = by if proposal.moved_by_name else audiences.unattributed(by)

    def is_changed(moment: datetime) -> bool:
        return entry.kind in CHANGING or changed_since(proposal, moment)

    going = replace(whole(proposal, words_of(proposal)), is_changed=is_changed)
    tell_members(by=named, kind=TOUCHING, going=going)


@on_entry("decisions.amendment_moved")
def on_amendment(by: Standing, entry: EntryLike) -> None:
    """Tell members whose subjects other words touch that somebody moves (A8), before anybody takes them over or votes on them.
    Two queries where nobody asked for room."""
    rows = Amendment.objects.of(by.coalition).select_related("proposal")
    tell_members(by=by, kind=TOUCHING, going=moved(rows.get(id=entry.facts["amendment"])))


@on_entry("texts.translation_ready")
def on_translation(by: Standing, entry: EntryLike) -> None:
    """Tell members whose subjects a translation of a proposal touches (A8) that others than its movers read, once it is
    finished. Three queries where nobody asked for room."""
    proposal = Proposal.objects.of(by.coalition).filter(id=entry.about).first()
    if proposal is None or entry.facts["text"] not in texts_of(
        proposal
    ):  # a candidate's statement, a text of another room
        return
    if proposal.shown_at or proposal.opened_at or proposal.waits_for_languages:
        words = str(entry.facts["title"]), str(entry.facts["body"])
        tell_members(by=by, kind=TOUCHING, going=translated(by, proposal, words))
