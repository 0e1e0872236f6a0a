"""The way in: what an applicant says about each requirement, what officers recommend, and who would gladly work with whom."""

from django.db import models

from plenary.coalitions.models import OfCoalition
from plenary.membership.models.members import Member


class Evidence(OfCoalition):
    """How an applicant meets one requirement of a category (B4). `number` counts the requirements from 1; `requirement` is as
    it was worded when it was answered, for the charter may change under it."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="evidence")
    category = models.CharField(max_length=40)
    number = models.PositiveSmallIntegerField()
    requirement = models.TextField()
    words = models.TextField()
    link = models.URLField(max_length=500, blank=True)
    by_person = models.CharField(max_length=16)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "category", "number"], name="answers_each_once")]

    def __str__(self) -> str:
        return self.id

    def wanted(self, member: Member) -> str:
        """The code of the other category for which its `member` said this; empty where it is of its own, or was said before it
        was admitted, though it has another one since: that stays with its application."""
        is_of_application = member.joined_at is not None and self.at <= member.joined_at
        return "" if is_of_application or self.category == member.category else self.category


class Recommendation(OfCoalition):
    """What an officer who keeps the list says for an applicant, with reasons (B4); one an officer."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="recommendations")
    by_person = models.CharField(max_length=16)
    office = models.CharField(max_length=40)
    words = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "by_person"], name="recommends_once")]

    def __str__(self) -> str:
        return self.id


class Willing(OfCoalition):
    """One member would gladly work with another (A9): a yes and nothing else, taken back by deleting the row. Others read
    it only where both say so; it is no rating, and that there is none is shown nowhere."""

    by_member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    with_member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["by_member", "with_member"], name="says_yes_once")]

    def __str__(self) -> str:
        return self.id
