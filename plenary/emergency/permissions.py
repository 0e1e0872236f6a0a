"""Who may raise an alarm, and who may undo one."""

from plenary.accounts.models import Account
from plenary.core import clock
from plenary.core.verdicts import Verdict, allow, refuse
from plenary.emergency.models import Alarm, Chosen, Guide
from plenary.emergency.queries.choices import chose
from plenary.emergency.rules import MOST_RAISED, OFTEN


def may_raise(by: Account, about: Account) -> Verdict:
    """The person, and those whom they chose for it, not more than three times in a week each."""
    if by.id == about.id:
        return allow()
    if not chose(about, Chosen.RAISES, by):
        return refuse("emergency.not_chosen")
    lately = Alarm.objects.filter(account=about, raised_by=by, raised_at__gt=clock.now() - OFTEN)
    return refuse("emergency.too_often") if lately.count() >= MOST_RAISED else allow()


def may_undo(guide: Guide | None) -> Verdict:
    """Those held fast when the alarm was raised; never the person, whose phone may be in others' hands."""
    if guide is None or guide.account_id == guide.alarm.account_id or not guide.account.is_active:
        return refuse("emergency.not_a_guide")
    return refuse("emergency.undone") if guide.alarm.undone_at else allow()
