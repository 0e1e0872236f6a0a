"""What members cannot do or be named for, what the coalition does about it, and what touched it (A8)."""

import json
from dataclasses import asdict, dataclass

from django.db import models

from plenary.coalitions.models import OfCoalition
from plenary.core.sealing import seal, unseal
from plenary.membership.models.members import Member


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """What is said of an accommodation: the subject, further key words, what the member cannot do or be named for, and what
    the coalition does about it."""

    subject: str
    key_words: str = ""
    cannot: str
    does: str = ""


class Accommodation(OfCoalition):
    """A subject on which a member needs room, and what is done about it. Its words always lie sealed."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    audience = models.CharField(max_length=11)
    language = models.CharField(max_length=35)
    room_sealed = models.BinaryField()
    consents_author_told = models.BooleanField(default=False)
    is_typed_in = models.BooleanField(default=False)
    by_person = models.CharField(max_length=16)
    asked_at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True)
    agreed_by_person = models.CharField(max_length=16, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["coalition", "ended_at"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(audience__in=["members", "steering", "facilitator"]), name="accommodation_audience"
            )
        ]

    def __str__(self) -> str:
        return self.id

    @property
    def place(self) -> str:
        """What its sealed words are bound to."""
        return f"membership_accommodation:room:{self.id}"

    @property
    def room(self) -> Room:
        """Its words, opened."""
        return Room(**json.loads(unseal(bytes(self.room_sealed), place=self.place)))

    def keep(self, room: Room) -> None:
        """Set its words, sealed; saved by who calls."""
        self.room_sealed = seal(json.dumps(asdict(room), ensure_ascii=False).encode(), place=self.place)


class TouchedSubject(OfCoalition):
    """Something that touches an accommodation: its member is told, before it goes out. `kind` and `about` name what it is,
    `part` what of it; of the passages that were told a keyed hash is kept, so that the same words are not told again."""

    accommodation = models.ForeignKey(Accommodation, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    about = models.CharField(max_length=16)
    part = models.CharField(max_length=11, default="whole")
    told = models.JSONField(
        default=list,
        help_text="keyed hashes of the passages that touch it and were new; empty: told before they were kept",
    )
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    author_told = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["accommodation", "kind", "about"], name="touched_subject")]

    def __str__(self) -> str:
        return self.id
