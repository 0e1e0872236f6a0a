"""The rest of the story, told in both coalitions with the same words: something in every table that the rooms have."""

from dataclasses import replace
from datetime import date, time, timedelta
from functools import partial

from plenary.accounts.models import Invitation
from plenary.charter.actions import begin_draft
from plenary.charter.actions.comments import comment_on_clause
from plenary.charter.actions.drafts import amend_draft
from plenary.core import clock
from plenary.core.standing import Mandate
from plenary.decisions import actions as decisions
from plenary.decisions.models import Advice, Elector, Proposal
from plenary.decisions.queries import texts_to_amend
from plenary.decisions.rules.amendments import Act
from plenary.decisions.rules.calls import Said
from plenary.decisions.tasks import keep_deadlines
from plenary.directory import actions as directory
from plenary.directory.rules.details import Contact, Issued, Name
from plenary.directory.rules.fields import OF_ORGANISATIONS
from plenary.membership import actions as membership
from plenary.membership.models import Member
from plenary.notices.actions.choices import choose_ways, make_calendar, set_quiet_hours
from plenary.notices.actions.visits import note_visit
from plenary.notices.rules.ways import Way
from plenary.record.queries import signed_head
from tests.story import agreements, concerns, conduct, danger, elections, files, forming, joining, opening, succeeding
from tests.story.marks import said
from tests.story.meetings import tell_voices
from tests.story.stage import MARK, TODAY, Story, admit, days_ago
from tests.story.troupe import Troupe, elsewhere, in_the_open

SOON = timedelta(hours=1)


def tell_rest(story: Story) -> None:
    """After `tell`, with the clock free: Open Fields and Elsewhere know everything that a room keeps."""
    for troupe in (in_the_open(story), elsewhere(story)):
        _cards(troupe)
        opening.tell(troupe, lambda words, to=troupe: _words(to, words))
        _charter(troupe)
        _together(troupe)
        _voting(troupe)
        _in_discussion(troupe)
        _others(troupe)
        conduct.tell(troupe, partial(_words, troupe))
        elections.tell(troupe)
        forming.tell(troupe)
        tell_voices(troupe)
        agreements.tell(troupe, MARK if troupe.of == story.elsewhere else "")
        joining.tell(troupe)
        joining.merge(troupe)
        joining.network(troupe)
        succeeding.tell(troupe)
        concerns.tell(troupe)
        _in_danger(troupe)
        with clock.set_to(TODAY):
            keep_deadlines()
            _mailing(troupe)
            danger.programs(troupe)
    files.tell_described(story)


def _words(troupe: Troupe, words: str) -> str:
    return said(f"{MARK} {words}" if troupe.of == troupe.story.elsewhere else words)


def _cards(troupe: Troupe) -> None:
    """Cards with every detail; an organisation that others may know too; someone who is invited."""
    with clock.set_to(days_ago(16)):
        by = troupe.by("coordinator")
        details = {
            "other_names": [Name(_words(troupe, "Also called"), "en", _words(troupe, "note"))],
            "identifiers": [Issued(_words(troupe, "number"), _words(troupe, "register"))],
            "contacts": [Contact("voice", _words(troupe, "+41"), _words(troupe, "note"))],
            "summary": _words(troupe, "In short."),
            "description": _words(troupe, "At length."),
            "area": _words(troupe, "The hills"),
        }
        own = {each.code: "2020" if each.is_date else "network" for each in OF_ORGANISATIONS}
        kept = own | {"founding_date": "1997"}
        card = directory.add_organisation(by=by, name=_words(troupe, "Well Known"), country="FRA", **details, **kept)
        directory.agree_shared(by=by, organisation=card)
        renamed = _words(troupe, "Better Known")  # its first name stands in the record alone
        directory.amend_organisation(by=by, organisation=card, name=renamed)
        own = {"given_name": "Given", "family_name": "Family", "honorific_prefix": "Doctor", "gender": "other"}
        own = {key: _words(troupe, value) for key, value in own.items()}
        address = f"{said('').strip()}@{troupe.of.slug}.example"
        directory.add_person(by=by, name=_words(troupe, "Known Person"), email=address, **details, **own)
        gone = directory.add_organisation(by=by, name=_words(troupe, "Removed"))
        directory.remove_card(by=by, card=gone)
        member = troupe.by("third").member
        invited = {
            "email": f"asked@{troupe.of.slug}.example",
            "name": _words(troupe, "Asked"),
            "mandate": Mandate.CONSULTS,
        }
        rows = Member.objects.of(troupe.of.id)
        membership.invite_representative(by=by, member=rows.get(id=member), **invited)
        assert Invitation.objects.filter(email=invited["email"]).exists()


def _charter(troupe: Troupe) -> None:
    """A draft that was changed and commented on, and a proposal to adopt it, which looks for seconders."""
    with clock.set_to(days_ago(10)):
        by = troupe.by("coordinator")
        draft = begin_draft(by=by, title=_words(troupe, "Another charter"))
        credit = {"en": _words(troupe, "Shared by all.")}
        draft = amend_draft(by=by, draft=draft, revision=1, edit=lambda charter: replace(charter, credit=credit))
        credit = {"en": _words(troupe, "Shared by most.")}
        draft = amend_draft(by=by, draft=draft, revision=2, edit=lambda charter: replace(charter, credit=credit))
        comment_on_clause(by=troupe.by("mover"), draft=draft, clause="credit", body=_words(troupe, "By all?"))
        comment_on_clause(by=by, draft=draft, clause="credit", body=_words(troupe, "By most."))
        proposal = troupe.draft("adopts", [("charter.amend", {"draft": draft.id})], "mover")
        decisions.show_draft(by=troupe.by("mover"), proposal=proposal)
        decisions.second(by=troupe.by("other"), proposal=proposal)


def _together(troupe: Troupe) -> None:
    """A test of consensus that was blocked; the next one is discussed today, after a concern and its answer."""
    with clock.set_to(days_ago(13)):
        proposal = troupe.opened("together", [("decisions.arrange", {"text": "We share an office."})])
        for part, feeling in (("mover", "warm"), ("other", "cold"), ("third", "unsure")):
            decisions.say_temperature(by=troupe.by(part), proposal=proposal, feeling=feeling)
        concern = decisions.raise_concern(by=troupe.by("other"), proposal=proposal, words=_words(troupe, "The rent."))
        decisions.answer_concern(by=troupe.by("mover"), concern=concern, answer=_words(troupe, "It is low."))
        advice = Advice.objects.of(troupe.of.id).get(proposal=proposal)
        given = decisions.give_advice(by=troupe.by("mover"), advice=advice, words=_words(troupe, "Look at the lease."))
        decisions.say_what_became(
            by=troupe.by("mover"), advice=given, became="not", why=_words(troupe, "There is none.")
        )
    assert proposal.voting_from
    with clock.set_to(proposal.voting_from + SOON):
        decisions.cast_ballot(by=troupe.by("mover"), proposal=proposal, choice="support")
        reason = _words(troupe, "It is too far.")
        decisions.cast_ballot(by=troupe.by("other"), proposal=proposal, choice="block", reason=reason)
        answer = {"choice": "support", "who": _words(troupe, "A voice"), "on": date(2026, 3, 10)}
        decisions.enter_answer(
            by=troupe.by("coordinator"),
            proposal=proposal,
            elector=_elector(troupe, proposal, "third").pk,
            how="phone",
            **answer,
        )
    with clock.set_to(days_ago(2.5)):
        keep_deadlines()
        proposal.refresh_from_db()
        words = {title: _words(troupe, title) for title in ("title", "body")}
        effect = proposal.effects.get()
        decisions.reword(
            by=troupe.by("mover"), proposal=proposal, words={effect.id: _words(troupe, "We share a desk.")}, **words
        )


def _voting(troupe: Troupe) -> None:
    """What is voted on today, with amendments; one stood back, one gave a ballot to another."""
    with clock.set_to(days_ago(3)):
        proposal = troupe.opened("voting", [("decisions.resolve", {"text": "We meet in Lima."})])
        effect = texts_to_amend(proposal)[0]
        words = {"words": _words(troupe, "We meet in Oslo."), "reason": _words(troupe, "It is nearer.")}
        amendment = decisions.move_amendment(
            by=troupe.by("other"), proposal=proposal, effect=effect, act=Act.REPLACE, label="1", **words
        )
        decisions.comment(by=troupe.by("third"), proposal=proposal, body=_words(troupe, "A thought."))
    assert proposal.voting_from
    with clock.set_to(proposal.voting_from + SOON):
        answers = {amendment.id: "yes"}
        decisions.vote_on_amendments(by=troupe.by("other"), proposal=proposal, answers=answers)
        decisions.cast_ballot(by=troupe.by("other"), proposal=proposal, choice="no")
        source = _words(troupe, "our board")
        decisions.cast_ballot(by=troupe.by("consults"), proposal=proposal, choice="yes", source=source)
        decisions.stand_back(by=troupe.by("third"), proposal=proposal, reason=_words(troupe, "We are paid by it."))


def _in_discussion(troupe: Troupe) -> None:
    with clock.set_to(days_ago(1)):
        text = [("decisions.spend", {"text": "We go on."})]
        proposal = troupe.opened("talk", text)
        decisions.refer(
            by=troupe.by("mover"), proposal=proposal, body="board", days=2, question=_words(troupe, "May we?")
        )
        carrier = _elector(troupe, proposal, "other").key
        decisions.delegate(by=troupe.by("mover"), proposal=proposal, carrier=carrier)
        sentence = {"title": _words(troupe, "Un titre"), "body": _words(troupe, "Parce que.")}
        effect = proposal.effects.get()
        decisions.translate(
            by=troupe.by("mover"),
            proposal=proposal,
            language="fr",
            resolved={effect.id: _words(troupe, "On continue.")},
            ready=False,
            **sentence,
        )


def _others(troupe: Troupe) -> None:
    """An admission with an objection, something urgent, something that was decided on a call, a draft of one's own."""
    with clock.set_to(days_ago(5)):
        waiting = list(Member.objects.of(troupe.of.id).filter(status="applied").order_by("organisation__name")[:1])
        admission = troupe.opened("admission", admit(waiting))
        given = {"reason": _words(troupe, "Too early."), "source": _words(troupe, "our members")}
        decisions.object_to(by=troupe.by("consults"), proposal=admission, effect=admission.effects.first(), **given)
    with clock.set_to(days_ago(0.2)):
        urgent = troupe.draft("urgent", [("decisions.spend", {"text": "We pay."})])
        decisions.open_urgently(by=troupe.by("mover"), proposal=urgent, why=_words(troupe, "The bill is due."))
        told = decisions.Call(
            at=clock.now() - timedelta(hours=1),
            occasion=_words(troupe, "a call"),
            said={troupe.by("mover").member: Said.FOR},
            notes=_words(troupe, "The minutes."),
        )
        effects = [("decisions.resolve", {"text": _words(troupe, "We said so.")})]
        words = {"title": _words(troupe, "By call"), "body": _words(troupe, "Because."), "language": "en"}
        decisions.record_call(by=troupe.by("chair"), call=told, effects=effects, **words)
        troupe.draft("kept", [("decisions.resolve", {"text": "Not yet."})])


def _in_danger(troupe: Troupe) -> None:
    """Somebody who spoke this morning, and is arrested at noon."""
    with clock.set_to(days_ago(0.3)):
        danger.bring(troupe)
    with clock.set_to(days_ago(0.1)):
        danger.raise_alarm(troupe)


def _elector(troupe: Troupe, proposal: Proposal, part: str) -> Elector:
    member = troupe.by(part).member
    return Elector.objects.of(troupe.of.id).get(proposal=proposal, round=proposal.round, member=member)


def _mailing(troupe: Troupe) -> None:
    """How two want their mails, how far they have read, a head that was signed."""
    signed_head(troupe.of.id)
    for part in ("mover", "other"):
        by = troupe.by(part)
        choose_ways(by=by, ways={"decisions": Way.AT_ONCE})
        note_visit(by=by, sequence=3)
        make_calendar(by=troupe.story.accounts[getattr(troupe, part)])
    night = {"start": time(22), "end": time(6)}
    set_quiet_hours(by=troupe.story.accounts[troupe.third], **night)
