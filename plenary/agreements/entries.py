"""The kinds of entries that agreements make."""

from django.utils.translation import gettext_lazy as _

from plenary.agreements.matters import DRAFT, ENTER_PAPER
from plenary.record.kinds import register_kind

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
register_kind("agreements.adopted", _("Edition %(edition)s of “%(title)s” was adopted."))
register_kind("agreements.ended", _("The agreement “%(title)s” ended."))
register_kind(
    "agreements.paper_entered",
    _(
        "A signature of %(name)s on paper was entered: “%(title)s”, edition %(edition)s. The member is asked to confirm it."
    ),
    power=ENTER_PAPER,
)
register_kind("agreements.paper_declined", _("%(name)s says that it did not sign “%(title)s” on paper."))
register_kind("agreements.signed", _("%(name)s signed “%(title)s”, edition %(edition)s."))
register_kind("agreements.signature_withdrawn", _("%(name)s withdrew its signature of “%(title)s”."))
