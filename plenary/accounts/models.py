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


class Token(RandomIdModel):
    """A key for a program that acts for an account through the API. Only its hash is kept: nobody can read it here."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=60, help_text="as its owner calls it")
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the token, hexadecimal")
    scopes = models.JSONField(help_text="what it may do: read, write, vote")
    coalitions = models.JSONField(
        default=list, help_text="ids of the coalitions that it opens; empty: all of its owner's"
    )
    made_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    used_on = models.DateField(
        null=True, help_text="the day (UTC) of its last use; no finer, so that it tells no habits"
    )
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["account", "expires_at"])]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        """True while it lets a program in."""
        return self.ended_at is None and clock.now() < self.expires_at


class KeptAnswer(RandomIdModel):
    """The answer to a write that carried an Idempotency-Key, kept so that a repeat gets it and writes nothing.

    Neither the key nor the request is kept. The answer, and the print of the request, are made with the key, which only
    the program knows: whoever holds the database and all secrets of the server cannot find out what a ballot said.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True, help_text="hash of the account and its key")
    fingerprint = models.CharField(max_length=64, help_text="keyed hash of method, address and body")
    attempt = models.CharField(max_length=16, help_text="who writes now; an attempt that was overtaken cannot commit")
    begun_at = models.DateTimeField(db_index=True)
    status = models.PositiveSmallIntegerField(null=True, help_text="of the answer; null while it is being written")
    sealed = models.BinaryField(default=b"", help_text="the answer, under a key made of the program's own")

    def __str__(self) -> str:
        return f"{self.status or '…'} {self.begun_at:%Y-%m-%d %H:%M}"
