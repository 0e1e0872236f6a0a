"""A coalition's own cards of organisations and persons, in Popolo's terms, and the imports that brought them.

Cards belong to one coalition. Two coalitions know that a card means the same organisation only when both agreed to it
(`SharedOrganisation`). A protected card is read only through queries that ask who looks.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _

from plenary.coalitions.models import OfCoalition
from plenary.core.models import RandomIdModel


class SharedOrganisation(RandomIdModel):
    """One organisation as several coalitions agreed to know it; holds no fact of its own."""

    agreed_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.id


class Import(OfCoalition):
    """One act of importing cards: previewed, applied whole, perhaps undone whole."""

    file_name = models.CharField(max_length=200)
    kind = models.CharField(max_length=16, help_text="organisations | persons")
    mapping = models.JSONField(default=dict, help_text="field -> column")
    columns = models.JSONField(default=list)
    rows = models.JSONField(default=list, help_text="the rows as read, each a list of text; emptied when applied")
    first_row = models.PositiveIntegerField(default=2, help_text="the number that the first row goes by in its file")
    source = models.CharField(max_length=60, blank=True, help_text="how the file was read, such as CSV, UTF-8")
    only = models.JSONField(default=dict, help_text="column -> value: rows that differ are left out")
    choices = models.JSONField(default=dict, help_text="what to do with likely duplicates and rows with errors")
    after = models.CharField(max_length=120, blank=True, help_text="what a room above did with them: code:value")
    made_by = models.CharField(max_length=16, blank=True, help_text="id of the person's card; empty: the operator")
    made_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)
    added = models.PositiveIntegerField(default=0, help_text="cards made when it was applied")
    undone_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_open(self) -> bool:
        """True until it is applied."""
        return self.applied_at is None

    @property
    def is_applied(self) -> bool:
        """True when its cards stand in the directory."""
        return self.applied_at is not None and self.undone_at is None


class Card(OfCoalition):
    """What organisations' and persons' cards share."""

    name = models.CharField(max_length=300)
    name_key = models.CharField(max_length=300, blank=True, help_text="folded name, by which likenesses are found")
    name_language = models.CharField(max_length=35, blank=True)
    summary = models.CharField(max_length=300, blank=True)
    description = models.TextField(blank=True)
    country = models.CharField(max_length=3, blank=True, help_text="ISO 3166-1 alpha-3")
    area = models.CharField(max_length=200, blank=True, help_text="a place without a code, or a region")
    protected = models.BooleanField(default=False)
    removed_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    imported = models.ForeignKey(Import, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


class Organisation(Card):
    """A group with a purpose of its own."""

    classification = models.CharField(max_length=60, blank=True)
    founding_date = models.CharField(max_length=10, blank=True, help_text="ISO 8601, perhaps the year alone")
    dissolution_date = models.CharField(max_length=10, blank=True)
    shared = models.ForeignKey(SharedOrganisation, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["coalition", "name"]), models.Index(fields=["coalition", "name_key"])]
        constraints = [
            models.UniqueConstraint(
                fields=["coalition", "shared"],
                condition=models.Q(shared__isnull=False, removed_at__isnull=True),
                name="one_card_a_shared_organisation",
            )
        ]


class Person(Card):
    """A human being, as this coalition knows them; `account` is theirs when they sign in."""

    given_name = models.CharField(max_length=150, blank=True)
    family_name = models.CharField(max_length=150, blank=True)
    honorific_prefix = models.CharField(max_length=60, blank=True)
    gender = models.CharField(max_length=30, blank=True)
    gender_given = models.CharField(
        max_length=30, blank=True, help_text="by the person alone, for sums: woman, man, unsaid, or another word"
    )
    email = models.EmailField(blank=True)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["coalition", "name"]), models.Index(fields=["coalition", "name_key"])]
        constraints = [
            models.UniqueConstraint(
                fields=["coalition", "account"],
                condition=models.Q(account__isnull=False, removed_at__isnull=True),
                name="one_card_an_account",
            )
        ]

    @property
    def shown_name(self) -> str:
        """The name, where a page shows who holds a place; of a person under protection nobody's."""
        return _("a person") if self.protected else self.name


class OfCard(OfCoalition):
    """A detail of one card: of an organisation or of a person."""

    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.CASCADE, related_name="%(class)ss")
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="%(class)ss")

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(organisation__isnull=True) ^ models.Q(person__isnull=True),
                name="%(class)s_of_one_card",
            )
        ]


class OtherName(OfCard):
    """Another name: in another language or script, a short form, a former one."""

    name = models.CharField(max_length=300)
    name_key = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=35, blank=True, help_text="BCP 47, with the script where it matters")
    note = models.CharField(max_length=100, blank=True)
    start_date = models.CharField(max_length=10, blank=True)
    end_date = models.CharField(max_length=10, blank=True)

    def __str__(self) -> str:
        return self.name


class Identifier(OfCard):
    """A number that somebody issued: a register's, a tax office's, ROR, Wikidata."""

    scheme = models.CharField(max_length=60, blank=True)
    identifier = models.CharField(max_length=120)

    def __str__(self) -> str:
        return f"{self.scheme}:{self.identifier}"


class ContactDetail(OfCard):
    """A way to reach: `kind` in Popolo's words (email, voice, cell, address, url)."""

    kind = models.CharField(max_length=20)
    value = models.CharField(max_length=300)
    note = models.CharField(max_length=100, blank=True)

    def __str__(self) -> str:
        return self.value
