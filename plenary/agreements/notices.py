"""The topic under which people choose mails about agreements, and what is mailed: that one was adopted, to be signed."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from plenary.agreements.matters import DRAFT
from plenary.agreements.queries import members_that_signed
from plenary.charter.queries import offices_with
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
        "Edition %(edition)s of “%(title)s” holds now. Read it on its page. Whoever may decide for a member signs it there, "
        "where the page asks for it."
    ),
    _address,
)


def who_looks_after(coalition_id: str, _about: str, facts: Facts) -> Iterable[str]:
    """Those who are asked to look at an agreement: see `permissions.looks_after`."""
    body = str(facts.get("body", ""))
    tokens = [*offices_with(coalition_id, DRAFT), *([visibility.body(body)] if body else [])]
    return tokens or [visibility.MEMBERS]


def who_signed(coalition_id: str, about: str, _facts: Facts) -> Iterable[str]:
    """The members that signed an agreement and did not withdraw."""
    return [visibility.member(each) for each in members_that_signed(coalition_id, about)]


announce(
    "agreements.review_due",
    _("Look at it again: “%(title)s”"),
    _(
        "The day came on which “%(title)s” is looked at again. You are among those who look after it: read whether it still "
        "fits, and enter that it was looked at."
    ),
    _address,
    to=who_looks_after,
)
announce(
    "agreements.expires_soon",
    _("About to expire: “%(title)s”"),
    _(
        "“%(title)s”, which your member signed, is about to expire. Its page says on which day. If it is to hold on, it needs "
        "another edition, adopted before then."
    ),
    _address,
    to=who_signed,
)
announce(
    "agreements.expired",
    _("Expired: “%(title)s”"),
    _(
        "The time of “%(title)s” is over: it binds nobody any more. It stays to be read on its page, with those who signed it."
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
