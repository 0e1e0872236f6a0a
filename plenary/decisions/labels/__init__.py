"""The words of decisions: phases, outcomes, choices, and the reasons of yes and no."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from plenary.charter.rules.schema import Base, Method, Process
from plenary.core.verdicts import Label, register_reasons
from plenary.decisions.labels.amendments import AMENDMENT_STATE
from plenary.decisions.labels.calls import SAID
from plenary.decisions.labels.choosing import REASONS as OF_CHOOSING
from plenary.decisions.labels.consensus import REASONS as OF_CONSENSUS
from plenary.decisions.rules.quorums import RULES

__all__ = ["AMENDMENT_STATE", "ANSWERS", "CHOICE", "OUTCOME", "PHASE", "SAID", "answers_under"]

PHASE: Mapping[str, Label] = {
    "draft": _("draft"),
    "translation": _("waits for translations"),
    "notice": _("notice given"),
    "discussion": _("in discussion"),
    "voting": _("voting"),
    "window": _("decided on a call; open to objections"),
    "closed": _("closed; being counted"),
    "decided": _("decided"),
    "held": _("adopted; takes effect soon"),
    "carried_out": _("adopted, carried out"),
    "not_carried_out": _("adopted, not carried out"),
    "withdrawn": _("withdrawn"),
    "lapsed": _("lapsed"),
}

OUTCOME: Mapping[str, Label] = {"adopted": _("adopted"), "rejected": _("rejected"), "lapsed": _("lapsed")}

CHOICE: Mapping[str, Label] = {"yes": _("yes"), "no": _("no"), "abstain": _("abstained")} | {
    "support": _("supports it"),
    "reservation": _("goes along, with a reservation"),
    "aside": _("stands aside"),
    "block": _("blocks it"),
}

HOW: Mapping[str, Label] = {"phone": _("by phone"), "mail": _("by mail"), "in_person": _("in person")}
"""How an answer came that an officer entered."""

ANSWERS: Mapping[str, tuple[Label, Label]] = {
    "yes": (_("Yes"), _("Adopt what is proposed")),
    "no": (_("No"), _("Keep things as they are")),
    "abstain": (_("Abstain"), _("Counts for the quorum, not for the majority")),
    "support": (_("Support"), _("Adopt it; I carry it")),
    "reservation": (_("Support with a reservation"), _("Adopt it; my reservation stays visible beside it")),
    "aside": (_("Stand aside"), _("I do not carry it, and do not stand in the way")),
    "block": (_("Block"), _("It must not be adopted as it is; I say why")),
}
"""What a ballot may say, in words, and what each answer means."""

NO_UNDER_CONSENT: tuple[Label, Label] = (_("No"), _("One no stops it: say in an objection why"))
ABSTAIN_AMONG_PRESENT: tuple[Label, Label] = (
    _("Abstain"),
    _("Counts as present: the more abstain, the more must say yes"),
)


def answers_under(process: Process) -> Mapping[str, tuple[Label, Label]]:
    """What a ballot may say, in words, and what each answer means under a process."""
    if process.method is Method.CONSENT:
        return {**ANSWERS, "no": NO_UNDER_CONSENT}
    if process.method is Method.MAJORITY and process.base is Base.PRESENT:
        return {**ANSWERS, "abstain": ABSTAIN_AMONG_PRESENT}
    return ANSWERS


ENDED_BY_ABSENCE: Label = _("It was not adopted: nobody could vote in the round that would follow.")
"""How a proposal ended that could not go on, as a reason and as a sentence."""

register_reasons(
    {
        "decisions.nobody_voted": _("Nobody voted."),
        **{rule.reason: _(rule.words) for rule in RULES.values()},
        "decisions.nobody_to_go_on": ENDED_BY_ABSENCE,
        "decisions.threshold_met": _("Enough voted yes."),
        "decisions.threshold_missed": _("Too few voted yes."),
        "decisions.second_missed": _("The second majority was missed."),
        "decisions.objected": _("Members object."),
        "decisions.nobody_objected": _("Nobody objects."),
        "decisions.silence_kept": _("Nobody objected in time."),
        "decisions.silence_broken": _("The silence was broken."),
        "decisions.consensus": _("There is consensus: nobody blocks it."),
        "decisions.blocked": _("It is blocked."),
        "decisions.too_many_aside": _("As many stand aside as carry it."),
        "decisions.in_silence": _(
            "This is decided in silence: nobody votes. Object in time if it must not be adopted."
        ),
        "decisions.decided_on_a_call": _("This was decided on a call. Object in time if it must not stand."),
        "decisions.stood_back": _("You stood back from this proposal."),
        "decisions.after_asking": _("You may answer once you say whom you asked, and when."),
        "decisions.no_source": _("Your mandate is to consult first. Say whom you asked, and when."),
        "decisions.no_delegation": _("The process of this proposal does not let an elector delegate its ballot."),
        "decisions.protected_alone": _("A protected member casts its ballot itself: whoever carried it would know it."),
        "decisions.not_in_body": _("You decide for nobody in this body."),
        "decisions.carries_own": _("Another elector carries your ballot, not yourself."),
        "decisions.no_such_elector": _("There is no such elector in this vote."),
        "decisions.carries_enough": _("This elector carries as many ballots as the charter allows."),
        "decisions.no_such_delegation": _("This was taken back already."),
        "decisions.not_your_delegation": _("Only the two concerned may end it: who delegates, and who carries."),
        "decisions.not_back": _("You have not stood back."),
        "decisions.is_waited_for": _("A measure waits for what is decided here, so it is not taken back."),
        "decisions.concerned": _("It concerns your own member, which is heard and does not decide on it."),
        "decisions.heard_first": _(
            "Whom it concerns may appeal before it takes effect, so it cannot be decided urgently."
        ),
        "decisions.no_reason_to_stand_back": _(
            "Say why you stand back, in at most 4,000 characters: the others read it."
        ),
        "decisions.not_to_enter": _("Only an office with the power to enter answers may do this."),
        "decisions.by_office": _("Your office carries this power."),
        "decisions.elector_stood_back": _("This elector stood back from the proposal."),
        "decisions.enters_for_others": _("Cast the ballot of your own member on the page of the proposal."),
        "decisions.answered_itself": _("This elector cast its ballot itself."),
        "decisions.no_provenance": _("Say who gave the answer, how, and on which day."),
        "decisions.no_extension": _("The process of this proposal gives no more time."),
        "decisions.extended_already": _("More time was asked for already; it is given once."),
        "decisions.consulting_alone": _("Only a representative who must consult first may ask for more time."),
        "decisions.no_reason_given": _("Say why: a reservation or a block is heard with its reason."),
        "decisions.not_split_here": _("The charter does not let this ballot be split."),
        "decisions.parts_differ": _("The parts do not make the whole of your votes."),
        "decisions.members_only": _("Only members may see the proposals of this coalition."),
        "decisions.not_acting": _("Only those who act for a member, or hold a seat in their own name, may do this."),
        "decisions.observes": _("Your mandate is to observe; ask your organisation for one that lets you act."),
        "decisions.no_voice": _("The charter gives your category of members no voice in proposals."),
        "decisions.suspended": _("Your member is suspended: it reads, without voice or vote."),
        "decisions.not_a_mover": _("The charter lets others move such a proposal: %(body)s."),
        "decisions.not_yours": _("Only those who moved the proposal may do this."),
        "decisions.not_draft": _("The proposal is no longer a draft."),
        "decisions.changed_meanwhile": _(
            "A colleague changed the draft since you opened this form. Look at it first; if you keep yours, it takes its place."
        ),
        "decisions.no_effects": _("Say what happens if the proposal is adopted."),
        "decisions.effects_not_now": _("What the proposal would do cannot be done now."),
        "decisions.unknown_effect": _("There is no such effect."),
        "decisions.mixed_matters": _(
            "These effects belong to different matters, each with a process of its own. Move them in separate proposals."
        ),
        "decisions.no_electors": _(
            "Nobody may vote on this now: the body that decides it has no electors. Fill its seats first."
        ),
        "decisions.seconders_missing": _("The proposal needs %(missing)s more members to second it."),
        "decisions.not_seconded_here": _("This proposal asks for no seconders."),
        "decisions.own_proposal": _("Who moves a proposal does not second it."),
        "decisions.seconded_already": _("Your member has seconded it already."),
        "decisions.not_voting": _("Ballots are cast while voting is open."),
        "decisions.too_late": _("Voting has closed. Only ballots received by the deadline count."),
        "decisions.too_early": _("Voting has not started yet."),
        "decisions.asked_otherwise": _(
            "The proposal has changed since you read it, and your answer is not counted on something else. Read it again,"
            " then answer."
        ),
        "decisions.replaced_since": _(
            "Another ballot was cast for you after you read this page, by you or by a colleague. That one stands."
        ),
        "decisions.not_elector": _(
            "You have no ballot in this vote: the electorate was fixed when the proposal opened."
        ),
        "decisions.consults": _(
            "Your mandate is to consult first. A colleague who may decide for your member casts the ballot."
        ),
        "decisions.seat_of_another": _("This seat votes through the person who holds it."),
        "decisions.no_such_choice": _("The process of this proposal knows no such ballot."),
        "decisions.not_discussed": _("This is possible from the start of discussion until voting closes."),
        "decisions.not_by_consent": _(
            "This proposal is put to a vote. Vote no, or say in the discussion what you object to."
        ),
        "decisions.not_severable": _("The process of this proposal does not let members take out this part."),
        "decisions.broke_off": _(
            "Something unexpected stood in the way; the operator can read what in the server's log."
        ),
        "decisions.no_reason": _("Say why: the others need to understand the objection."),
        "decisions.objects_already": _("Your objection stands already."),
        "decisions.no_objection": _("You have no objection to take back."),
        "decisions.over": _("The proposal is over."),
        "decisions.nothing_to_mend": _("Nothing waits to be carried out."),
        "decisions.not_to_mend": _("Those who moved the proposal, or hold an office, may try again."),
        "decisions.only_by_rules": _("The program does this at the deadline, under the charter."),
        "decisions.no_words": _("A resolution needs words, at most 4,000 characters."),
        "decisions.no_title": _("A proposal needs a title."),
        "decisions.you_may": _("You may do this."),
    }
)
register_reasons(OF_CONSENSUS)
register_reasons(OF_CHOOSING)
