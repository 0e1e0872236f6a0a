"""Agreements, their paragraphs while they are drafted, the editions that were laid down, and who signed which."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import models
from django.db.models import Q

from plenary.agreements.rules import Days, Line, Stage, Terms, is_held_back, stage_of
from plenary.coalitions.models import OfCoalition
from plenary.core.models import ID_LENGTH
from plenary.directory.models import Person
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
            is_expiry_entered=self.expired_at is not None,
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


class Signature(OfCoalition):
    """That a member signed an edition, by the hash of its text, through a person with the mandate to decide. It counts once it is
    confirmed: here at once, on paper when the member says so; where the charter asks for it, by the member's second address."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="signatures")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="signatures")
    hash = models.CharField(max_length=64, help_text="that of the edition, as it was signed")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    mandate = models.CharField(max_length=8)
    form = models.CharField(max_length=12)
    reservation = models.TextField(blank=True, help_text="what the member does not accept, in its own words")
    signed_at = models.DateTimeField()
    on_paper = models.BooleanField(
        default=False, help_text="entered by an officer from a paper, for the member to confirm"
    )
    entered_by = models.CharField(
        max_length=ID_LENGTH, blank=True, help_text="card of the officer who entered the paper"
    )
    no_scan = models.TextField(blank=True, help_text="why there is no scan of the paper; empty where there is one")
    confirmed_at = models.DateTimeField(
        null=True, help_text="since when it counts; empty: the member, or its second address, has not confirmed it"
    )
    waits_since = models.DateTimeField(
        null=True, help_text="since when the second address of its member was waited for; empty: it was not asked for"
    )
    confirmed_by = models.CharField(
        max_length=ID_LENGTH, blank=True, help_text="card of whoever confirmed the paper for the member"
    )
    contested_at = models.DateTimeField(null=True, help_text="when the second address said that it was not given")
    link_hash = models.CharField(max_length=64, blank=True, help_text="of the link that was mailed last")
    link_sent_at = models.DateTimeField(null=True)
    entry = models.CharField(max_length=ID_LENGTH, blank=True, help_text="id of the entry of the record: its receipt")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["signed_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "member"], condition=Q(withdrawn_at__isnull=True), name="signs_an_edition_once"
            ),
            models.UniqueConstraint(fields=["link_hash"], condition=~Q(link_hash=""), name="one_signature_a_link"),
            models.CheckConstraint(condition=Q(form__in=["organisation", "personal"]), name="signature_form"),
            models.CheckConstraint(condition=Q(mandate__in=["decides"]), name="signature_mandate"),
        ]

    def __str__(self) -> str:
        return self.id


class SecondAddress(OfCoalition):
    """The address at which an organisation confirms what is signed for it: another person there, or its office. It confirms
    itself by a mail first. Of a link that is mailed a hash alone is kept."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    email = models.EmailField(blank=True, help_text="empty: it was taken away")
    entered_by = models.CharField(max_length=ID_LENGTH, help_text="id of the person's card")
    entered_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, help_text="empty: nobody there has said so yet")
    former = models.EmailField(blank=True, help_text="the confirmed one before it, until it is asked instead")
    former_hash = models.CharField(max_length=64, blank=True, help_text="of the link that was mailed to the former")
    usable_from = models.DateTimeField(
        null=True, help_text="not asked about signatures before, unless the former agrees; empty: at once"
    )
    link_hash = models.CharField(max_length=64, blank=True, help_text="of the link that was mailed last")
    link_sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member"], name="one_second_address_a_member"),
            models.UniqueConstraint(fields=["link_hash"], condition=~Q(link_hash=""), name="one_second_address_a_link"),
            models.UniqueConstraint(
                fields=["former_hash"], condition=~Q(former_hash=""), name="one_former_address_a_link"
            ),
        ]

    def __str__(self) -> str:
        return self.id

    def is_asked_at(self, moment: datetime) -> bool:
        """True where it is asked about what is signed: confirmed, and not held back for the one before it."""
        return bool(self.email) and self.confirmed_at is not None and not is_held_back(self.usable_from, moment)


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
