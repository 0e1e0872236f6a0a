"""Two member organisations that become one: what both sides agreed to, and when it was done."""

from django.db import models

from plenary.coalitions.models import OfCoalition
from plenary.core.standing import Mandate
from plenary.membership.models.members import Member, Representative


class Merging(OfCoalition):
    """One member organisation goes into another (B4): `gone` asks, `into` agrees and goes on, perhaps under a new name, and
    with those of the other's representatives whom it names (`keeps`: by the ids of their representations the mandates that they
    had when it agreed). What either side said stands while the one who said it decides for it (`asked_by`, `agreed_by`: their
    representations; empty in rows from before that was kept); after that it must be said again. Select both with the row."""

    gone = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    into = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=300, blank=True)
    asked_by = models.ForeignKey(Representative, null=True, on_delete=models.PROTECT, related_name="+")
    agreed_by = models.ForeignKey(Representative, null=True, on_delete=models.PROTECT, related_name="+")
    keeps = models.JSONField(default=dict)
    asked_at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)
    merged_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(gone=models.F("into")), name="merges_two"),
            models.UniqueConstraint(
                fields=["coalition", "gone"],
                condition=models.Q(dropped_at__isnull=True, merged_at__isnull=True),
                name="merges_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.id

    @property
    def is_open(self) -> bool:
        """True while it was neither carried out nor given up."""
        return self.dropped_at is None and self.merged_at is None

    @property
    def kept(self) -> dict[str, str]:
        """`keeps`; nobody, in a row from before mandates were told there, to which the other side agrees again anyway."""
        return self.keeps if isinstance(self.keeps, dict) else {}

    @property
    def asks_still(self) -> bool:
        """True while the one who asked decides for the member that goes."""
        return _decides(self.asked_by)

    @property
    def agrees_still(self) -> bool:
        """True once the member that goes on agreed, while the one who did so decides for it."""
        return _decides(self.agreed_by)

    @property
    def is_agreed(self) -> bool:
        """True while the word of both sides stands."""
        return self.asks_still and self.agrees_still


def _decides(acting: Representative | None) -> bool:
    return acting is not None and acting.until is None and acting.mandate == Mandate.DECIDES
