"""What membership offers after an import: to enter the organisations as applicants in a category."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plenary.charter.queries import charter_of
from plenary.charter.rules.schema import Who
from plenary.core.standing import Standing
from plenary.core.verdicts import Label
from plenary.directory.after_import import offer_after_import
from plenary.directory.models import Organisation
from plenary.membership.actions import add_applicants, take_back_applicants
from plenary.membership.labels import category_name
from plenary.membership.permissions import may_administer_members


def categories(standing: Standing) -> Sequence[tuple[str, Label]]:
    """The categories that organisations may stand in, for officers who keep the list."""
    if not may_administer_members(standing):
        return []
    charter = charter_of(standing.coalition)
    fitting = [category.code for category in charter.categories if category.who is not Who.INDIVIDUALS]
    return [(code, category_name(charter, code)) for code in fitting]


def enter(standing: Standing, organisations: Sequence[Organisation], category: str) -> None:
    """Enter them as applicants."""
    add_applicants(by=standing, organisations=organisations, category=category)


def take_back(standing: Standing, organisations: Sequence[Organisation]) -> None:
    """Take back the applications that nobody has acted on since."""
    take_back_applicants(by=standing, organisations=organisations)


def who_waits(slug: str) -> tuple[Label, str]:
    """What follows: the applicants, whom somebody proposes to admit."""
    return _("See who waits"), reverse("membership:applicants", args=[slug])


offer_after_import(
    "membership", gettext_lazy("Enter them as applicants"), categories, enter, take_back, next_step=who_waits
)
