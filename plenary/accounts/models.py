"""People who sign in, the invitations that let them, and nothing of any coalition."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core import signing
from django.db import models
from django.db.models.functions import Lower

from plenary.core import clock
from plenary.core.models import RandomIdModel

KEY_SALT = "plenary.accounts.invitation"


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; an address is kept in lower case, so that it is found however it is written."""

    @classmethod
    def normalize_email(cls, email: str | None) -> str:
        """The whole address in lower case, without surrounding blanks."""
        return (email or "").strip().lower()

    def create_user(self, email: str, password: str | None = None, **fields: object) -> "Account":
        """A new account. Without a password it signs in by passkey or mailed code."""
        account = self.model(email=self.normalize_email(email), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def get_by_natural_key(self, username: str | None) -> "Account":
        """The account of an address, however it is written."""
        return self.get(email=self.normalize_email(username))


class Account(AbstractBaseUser, RandomIdModel):
    """One who signs in. What they are in a coalition is their standing there, never a field here."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200, blank=True)
    language = models.CharField(
        max_length=35, blank=True, help_text="BCP 47 tag of pages and mails; empty: the browser's"
    )
    time_zone = models.CharField(max_length=64, default="UTC", help_text="IANA name; times are told in it")
    keeps_copies = models.BooleanField(
        default=True, help_text="pages lie on its devices, to be read without a line; never where it is at risk"
    )
    is_active = models.BooleanField(default=True)
    is_demonstration = models.BooleanField(default=False)
    joined_at = models.DateTimeField(default=clock.now)

    objects = AccountManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="one_account_an_address")]

    def __str__(self) -> str:
        return self.name or self.email

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the address in lower case, whoever writes it."""
        self.email = AccountManager.normalize_email(self.email)
        super().save(*args, **kwargs)


class Invitation(RandomIdModel):
    """A way in for one address, good for 14 days and once.

    Nothing that opens it is stored: the link's key is this row's id, signed with the server's secret key, so that
    neither the database nor its backups let anybody in, and the mail can be written when it is sent.
    """

    email = models.EmailField()
    name = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=35, blank=True)
    invited_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    purpose = models.JSONField(
        default=dict, help_text="what the room that invited wants to do on acceptance; opaque here"
    )
    made_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["email"])]

    def __str__(self) -> str:
        return self.email

    @property
    def key(self) -> str:
        """What the link carries: the id and its signature."""
        return signing.Signer(salt=KEY_SALT).sign(self.id)

    @property
    def is_open(self) -> bool:
        """True while its link still lets somebody in."""
        return self.accepted_at is None and self.withdrawn_at is None and clock.now() < self.expires_at
