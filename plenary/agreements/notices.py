"""The topic under which people choose mails about agreements, and what is mailed: that one was adopted, to be signed."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from plenary.core import visibility
from plenary.notices.announcements import announce
from plenary.notices.rules.ways import Way
from plenary.notices.topics import register_topic
from plenary.notices.wordings import Facts

register_topic(
    "agreements",
    _("Agreements"),
    _("What is drafted, adopted, signed and ended."),
    ways=tuple(Way),
    begins=Way.AT_ONCE,
)


def _address(slug: str, agreement_id: str) -> str:
    return reverse("agreements:agreement", args=[slug, agreement_id])


def own_of_paper(_coalition_id: str, _about: str, facts: Facts) -> Iterable[str]:
    """The member for which a paper was entered, and nobody else."""
    return [visibility.member(str(facts.get("member", "")))]


announce(
    "agreements.adopted",
    _("Adopted: “%(title)s”, edition %(edition)s"),
    _(
        "Edition %(edition)s of “%(title)s” holds now. Whoever may decide for a member reads it on its page, and signs it there "
        "where the page asks for it."
    ),
    _address,
)
announce(
    "agreements.paper_entered",
    _("A signature on paper: “%(title)s”"),
    _(
        "An officer entered that a member signed edition %(edition)s of “%(title)s” on paper. It counts once the member "
        "confirms it; those who may decide for it find the question on their desk."
    ),
    _address,
    to=own_of_paper,
)
announce(
    "agreements.signature_contested",
    _("A signature was contested: “%(title)s”"),
    _(
        "The second address of %(name)s says that it did not sign edition %(edition)s of “%(title)s”. The signature counts for "
        "nothing. Speak with those who act for %(name)s."
    ),
    _address,
)
announce(
    "agreements.second_address_changed",
    _("The second address of your member changed"),
    _(
        "Somebody changed the second address of %(name)s. Where another takes the place of a confirmed one, it is asked seven "
        "days later. If it is wrong, enter the former one again before then."
    ),
    lambda slug, _about: reverse("agreements:second", args=[slug]),
)
announce(
    "agreements.ended",
    _("Ended: “%(title)s”"),
    _("“%(title)s” binds nobody any more. It stays to be read on its page, with those who signed it."),
    _address,
)
