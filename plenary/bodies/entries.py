"""The kinds of entries that bodies make, and what bodies do when a charter or a member changes."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from plenary.bodies.actions.succession import carry_over, unseat, vacate
from plenary.bodies.labels import FILLED
from plenary.membership.rules import Follows
from plenary.record.kinds import on_doing, on_entry, register_kind, register_words

register_kind("bodies.founded", _("%(name)s was founded."))
register_kind("bodies.seated", _("The first bodies were seated; the coalition is active."))
register_kind("bodies.now_active", _("The coalition adopted its charter; it is active."))
register_kind(
    "bodies.seat_taken",
    _("%(name)s took a seat in “%(body)s”."),
    fuller=("body_name", _("%(name)s took a seat in “%(body_name)s”.")),
)
register_kind(
    "bodies.seat_taken_in_person",
    _("A person took a seat in “%(body)s”."),
    fuller=("body_name", _("A person took a seat in “%(body_name)s”.")),
)
register_kind(
    "bodies.office_taken",
    _("A person took the office “%(office)s”."),
    fuller=("office_name", _("A person took the office “%(office_name)s”.")),
)
register_kind(
    "bodies.elected", _("After the election %(filled)s take up what they were chosen for; vacant: %(vacant)s.")
)
register_kind("bodies.formed", _("“%(name)s” was formed."))
register_kind("bodies.terms_amended", _("What “%(name)s” is for was changed."))
register_kind("bodies.closed", _("“%(name)s” was closed."))
register_kind("bodies.chair_next", _("%(name)s is next in turn to chair “%(body_name)s”, from %(turn_starts)s."))
register_kind("bodies.chair_turn_taken", _("%(name)s takes the chair of “%(body_name)s” in turn."))
register_kind("bodies.chair_passed_on", _("%(name)s does not take the turn to chair “%(body_name)s”; it passes on."))
register_kind("bodies.chair_turn_void", _("%(name)s can no longer chair “%(body_name)s”; the turn passes on."))
register_kind(
    "bodies.chair_turn_dropped", _("%(name)s is no longer next in turn to chair “%(body_name)s”: its chair is elected.")
)
register_kind("bodies.chair_rule_changed", _("How “%(name)s” gets its chair was changed: %(chair_by)s."))
register_words("chair_by", lambda code: FILLED.get(code, code))
register_words("turn_starts", lambda moment: date_format(datetime.fromisoformat(moment), "DATE_FORMAT"))
register_kind("bodies.handover", _("The successor is chosen: the list for handing over is ready."))
register_kind("bodies.taking_up", _("You are chosen for %(place)s, and take up on %(takes_up)s."))
register_words("takes_up", lambda moment: date_format(datetime.fromisoformat(moment), "DATE_FORMAT"))
register_kind(
    "bodies.seat_ended",
    _("%(name)s no longer holds a seat in “%(body)s”."),
    fuller=("body_name", _("%(name)s no longer holds a seat in “%(body_name)s”.")),
)
register_kind(
    "bodies.seat_ended_in_person",
    _("A person no longer holds a seat in “%(body)s”."),
    fuller=("body_name", _("A person no longer holds a seat in “%(body_name)s”.")),
)
register_kind(
    "bodies.office_ended",
    _("The office “%(office)s” is no longer held by the person who held it."),
    fuller=("office_name", _("The office “%(office_name)s” is no longer held by the person who held it.")),
)
register_kind(
    "bodies.seat_passed",
    _("Whoever acts for %(name)s now holds its seat in “%(body)s”."),
    fuller=("body_name", _("Whoever acts for %(name)s now holds its seat in “%(body_name)s”.")),
)
register_kind(
    "bodies.counted_back",
    _(
        "A seat or an office fell vacant: the ballots of its election were counted again, and %(name)s is asked to take it."
    ),
)
register_kind(
    "bodies.counted_back_in_person",
    _(
        "A seat or an office fell vacant: the ballots of its election were counted again, and the next is asked to take it."
    ),
)
register_kind(
    "bodies.counted_back_to_nobody",
    _("The ballots of the election choose nobody more for what fell vacant: it is filled by election."),
)
register_kind(
    "bodies.not_counted_back",
    _("There are no ballots to count again for a seat or an office that fell vacant: it is filled by election."),
)
register_kind("bodies.rest_accepted", _("Whom the ballots chose takes up what fell vacant, for the rest of the term."))
register_kind(
    "bodies.rest_not_taken", _("Who was asked does not take up what fell vacant: the ballots are counted again.")
)

on_entry("charter.put_in_force")(carry_over)
on_doing(Follows.ENDS_MEMBERSHIP)(vacate)
on_entry("membership.representation_ended")(unseat)
