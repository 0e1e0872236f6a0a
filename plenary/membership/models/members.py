"""Members of a coalition and those who represent them."""

from django.db import models

from plenary.coalitions.models import OfCoalition
from plenary.directory.models import Organisation, Person
from plenary.membership.rules.statuses import Status


class Member(OfCoalition):
    """An organisation, or where the charter allows an individual, that belongs or asks to. `category` is a charter code."""

    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    individual = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    category = models.CharField(max_length=40)
    status = models.CharField(max_length=12)
    status_since = models.DateTimeField()
    commitment = models.CharField(max_length=14)
    accepted_purpose_at = models.DateTimeField(null=True)
    joined_at = models.DateTimeField(null=True)
    provisional_until = models.DateTimeField(null=True)
    protected = models.BooleanField(default=False)
    dormancy_noticed_at = models.DateTimeField(null=True, help_text="when it was told that it will be held for dormant")
    here_at = models.DateTimeField(null=True, help_text="when it last said that it is still here")

    class Meta:
        indexes = [models.Index(fields=["coalition", "status"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(organisation__isnull=True) ^ models.Q(individual__isnull=True),
                name="member_is_one_card",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=[status.value for status in Status]),
                name="member_status",
            ),
            models.UniqueConstraint(fields=["coalition", "organisation"], name="one_membership_an_organisation"),
            models.UniqueConstraint(fields=["coalition", "individual"], name="one_membership_an_individual"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_asked(self) -> bool:
        """True while it was asked whether it is still here and has given no sign since."""
        noticed = self.dormancy_noticed_at
        return noticed is not None and (self.here_at is None or self.here_at < noticed)

    @property
    def card(self) -> Organisation | Person:
        """The card of the organisation or of the individual."""
        card = self.organisation or self.individual
        assert card is not None  # noqa: S101  # the constraint member_is_one_card holds it
        return card

    @property
    def name(self) -> str:
        """The name on the card. Select `organisation` and `individual` with the row."""
        return self.card.name

    @property
    def region(self) -> str:
        """Where its organisation belongs: the country (ISO 3166 alpha-3), or the area where the card names none. Empty under
        protection, for where protected ones are is never told, and of individuals. Select `organisation` with the row."""
        card = self.organisation
        if card is None or self.protected or card.protected:
            return ""
        return card.country or " ".join(card.area.split())


class Representative(OfCoalition):
    """A person who acts for a member, with a mandate; a person represents one member of a coalition at a time."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="representatives")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    mandate = models.CharField(max_length=8)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    taken_over_at = models.DateTimeField(null=True, help_text="when they last read what those left who went")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(mandate__in=["decides", "consults", "observes"]), name="representative_mandate"
            ),
            models.UniqueConstraint(
                fields=["coalition", "person"], condition=models.Q(until__isnull=True), name="represents_one_member"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} for {self.member}"


class Vouch(OfCoalition):
    """One member vouches for a protected member (C4); those who vouch know it."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="vouches")
    by_member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    by_person = models.CharField(max_length=16)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "by_member"], name="vouches_once")]

    def __str__(self) -> str:
        return self.id
