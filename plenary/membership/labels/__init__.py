"""The words of membership: statuses, degrees of commitment, mandates, and the reasons of yes and no."""

from collections.abc import Mapping

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from plenary.charter.rules.schema import Charter
from plenary.charter.rules.words import words_in
from plenary.core.verdicts import Label, register_reasons
from plenary.membership.rules.statuses import Status, Step

STATUS: Mapping[str, Label] = {status.value: _(status.place.name) for status in Status}

STATUS_SENTENCE: Mapping[str, Label] = {status.value: _(status.place.sentence) for status in Status}

STEP_DONE: Mapping[str, Label] = {step.value: _(step.words.done) for step in Step}


def step_offered(step: Step | None, *, own: bool) -> Mapping[str, object] | None:
    """The button of a step on a member's page and what it does, for its own representatives or for officers; None where its own
    do not take it."""
    if step is None or (own and not step.words.own):
        return None
    told = step.words.told if own else step.words.told_officers or step.words.told
    return {"code": step.value, "button": gettext(step.words.button), "told": gettext(told), "main": step.words.is_main}


COMMITMENT: Mapping[str, Label] = {
    "networking": _("networking: shares information"),
    "coordination": _("coordination: plans together"),
    "cooperation": _("cooperation: pools resources under one platform"),
}

MANDATE: Mapping[str, Label] = {
    "decides": _("may decide"),
    "consults": _("must consult first: answers once it says whom it asked"),
    "observes": _("observes"),
}

QUESTION: Mapping[str, Label] = {
    "who": _("Who are we, and whom do we represent?"),
    "why": _("Why are we here?"),
    "bring": _("What do we bring?"),
    "cannot": _("What can we not give?"),
    "decide": _("May our representative decide for us?"),
    "subjects": _("On which subjects would taking a stand cost us?"),
}

QUESTION_HELP: Mapping[str, Label] = {
    "who": _("Say whose voice you carry: how many people, where, and how they tell you what they want."),
    "why": _("Say what you hope for, for those you represent and for your organisation."),
    "bring": _("Skills, people’s time, money or things, those you reach, places, languages, contacts."),
    "cannot": _("Time, money or staff that you need yourselves; what your statutes or funders rule out."),
    "decide": _("Say what may be agreed at once, what needs your board, and how long that takes."),
    "subjects": _("Name what would cost you credibility or funding, so that others can make room for it."),
}

TOUCHED_PART: Mapping[str, Label] = {
    "amendment": _("an amendment to it"),
    "translation": _("its words in another language"),
}

AUDIENCE: Mapping[str, Label] = {
    "members": _("all members"),
    "steering": _("the steering body"),
    "facilitator": _("the facilitator alone"),
}

CONTRIBUTION: Mapping[str, Label] = {
    "skill": _("a skill"),
    "time": _("people’s time"),
    "in_kind": _("money or things"),
    "reach": _("reach: those we speak to"),
    "territory": _("a region or territory"),
    "language": _("a language"),
    "contact": _("a contact"),
    "other": _("something else"),
}

CAPACITY: Mapping[str, Label] = {
    "small": _("small: volunteers, a few hours"),
    "medium": _("medium: some staff or many volunteers"),
    "large": _("large: staff and means of its own"),
}

BECAUSE: Mapping[str, Label] = {
    "small": _("%(words)s (%(share)s of %(whole)s, because its capacity is small)"),
    "medium": _("%(words)s (%(share)s of %(whole)s, because its capacity is medium)"),
}
"""A counted duty, with why less of it is asked."""

KEPT: Mapping[str, Label] = {
    "promised": _("promised"),
    "due": _("its day has passed"),
    "part": _("delivered in part"),
    "delivered": _("delivered"),
    "withdrawn": _("taken back"),
}

register_reasons(
    {
        "membership.commitment_withdrawn_already": _("This promise was taken back."),
        "membership.other_side": _("What was asked is agreed by the other side."),
        "membership.own_alone": _("Only representatives of this member may do this."),
        "membership.accommodation_settled": _("This was agreed already, or is over."),
        "membership.not_facilitator": _("Only an office that leads the opening conversation may do this."),
        "membership.among_members": _("The opening questions are asked among those who belong to the coalition."),
        "membership.nothing_answered": _("Nothing was answered yet that could be so still."),
        "membership.day_to_come": _("That day is still to come."),
        "membership.is_member": _("You represent a member."),
        "membership.is_public": _("The charter makes the list of members public."),
        "membership.officers_only": _("The charter shows the list of members to its officers alone."),
        "membership.not_administrator": _("Only an office with the power to keep the list of members may do this."),
        "membership.by_office": _("Your office carries this power."),
        "membership.not_to_see": _("Only the offices that the charter names may know the protected members."),
        "membership.not_yours": _("Only a representative who may decide for this member, or an officer, may do this."),
        "membership.yours": _("You may decide for this member."),
        "membership.not_acting": _("Only a representative of a member may do this."),
        "membership.already_belongs": _("%(name)s already belongs to the coalition or has applied."),
        "membership.no_category": _("The charter knows no such category of member."),
        "membership.not_for_organisations": _("This category is for individuals alone."),
        "membership.not_for_individuals": _("This category is for organisations alone."),
        "membership.commitment_too_low": _("This category asks for a higher degree of commitment."),
        "membership.no_such_member": _("This member is no longer here."),
        "membership.not_waiting": _("%(name)s is not waiting for admission."),
        "membership.not_waiting_now": _("This applicant is no longer waiting for admission."),
        "membership.cannot_now": _("This member has left, or this was done already."),
        "membership.not_here": _("Only those who represent this member may say that it is still here."),
        "membership.not_silent_yet": _("This member has given a sign, or still has time to give one."),
        "membership.wrong_status": _("%(name)s cannot become %(status)s from what it is now."),
        "membership.represents_another": _("%(name)s already represents a member of this coalition."),
        "membership.not_representing": _("This person no longer represents the member."),
        "membership.protection_not_allowed": _("The charter does not allow protected members."),
        "membership.protection_cap": _("The coalition has as many protected members as its charter allows."),
        "membership.protection_vouchers": _("Not enough members vouch for this member yet."),
        "membership.vouched_already": _("Your organisation vouches for this member already."),
        "membership.voice_only": _("Only members in good standing with a voice may do this."),
        "membership.protected_otherwise": _("Protected members are admitted by members who vouch for them."),
        "membership.purpose_first": _("Whoever joins reads and accepts the purpose first."),
        "membership.files_enough": _("An application has at most %(most)s files. Remove one first."),
        "membership.files_too_much": _(
            "The files of an application take at most %(most)s MB together. Remove one first."
        ),
        "membership.evidence_missing": _("Say of each requirement of the category, in a few words, how you meet it."),
        "membership.lacks_purpose": _(
            "An applicant has not accepted the purpose. Ask it to, take it out, or say why that is waived."
        ),
        "membership.lacks_answers": _(
            "An applicant has not answered what its category requires. Ask it to, take it out, or say why that is waived."
        ),
        "membership.lacks_answers_there": _(
            "The member has not said how it meets what that category requires. It can say so on the page of its application; "
            "else say why that is waived."
        ),
        "membership.lacks_both": _(
            "An applicant has neither accepted the purpose nor answered what its category requires. Ask it to, take it out, "
            "or say why that is waived."
        ),
        "membership.waiver_unreadable": _("Why something is waived is said in words, at most 1,000 characters."),
        "membership.reasons_missing": _("Say why you recommend it."),
        "membership.not_recommended": _("You have not recommended this applicant."),
        "membership.decides_on_admission": _("You are among those who decide on admission."),
        "membership.not_deciding_on_admission": _(
            "An application is read by those who decide on admission, by officers who keep the list, and by the applicant."
        ),
        "membership.stays_unnamed": _("Protected members are named to nobody, so this is not for them."),
        "membership.is_ones_own": _("This is your own member."),
        "membership.category_by_decision": _(
            "The charter asks something of those who join this category: the coalition decides on it by a proposal."
        ),
        "membership.stands_there_already": _("This member stands in that category already."),
        "membership.network_none": _("There is nothing in this to add, or to change."),
        "membership.network_full": _("A list holds at most 2,000 organisations."),
        "membership.named_by_card": _("An individual’s name is changed on their own card."),
        "membership.only_by_decision": _(
            "Members are admitted, suspended and removed by a decision of the coalition alone."
        ),
        "membership.by_invitation": _("This coalition is joined by invitation."),
        "membership.you_represent": _("You represent a member of this coalition already."),
        "membership.system": _("The rules do this by themselves."),
        "membership.own_conduct": _("You represent this member: somebody else takes this step."),
        "membership.leads_instead": _(
            "All who keep the list of members represent this member: your office leads this in their place."
        ),
        "membership.nobody_else_leads": _(
            "All who hold an office represent this member: nobody else is there to lead this. Somebody of another member must"
            " take an office first."
        ),
        "membership.conversation_first": _("A conversation must be offered and noted before any other step."),
        "membership.notice_first": _("The member must be told which duty it is about, and have time to answer, first."),
        "membership.time_to_answer": _("The member still has time to answer."),
        "membership.answer_first": _("The member answers first, or its time to answer ends."),
        "membership.hearing_first": _("The member must be heard first."),
        "membership.measure_first": _("What follows on the hearing must be chosen first."),
        "membership.other_measure": _("Another measure was chosen after the hearing."),
        "membership.steps_missing": _("The steps that the charter asks for before it do not stand."),
        "membership.conduct_closed": _("This matter is closed."),
        "membership.conduct_not_now": _("This step cannot follow now."),
        "membership.nothing_to_answer": _("There is no notice to answer."),
        "membership.nothing_to_appeal": _("There is no measure to appeal against."),
        "membership.no_appeal": _("There is no appeal to decide."),
        "membership.appeal_too_late": _("The time to appeal is over."),
        "membership.appeal_holds": _("The member appealed: until the appeal is decided this does not take effect."),
        "membership.was_set_aside": _("The measure was set aside on appeal."),
        "membership.ruling_by_proposal": _("An appeal against a suspension or a removal is decided by a proposal."),
        "membership.ruling_by_another": _("Somebody else than took the measure enters what came of the appeal."),
        "membership.decided_by_another": _(
            "Somebody else than chose the measure, who knows the member, decides on it."
        ),
        "membership.decided_by_other_member": _(
            "Somebody who knows the member decides on it, and acts for another member than those who took the steps before."
        ),
        "membership.knows_it": _("You know this member by an office, or because your own vouched for it."),
        "membership.step_incomplete": _("Something is missing that this step asks for."),
        "membership.not_held_yet": _("This day has not come yet."),
    }
)


def category_name(charter: Charter, code: str) -> str:
    """What the charter calls a category, in the active language, else in the charter's; the code when it knows it no longer."""
    for category in charter.categories:
        if category.code == code:
            return words_in(category.names, get_language() or "", charter.languages)
    return code
