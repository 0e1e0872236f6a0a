"""The first steps of a newly admitted member (B4): what rooms have for it, and what membership has, to read the purpose."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from plenary.charter.permissions import may_read_charter
from plenary.coalitions.queries import slug_of
from plenary.core.standing import Mandate, Standing
from plenary.core.welcoming import Step, steps_of, welcomes
from plenary.membership.queries import member_of


@dataclass(frozen=True, slots=True)
class Welcome:
    """The first steps of a member, in their order."""

    steps: tuple[Step, ...]

    @property
    def done(self) -> int:
        """How many are done."""
        return sum(step.is_done for step in self.steps)

    @property
    def first(self) -> Step | None:
        """The one to do first: the first that is not done."""
        return next((step for step in self.steps if not step.is_done), None)


def welcome_of(standing: Standing) -> Welcome:
    """The first steps of the member that a standing represents. As many queries as rooms need, whatever they find."""
    return Welcome(tuple(steps_of(standing)))


@welcomes
def read_the_purpose(standing: Standing) -> Iterable[Step]:
    """To read the purpose and the principles; done once the purpose was accepted. Where it is accepted, for those who may; the
    charter for others. One query, and one for the coalition's address."""
    if not may_read_charter(standing) or (member := member_of(standing)) is None:
        return
    slug, is_done = slug_of(standing.coalition), member.accepted_purpose_at is not None
    accepts = not is_done and standing.mandate is Mandate.DECIDES
    yield Step(
        code="read",
        label=_("Read the purpose and the principles"),
        sentence=_("Your member accepted the purpose. Read them again whenever you like.")
        if is_done
        else _("What the coalition is for, and what its members hold to. Who may decide for your member accepts it."),
        url=reverse("membership:member", args=[slug, member.id])
        if accepts
        else reverse("charter:charter", args=[slug]),
        is_done=is_done,
        order=10,
    )
