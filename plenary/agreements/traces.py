"""Where agreements tell of a person: the address at which it confirms what an organisation signs, and why there is no scan of
what it signed on paper."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from plenary.agreements.models import SecondAddress, Signature
from plenary.core.traces import Fields, Subject, register_person_trace


def _named(subject: Subject) -> list[str]:
    return [name.lower() for name in subject.names]


def _second(subject: Subject) -> QuerySet[SecondAddress]:
    return SecondAddress.objects.of(subject.coalition).filter(email__in=_named(subject))


def _former(subject: Subject) -> QuerySet[SecondAddress]:
    return SecondAddress.objects.of(subject.coalition).filter(former__in=_named(subject))


def _none(_subject: Subject, _row: Mapping[str, Any]) -> dict[str, Any]:
    """No link leads to whoever holds the mailbox now; those who act for the member enter another."""
    return {"email": "", "link_hash": "", "confirmed_at": None}


def _signed(subject: Subject) -> QuerySet[Signature]:
    return Signature.objects.of(subject.coalition).filter(person_id=subject.person).exclude(no_scan="")


register_person_trace(
    "agreements.second", Fields(SecondAddress, ("email", "link_hash", "confirmed_at"), _second, _none)
)
register_person_trace(
    "agreements.second_before",
    Fields(SecondAddress, ("former", "former_hash"), _former, lambda _subject, _row: {"former": "", "former_hash": ""}),
)
register_person_trace(
    "agreements.no_scan", Fields(Signature, ("no_scan",), _signed, lambda _subject, _row: {"no_scan": ""})
)
