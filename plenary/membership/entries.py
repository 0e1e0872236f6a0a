"""The kinds of entries that membership makes, with their sentences."""

from django.utils.translation import gettext_lazy as _

from plenary.core.standing import Standing
from plenary.membership.actions.merging import end_mergings
from plenary.membership.actions.networks import end_network
from plenary.membership.labels.conduct import CONDUCT_STEP
from plenary.membership.matters import ADMINISTER, FACILITATE, SEE_PROTECTED
from plenary.membership.models import Accommodation
from plenary.membership.rules.statuses import Follows
from plenary.membership.touching import tell_of_open
from plenary.record.kinds import EntryLike, on_doing, on_entry, register_kind, register_words

_ENDS = (Follows.ENDS_VOTE, Follows.ENDS_MEMBERSHIP)

register_words("conduct_step", lambda step: CONDUCT_STEP.get(step, step))

register_kind("membership.applied", _("%(name)s applied for membership."), power=ADMINISTER)
register_kind(
    "membership.application_taken_back",
    _("The application of %(name)s was taken back with its import."),
    power=ADMINISTER,
)
register_kind("membership.purpose_accepted", _("%(name)s read and accepted the purpose."))
register_kind("membership.evidence_given", _("%(name)s said how it meets what its category requires."), is_routine=True)
register_kind(
    "membership.other_evidence_given",
    _("%(name)s said how it would meet what another category requires."),
    is_routine=True,
)
register_kind("membership.recommended", _("An officer recommended %(name)s, with reasons."), power=ADMINISTER)
register_kind(
    "membership.recommendation_taken_back", _("An officer took a recommendation of %(name)s back."), power=ADMINISTER
)
register_kind("membership.willing", _("%(name)s said with whom it would gladly work."))
register_kind("membership.willing_no_longer", _("%(name)s took back with whom it would gladly work."))
register_kind("membership.admitted", _("%(name)s was admitted."))
register_kind("membership.confirmed", _("%(name)s became a full member: its provisional time is over."))
register_kind("membership.suspended", _("%(name)s was suspended."), does=[Follows.ENDS_VOTE])
register_kind("membership.removed", _("%(name)s was removed."), does=_ENDS)
register_kind("membership.reinstated", _("%(name)s was reinstated."), power=ADMINISTER, does=[Follows.COMES_BACK])
register_kind("membership.on_leave", _("%(name)s went on leave."), power=ADMINISTER, does=[Follows.GOES_AWAY])
register_kind("membership.dormant", _("%(name)s became dormant."), power=ADMINISTER, does=[Follows.GOES_AWAY])
register_kind("membership.dormancy_noticed", _("%(name)s was asked whether it is still here."), power=ADMINISTER)
register_kind("membership.is_here", _("%(name)s said that it is still here."))
register_kind("membership.returned", _("%(name)s returned."), power=ADMINISTER, does=[Follows.COMES_BACK])
register_kind(
    "membership.withdrawn",
    _("%(name)s left the coalition."),
    fuller=("reason", _("%(name)s left the coalition, and said why: %(reason)s")),
    does=_ENDS,
)
register_kind(
    "membership.network_changed",
    _("%(name)s changed the list of organisations that belong to it."),
    power=ADMINISTER,
    is_routine=True,
)
register_kind(
    "membership.merging_asked", _("%(name)s asked %(into_name)s to take it in: two members would become one.")
)
register_kind("membership.merging_agreed", _("%(name)s and %(into_name)s agreed to become one member."))
register_kind("membership.merging_dropped", _("%(name)s does not become one member with %(into_name)s after all."))
register_kind(
    "membership.merged",
    _("%(name)s is no longer a member of its own: it merged into %(into_name)s."),
    power=ADMINISTER,
    does=_ENDS,
)
register_kind(
    "membership.renamed",
    _("A member changed its name; it is called %(name)s now."),
    fuller=("was", _("%(was)s changed its name; it is called %(name)s now.")),
    power=ADMINISTER,
)
register_kind("membership.amended", _("The category of %(name)s was amended."), power=ADMINISTER)
register_kind("membership.commitment_set", _("%(name)s changed its degree of commitment."), power=ADMINISTER)
register_kind("membership.represented", _("A person began to represent %(name)s."), power=ADMINISTER)
register_kind("membership.representation_ended", _("A person no longer represents %(name)s."), power=ADMINISTER)
register_kind("membership.taken_over", _("A representative of %(name)s read what is taken over."), is_routine=True)
register_kind("membership.mandate_changed", _("The mandate of a representative of %(name)s changed."), power=ADMINISTER)
register_kind("membership.representative_invited", _("Someone was invited to represent %(name)s."), power=ADMINISTER)
register_kind(
    "membership.invitation_withdrawn", _("An invitation to represent %(name)s was withdrawn."), power=ADMINISTER
)
register_kind("membership.opening_answered", _("%(name)s answered an opening question."), power=FACILITATE)
register_kind(
    "membership.opening_confirmed",
    _("%(name)s found its answers to the opening questions to be so still."),
    power=FACILITATE,
)
register_kind("membership.accommodation_asked", _("%(name)s asked for room on a subject."), power=FACILITATE)
register_kind("membership.accommodation_agreed", _("Room for %(name)s on a subject was agreed."), power=FACILITATE)
register_kind(
    "membership.accommodation_consented", _("%(name)s changed whether authors are told that they touch its subject.")
)
register_kind(
    "membership.accommodation_ended", _("The room for %(name)s on a subject came to an end."), power=FACILITATE
)
register_kind("membership.subject_touched", _("Something touches a subject on which %(name)s asked for room."))
register_kind(
    "membership.author_told", _("“%(title)s” touches a subject on which %(name)s has limits; talk before it goes out.")
)
register_kind("membership.contribution_offered", _("%(name)s brings: %(words)s."), power=FACILITATE)
register_kind("membership.contribution_withdrawn", _("%(name)s no longer brings: %(words)s."), power=FACILITATE)
register_kind("membership.commitment_made", _("%(name)s promised: %(words)s."), power=FACILITATE)
register_kind("membership.delivered", _("%(name)s delivered of what it promised: %(words)s."), power=FACILITATE)
register_kind("membership.commitment_withdrawn", _("%(name)s took a promise back: %(words)s."), power=FACILITATE)
register_kind("membership.vouched", _("A member vouched for %(name)s."))
register_kind("membership.looked_at", _("An officer who may know %(name)s looked at it."))
register_kind("membership.sealed", _("Something was entered that only those concerned may read."), power=SEE_PROTECTED)
register_kind("membership.conduct", _("A matter of conduct: %(conduct_step)s."), power=ADMINISTER)


@on_doing(Follows.ENDS_MEMBERSHIP)
def on_end_of_membership(by: Standing, entry: EntryLike) -> None:
    """What was asked or agreed about becoming one with another, and what belonged to it: they end with the membership, and do not
    wake with a new one."""
    end_mergings(by, entry.about)
    end_network(by, entry.about)


_ASKED = "membership.accommodation_asked"


@on_entry(_ASKED)
@on_entry("membership.sealed")
def on_room_asked(by: Standing, entry: EntryLike) -> None:
    """What is open already and touches the new subject: its member is told at once (A8). What happened to a protected member
    stands in the facts."""
    if entry.facts.get("happened", entry.kind) == _ASKED:
        rows = Accommodation.objects.of(by.coalition).select_related("member__organisation", "member__individual")
        tell_of_open(by=by, accommodation=rows.get(id=entry.facts["accommodation"]))
