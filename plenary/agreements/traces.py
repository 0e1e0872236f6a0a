"""Where agreements tell of a person: the address at which it confirms what an organisation signs."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from plenary.agreements.models import SecondAddress
from plenary.core.traces import Fields, Subject, register_person_trace


def _second(subject: Subject) -> QuerySet[SecondAddress]:
    return SecondAddress.objects.of(subject.coalition).filter(email__in=[name.lower() for name in subject.names])


def _none(_subject: Subject, _row: Mapping[str, Any]) -> dict[str, Any]:
    """No link leads to whoever holds the mailbox now; those who act for the member enter another."""
    return {"email": "", "link_hash": "", "confirmed_at": None}


register_person_trace(
    "agreements.second", Fields(SecondAddress, ("email", "link_hash", "confirmed_at"), _second, _none)
)
