"""Who signed which edition, and the second addresses that confirm it."""

from datetime import datetime

from django.db import models
from django.db.models import Q

from plenary.agreements.models.texts import Agreement, Edition
from plenary.agreements.rules import is_held_back
from plenary.coalitions.models import OfCoalition
from plenary.core.models import ID_LENGTH
from plenary.directory.models import Person
from plenary.membership.models import Member


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
