"""The speakers' list of a meeting."""

from django.db import models
from django.utils.translation import gettext as _

from plenary.coalitions.models import OfCoalition
from plenary.directory.models import Person
from plenary.meetings.models.meetings import Meeting
from plenary.membership.models import Member


class Speech(OfCoalition):
    """That a member asked to speak, who speaks for it, and from when until when. Protected members stand in none."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="speeches")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="+", help_text="who speaks for the member"
    )
    asked_at = models.DateTimeField()
    spoke_from = models.DateTimeField(null=True)
    spoke_until = models.DateTimeField(null=True)

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "member"],
                condition=models.Q(spoke_until__isnull=True),
                name="asks_to_speak_once_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return self.id

    @property
    def name(self) -> str:
        """Who speaks, and for which member."""
        who, member = self.person, self.member
        if who is None or who.protected or who.removed_at or who.pk == member.individual_id:
            return member.name
        return _("%(person)s (%(member)s)") % {"person": who.name, "member": member.name}
