"""The kinds of entries that agreements make, and whom their words are told to before they go out."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from plenary.agreements.actions.replacing import forget_second_address
from plenary.agreements.actions.signing import withdraw_all
from plenary.agreements.going_out import TOUCHING, laid_down, open_ones, translated
from plenary.agreements.matters import DRAFT, ENTER_PAPER
from plenary.agreements.models import Edition
from plenary.core.standing import Standing
from plenary.membership.rules import Follows
from plenary.membership.touching import Kind, register_touching, tell_members
from plenary.record.kinds import EntryLike, on_doing, on_entry, register_kind, what_it_does

register_kind("agreements.drafted", _("An agreement is being drafted: “%(title)s”."), power=DRAFT)
register_kind("agreements.terms_changed", _("The terms of the draft “%(title)s” were changed."), power=DRAFT)
register_kind(
    "agreements.paragraph_written",
    _("A paragraph of the draft “%(title)s” was written."),
    is_routine=True,
    power=DRAFT,
)
register_kind(
    "agreements.paragraph_removed",
    _("A paragraph of the draft “%(title)s” was taken out."),
    is_routine=True,
    power=DRAFT,
)
register_kind(
    "agreements.laid_down", _("Edition %(edition)s of “%(title)s” was laid down, to be adopted."), power=DRAFT
)
register_kind("agreements.translated", _("“%(title)s” was translated: %(language)s."), is_routine=True, power=DRAFT)
register_kind(
    "agreements.suggested",
    _("A change to a paragraph of the draft “%(title)s” was suggested."),
    fuller=("name", _("%(name)s suggested a change to a paragraph of the draft “%(title)s”.")),
    is_routine=True,
)
register_kind(
    "agreements.suggestion_taken",
    _("A suggestion was taken over into the draft “%(title)s”."),
    fuller=("name", _("A suggestion of %(name)s was taken over into the draft “%(title)s”.")),
    power=DRAFT,
)
register_kind(
    "agreements.suggestion_declined",
    _("A suggestion on the draft “%(title)s” was declined."),
    fuller=("name", _("A suggestion of %(name)s on the draft “%(title)s” was declined.")),
    power=DRAFT,
)
register_kind(
    "agreements.suggestion_withdrawn",
    _("A suggestion on the draft “%(title)s” was taken back."),
    fuller=("name", _("%(name)s took a suggestion on the draft “%(title)s” back.")),
    is_routine=True,
)
register_kind("agreements.adopted", _("Edition %(edition)s of “%(title)s” was adopted."))
register_kind("agreements.review_due", _("The day came to look at “%(title)s”, edition %(edition)s."))
register_kind("agreements.looked_at", _("“%(title)s”, edition %(edition)s, was looked at."), power=DRAFT)
register_kind("agreements.expires_soon", _("“%(title)s”, edition %(edition)s, is about to expire."))
register_kind("agreements.expired", _("“%(title)s”, edition %(edition)s, expired."))
register_kind("agreements.ended", _("The agreement “%(title)s” ended."))
register_kind(
    "agreements.paper_entered",
    _(
        "A signature of %(name)s on paper was entered: “%(title)s”, edition %(edition)s. The member is asked to confirm it."
    ),
    power=ENTER_PAPER,
)
register_kind("agreements.paper_declined", _("%(name)s says that it did not sign “%(title)s” on paper."))
register_kind(
    "agreements.signature_given",
    _("%(name)s signed “%(title)s”, edition %(edition)s. It counts once its second address has confirmed it."),
)
register_kind(
    "agreements.signature_contested",
    _("The second address of %(name)s says that it did not sign “%(title)s”. The signature counts for nothing."),
)
register_kind("agreements.second_address_changed", _("%(name)s changed its second address."))
register_kind("agreements.second_address_confirmed", _("The second address of %(name)s was confirmed."))
register_kind("agreements.signed", _("%(name)s signed “%(title)s”, edition %(edition)s."))
register_kind("agreements.signature_withdrawn", _("%(name)s withdrew its signature of “%(title)s”."))

register_touching(
    Kind(
        code=TOUCHING,
        label=_("An agreement"),
        address=lambda slug, agreement_id: reverse("agreements:agreement", args=[slug, agreement_id]),
        open_to=open_ones,
    )
)


@on_doing(Follows.ENDS_MEMBERSHIP)
@on_entry("membership.sealed")
def on_end_of_membership(by: Standing, entry: EntryLike) -> None:
    """The second address of a member that belongs no more: it is another's than the member's, and asked nothing more. What it
    signed is withdrawn where it said so as it left. What happened to a protected member stands in the facts."""
    if Follows.ENDS_MEMBERSHIP in what_it_does(entry):
        if entry.facts.get("signatures") == "withdrawn":
            withdraw_all(by=by)
        forget_second_address(coalition_id=by.coalition, member_id=entry.facts["member"])


@on_entry("agreements.laid_down")
def on_words_that_go_out(by: Standing, entry: EntryLike) -> None:
    """Tell members whose subjects the words of an edition touch (A8), in each edition anew: when it is laid down, before anybody
    adopts or signs it. Two queries where nobody asked for room."""
    edition = Edition.objects.of(by.coalition).select_related("agreement").get(id=entry.facts["edition_id"])
    tell_members(by=by, kind=TOUCHING, going=laid_down(edition, by))


@on_entry("agreements.translated")
def on_translation(by: Standing, entry: EntryLike) -> None:
    """Tell members whose subjects a translation touches (A8) of an edition that was laid down; of a draft alone they are told
    when it is. Two queries where nobody asked for room, three where an edition says what was translated."""
    for going in translated(by, entry.about, entry.facts["words"]):
        tell_members(by=by, kind=TOUCHING, going=going)
