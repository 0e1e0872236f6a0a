"""The headings under which it is told what a change of the charter would touch."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from plenary.charter.touches import MEMBERS, PLACES, PROPOSALS, Touch
from plenary.core.verdicts import Label

GROUPS: Mapping[str, Label] = {
    MEMBERS: _("Members"),
    PLACES: _("Seats and offices"),
    PROPOSALS: _("Proposals"),
}


def under_headings(touches: Sequence[Touch]) -> list[tuple[str, list[str]]]:
    """The sentences of each group under its heading; groups without any are left out."""
    told = [(title, [touch.sentence for touch in touches if touch.group == group]) for group, title in GROUPS.items()]
    return [(str(title), sentences) for title, sentences in told if sentences]
