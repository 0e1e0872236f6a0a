"""How far one has read."""

from django.db import transaction

from plenary.core import clock
from plenary.core.standing import Standing
from plenary.notices.models import ReadMark


def note_visit(*, by: Standing, sequence: int) -> None:
    """Remember that an account has seen a coalition's feed up to an entry; never goes back."""
    with transaction.atomic():
        mark, made = ReadMark.objects.get_or_create(
            coalition_id=by.coalition,
            account_id=by.account,
            defaults={"sequence": sequence, "at": clock.now()},
        )
        if not made and mark.sequence < sequence:
            mark.sequence, mark.at = sequence, clock.now()
            mark.save(update_fields=["sequence", "at"])
