"""A coalition, its signing keys, and the base of every row that belongs to one."""

from django.db import models

from plenary.core.models import RandomIdModel, ScopedQuerySet


class Coalition(RandomIdModel):
    """An alliance. Its rules are its charter; here stand only its address, names and state."""

    FORMING, ACTIVE, DORMANT, ENDED = "forming", "active", "dormant", "ended"

    slug = models.SlugField(max_length=60, unique=True)
    names = models.JSONField(help_text="language tag -> name")
    language = models.CharField(max_length=35, default="en", help_text="BCP 47 tag of its authentic language")
    time_zone = models.CharField(max_length=64, default="UTC", help_text="IANA name; deadlines are told in it")
    state = models.CharField(max_length=10, default=FORMING)
    formed_at = models.DateTimeField()
    is_demonstration = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["forming", "active", "dormant", "ended"]), name="coalition_state"
            )
        ]

    def __str__(self) -> str:
        return self.name_in(self.language)

    def name_in(self, language: str) -> str:
        """The name in a language, else in the coalition's own."""
        names: dict[str, str] = self.names
        return names.get(language) or names.get(self.language) or next(iter(names.values()), self.slug)


class OfCoalition(RandomIdModel):
    """A row that belongs to one coalition; its manager refuses queries that name none."""

    coalition = models.ForeignKey(Coalition, on_delete=models.PROTECT, related_name="+")

    objects = models.Manager.from_queryset(ScopedQuerySet)()

    class Meta:
        abstract = True


class SigningKey(OfCoalition):
    """An Ed25519 key under which tree heads are signed; the private half is sealed by the master key."""

    public = models.BinaryField(max_length=32)
    private_sealed = models.BinaryField()
    since = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["coalition"], condition=models.Q(retired_at__isnull=True), name="one_signing_key_in_use"
            )
        ]

    def __str__(self) -> str:
        return bytes(self.public).hex()[:16]
