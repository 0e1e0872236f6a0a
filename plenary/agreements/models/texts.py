"""Agreements, their paragraphs while they are drafted, and the editions that were laid down, with their translations."""

from collections.abc import Sequence
from datetime import date

from django.db import models
from django.db.models import Q

from plenary.agreements.rules import Days, Line, Stage, Terms, stage_of
from plenary.coalitions.models import OfCoalition
from plenary.core.models import ID_LENGTH
from plenary.membership.models import Member

_KINDS = ["platform", "protocol", "strategy", "conduct", "roles", "data_sharing", "terms"]


class _WithTerms(OfCoalition):
    """What a draft and an edition share: what the agreement says besides its paragraphs."""

    title = models.CharField(max_length=200)
    language = models.CharField(max_length=35, help_text="BCP 47 tag of the language that decides")
    allows_reservations = models.BooleanField(default=False)
    is_public = models.BooleanField(default=False, help_text="may be read without signing in, once it is adopted")
    expires_on = models.DateField(null=True, help_text="the last day on which it holds")
    review_on = models.DateField(null=True, help_text="when it is looked at again")

    class Meta:
        abstract = True


class Agreement(_WithTerms):
    """A text that members sign. Its own terms are those of the draft; what holds is its current edition."""

    kind = models.CharField(max_length=12)
    body = models.CharField(
        max_length=64, blank=True, help_text="code of the body whose terms of reference these are; empty: of none"
    )
    made_by = models.CharField(max_length=ID_LENGTH, blank=True, help_text="id of the person's card")
    made_at = models.DateTimeField()
    current = models.ForeignKey(
        "Edition", null=True, on_delete=models.PROTECT, related_name="+", help_text="the edition that holds"
    )
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=ID_LENGTH, blank=True, help_text="id of the proposal that ended it")

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [models.CheckConstraint(condition=Q(kind__in=_KINDS), name="agreement_kind")]

    def __str__(self) -> str:
        return self.title

    @property
    def terms(self) -> Terms:
        """The terms of the draft."""
        return _terms(self, self.kind)

    @property
    def shown_title(self) -> str:
        """The title of the edition that holds, else of the draft. Select `current` with the row."""
        return self.current.title if self.current else self.title

    def stage_on(self, today: date) -> Stage:
        """Where it stands on a day. Select `current` with the row."""
        return stage_of(
            is_adopted=self.current_id is not None,
            is_ended=self.ended_at is not None,
            expires_on=self.current.expires_on if self.current else None,
            today=today,
        )


class Paragraph(OfCoalition):
    """A paragraph of the draft. Its id is the key by which it is known from edition to edition."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="paragraphs")
    position = models.PositiveIntegerField(help_text="its place among the others; gaps are allowed")
    words = models.TextField(help_text="Markdown")
    who = models.CharField(
        max_length=200,
        blank=True,
        help_text="of a part in an agreement about roles: the name of the member or the role",
    )
    side = models.CharField(max_length=8, blank=True, help_text="of a part: what they will do, or will not")
    revision = models.PositiveIntegerField(default=1, help_text="goes up by one with each change")

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.CheckConstraint(condition=Q(side__in=["", "will", "will_not"]), name="paragraph_side")]

    def __str__(self) -> str:
        return self.id


class Suggestion(OfCoalition):
    """Other words that a member proposes for a paragraph of the draft, another paragraph after it, or its removal. Those who
    draft take it over or decline it."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="suggestions")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    act = models.CharField(max_length=8)
    paragraph = models.CharField(max_length=ID_LENGTH, help_text="its key; it may be gone")
    against = models.TextField(help_text="the words that it had")
    words = models.TextField(blank=True, help_text="Markdown; empty for a removal")
    reason = models.TextField()
    unnamed = models.BooleanField(default=False, help_text="made without the name of its member, by its own choice")
    made_at = models.DateTimeField()
    state = models.CharField(max_length=10, default="open")
    answer = models.TextField(blank=True, help_text="why it was declined")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(act__in=["replace", "add", "strike"]), name="suggestion_act"),
            models.CheckConstraint(
                condition=Q(state__in=["open", "taken", "declined", "withdrawn"]), name="suggestion_state"
            ),
        ]

    @property
    def goes_unnamed(self) -> bool:
        """True where nobody but its own is told whose it is. Select `member` with the row."""
        return self.unnamed or self.member.protected

    def __str__(self) -> str:
        return self.id


class Edition(_WithTerms):
    """An agreement as it was laid down to be adopted; never changed. It holds from the moment when a proposal adopted it."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    paragraphs = models.JSONField(help_text="[{key, words}], of parts with {who, side}, in their order")
    hash = models.CharField(max_length=64, help_text="SHA-256 of rules.document in canonical JSON, hexadecimal")
    is_material = models.BooleanField(help_text="members who signed an earlier one sign again")
    why = models.TextField(blank=True, help_text="what changes and why, in words")
    made_by = models.CharField(max_length=ID_LENGTH, blank=True, help_text="id of the person's card")
    made_at = models.DateTimeField()
    adopted_at = models.DateTimeField(null=True)
    adopted_by = models.CharField(max_length=ID_LENGTH, blank=True, help_text="id of the proposal that adopted it")
    looked_at = models.DateTimeField(null=True, help_text="when it was looked at last, while it held")
    next_review_on = models.DateField(
        null=True, help_text="when it is looked at again since then, in place of the day that it names itself"
    )
    review_told_at = models.DateTimeField(null=True, help_text="when it was entered that the day to look at it came")
    expiry_told_at = models.DateTimeField(null=True, help_text="when it was entered that it is about to expire")
    expired_at = models.DateTimeField(null=True, help_text="when it was entered that it expired")
    expired_before = models.BooleanField(
        default=False, help_text="it expired before that was entered of any edition; of this one it never is"
    )

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["agreement", "number"], name="one_edition_a_number")]

    def __str__(self) -> str:
        return f"{self.title}, {self.number}"

    @property
    def lines(self) -> Sequence[Line]:
        """Its paragraphs in their order."""
        return tuple(Line(**each) for each in self.paragraphs)

    @property
    def reviewed_next_on(self) -> date | None:
        """The day on which it is looked at: the one that it names, or the one that was set when it was looked at."""
        return self.review_on if self.looked_at is None else self.next_review_on

    @property
    def days(self) -> Days:
        """Its days, and what was entered of them."""
        return Days(
            review_on=self.reviewed_next_on,
            expires_on=self.expires_on,
            is_review_told=self.review_told_at is not None,
            is_expiry_told=self.expiry_told_at is not None,
            is_expiry_entered=self.expired_at is not None or self.expired_before,
        )

    def terms_as(self, kind: str) -> Terms:
        """Its terms; the kind stands in the agreement."""
        return _terms(self, kind)


class Translation(OfCoalition):
    """The words of one paragraph in another language, bound to the words that they translate by their hash."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="translations")
    paragraph = models.CharField(max_length=ID_LENGTH, blank=True, help_text="key of the paragraph; empty: the title")
    language = models.CharField(max_length=35)
    source_hash = models.CharField(max_length=64, help_text="SHA-256 of the words that it translates, hexadecimal")
    words = models.TextField(help_text="Markdown")
    made_by = models.CharField(max_length=ID_LENGTH, blank=True, help_text="id of the person's card")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "language", "paragraph", "source_hash"], name="one_translation_of_words"
            )
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.language}"


def _terms(row: _WithTerms, kind: str) -> Terms:
    return Terms(
        kind=kind,
        title=row.title,
        language=row.language,
        allows_reservations=row.allows_reservations,
        is_public=row.is_public,
        expires_on=row.expires_on,
        review_on=row.review_on,
    )
