"""Naming one more who may undo an alarm, for one that nobody else can undo: by the operator alone."""

from django.db import transaction

from plenary.core import reach
from plenary.core.actions import log_server_act
from plenary.core.verdicts import Refused, refuse
from plenary.emergency.models import Alarm, Guide


@reach.everywhere("an alarm is for every coalition of a person")
def name_guide(*, alarm: Alarm, account_id: str) -> Guide:
    """Let an account be one of the two who undo an alarm; it learns nothing of any coalition and gives no new address.

    Enters the server log. Refuses the person (`emergency.yourself`) and an alarm that is undone (`emergency.undone`). One
    who guides already stays what they are.
    """
    with transaction.atomic():
        locked = Alarm.objects.select_for_update().get(pk=alarm.pk)
        if locked.undone_at is not None:
            raise Refused(refuse("emergency.undone"))
        if locked.account_id == account_id:
            raise Refused(refuse("emergency.yourself"))
        guide, is_new = Guide.objects.get_or_create(alarm=locked, account_id=account_id, defaults={"is_chosen": False})
        if is_new:
            log_server_act(kind="emergency.guide_named", account=account_id, alarm=locked.id)
    return guide
