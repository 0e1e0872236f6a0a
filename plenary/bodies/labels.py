"""The words of bodies: their kinds, how places are filled, and the reasons of yes and no."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from plenary.core.verdicts import Label, register_reasons

KIND: Mapping[str, Label] = {
    "plenary": _("plenary"),
    "board": _("board"),
    "steering": _("steering committee"),
    "committee": _("committee"),
    "task_force": _("task force"),
}

FILLED: Mapping[str, Label] = {
    "every_member": _("every member"),
    "election": _("by election"),
    "appointment": _("by appointment"),
    "host": _("by the host"),
    "turns": _("by turns"),
    "interest": _("whoever wants to joins"),
}

COUNTED_BACK: Mapping[str, Label] = {
    "": _("Its ballots were counted again; who is chosen is asked to take it up."),
    "accepted": _("Its ballots were counted again; who is chosen took it up."),
    "declined": _("Its ballots were counted again; who was chosen declined."),
    "silent": _("Its ballots were counted again; who was chosen did not answer in time."),
    "unable": _("Its ballots were counted again; who was chosen can no longer serve."),
    "void": _("Its ballots were counted again; it was filled in another way."),
    "nobody": _("Its ballots were counted again, and choose nobody more."),
    "no_ballots": _("There are no ballots to count again."),
}
"""What came of a vacancy of which the ballots were counted again, by the answer."""

register_reasons(
    {
        "bodies.is_public": _("The charter makes its bodies public."),
        "bodies.is_member": _("You represent a member."),
        "bodies.by_office": _("You hold an office."),
        "bodies.officers_only": _("The charter shows who sits where to its officers alone."),
        "bodies.operator_forms": _("On this server the operator forms coalitions. Ask the operator to form yours."),
        "bodies.address_taken": _("This address is taken. Choose another."),
        "bodies.not_looking_after": _("Only an office that looks after seats may see this."),
        "bodies.not_founding": _("The first bodies are seated once, by the founder, while the coalition is forming."),
        "bodies.only_by_decision": _(
            "Seats and offices are filled and taken away by a decision of the coalition alone."
        ),
        "bodies.system": _("The rules do this by themselves."),
        "bodies.not_yours": _("Only the one who holds the seat or office may give it up."),
        "bodies.yours": _("You hold this seat or office."),
        "bodies.no_such_place": _("The charter has no such seat or office."),
        "bodies.no_holder": _("Nobody is named for this seat or office."),
        "bodies.not_a_member": _("The one named is not a member in good standing."),
        "bodies.protected": _("Protected members take no seat that others can see."),
        "bodies.needs_a_member": _("This seat is held by a member, not by a person in their own name."),
        "bodies.needs_a_person": _("This is held by a person in their own name."),
        "bodies.not_of_the_member": _("The person named does not represent this member."),
        "bodies.wrong_category": _("This seat is kept for another category of members."),
        "bodies.full": _("No seat is vacant for this time."),
        "bodies.holds_already": _("The one named holds this seat or office already for this time."),
        "bodies.past_limit": _("The one named has served as many terms in a row as the charter allows."),
        "bodies.term_is_over": _("This term is over already."),
        "bodies.sits_without_mandate": _("Who sits for a member needs its mandate to decide."),
        "bodies.not_elected": _("The charter does not fill this by election, or not in one ballot."),
        "bodies.bad_start": _("The day on which the term starts is no date."),
        "bodies.start_is_past": _("The day on which the terms are to begin is over."),
        "bodies.called_too_early": _(
            "It is too early to call this election: the terms begin long after it would be over."
        ),
        "bodies.bad_kind": _("Say whether it is a committee or a task force."),
        "bodies.no_name": _(
            "Give it a name in the charter's first language, and in no language that the charter lacks."
        ),
        "bodies.no_terms_of_reference": _(
            "Say what it is for in the charter's first language, and in no language that the charter lacks."
        ),
        "bodies.bad_seats": _("It has at least one seat and at most five hundred."),
        "bodies.bad_office_months": _("Its chair and its secretary serve at least a month and at most ten years."),
        "bodies.bad_review": _("The day on which it is looked at again is no date."),
        "bodies.review_is_past": _("The day on which it is to be looked at again is over."),
        "bodies.no_such_agreement": _("No such terms of reference hold among the agreements."),
        "bodies.no_such_body": _("There is no such body."),
        "bodies.body_is_closed": _("This body is closed."),
        "bodies.same_terms_of_reference": _("These are its terms of reference already."),
        "bodies.filled_by_decision": _("The seats of this body are filled by decision."),
        "bodies.members_join": _("Only members in good standing join a body."),
        "bodies.joins_with_mandate": _("To join a body for your member you need its mandate to decide."),
        "bodies.sits_already": _("You sit in this body already."),
        "bodies.is_open": _("This body is open to every member that wants to join."),
        "bodies.not_your_turn": _("Only the one whose turn it is may decline it."),
        "bodies.turn_is_over": _("This turn has begun, or is over."),
        "bodies.your_turn": _("It is your turn to chair it."),
        "bodies.sits_elsewhere": _("Only who sits in this body may chair it or be its secretary."),
        "bodies.not_your_list": _("What is handed over with a seat or office is for the one who holds it alone."),
        "bodies.no_such_term": _("This term is no longer here."),
        "bodies.no_such_offer": _("This offer is no longer here."),
        "bodies.offer_answered": _("This offer is answered, or over."),
        "bodies.offer_not_yours": _("Only the one who is asked may answer."),
        "bodies.offer_over": _("The time to answer is over; the ballots are counted again without you."),
        "bodies.rest_declined": _("Was asked, and declined."),
        "bodies.rest_not_answered": _("Was asked, and did not answer in time."),
        "bodies.rest_taken_before": _("Took a seat after a vacancy before, and left it."),
        "bodies.rest_asked_for_another": _("Is asked to take another seat that fell vacant."),
        "bodies.cannot_serve": _("Cannot serve at present."),
    }
)
