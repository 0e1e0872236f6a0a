"""A coalition whose charter asks for second addresses, a member of it, and the mails that go to that address."""

import re
from dataclasses import replace
from datetime import timedelta

from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse

from plenary.accounts.models import Account
from plenary.agreements import actions, queries
from plenary.agreements.models import Agreement, SecondAddress, Signature
from plenary.agreements.tests import factories
from plenary.charter.rules.schema import Charter, Signing
from plenary.coalitions.models import Coalition
from plenary.core import clock
from plenary.core.standing import Standing, standing_of
from plenary.core.worker import Worker
from plenary.membership.models import Member
from plenary.record.models import Entry
from tests import founding

OFFICE = "office@valley.example"
LATER = timedelta(minutes=11)


def charter() -> Charter:
    """The open charter, which asks for a second address."""
    return replace(factories.open_charter(), signing=Signing(second_address=True))


def stage(*, protected: bool = False) -> tuple[Coalition, Member, Standing]:
    """The coalition, an organisation in it, and who decides for it."""
    of = founding.coalition(rules=charter())
    member = founding.member(of, "Green Valley", protected=protected)
    return of, member, founding.standing(member)


def fresh(by: Standing) -> Standing:
    """The same standing as it is now."""
    return standing_of(by.account, by.coalition)


def letters() -> list[EmailMultiAlternatives]:
    """The mails to second addresses since one looked last; what is announced to accounts is left out."""
    while Worker().tick():
        pass
    found = [
        each
        for each in mail.outbox
        if isinstance(each, EmailMultiAlternatives)
        and "List-Id" not in each.extra_headers
        and "Auto-Submitted" in each.extra_headers
    ]
    mail.outbox.clear()
    return found


def mailed() -> list[tuple[str, str]]:
    """The same in short: to whom, and the token of the link (empty: none)."""
    found = [(each.to[0], re.search(r"/signatures/([\w-]+)/", str(each.body))) for each in letters()]
    return [(to, link[1] if link else "") for to, link in found]


def enter(by: Standing, email: str = OFFICE) -> str:
    """Enter a second address; gives the token that was mailed to it."""
    actions.enter_second_address(by=fresh(by), email=email)
    return dict(mailed())[email]


def confirmed(by: Standing, email: str = OFFICE) -> SecondAddress:
    """A second address that was entered and confirmed."""
    actions.answer_link(token=enter(by, email), is_so=True)
    found = queries.second_address(by.coalition, by.member)
    assert found
    return found


def another(member: Member) -> tuple[Account, Standing]:
    """A further representative of a member who decides."""
    account = founding.represent(member).account
    return account, standing_of(account.id, member.coalition_id)


def later(by: Standing, much: timedelta = LATER) -> object:
    """The clock set on, within `with`."""
    return clock.set_to(clock.now() + much)


def link(token: str) -> str:
    return reverse("agreements:second_link", args=[token])


def counted(by: Standing, agreement: Agreement) -> list[str]:
    """Who stands on an agreement, by name."""
    found = factories.fresh(by, agreement)
    return [one.name for one in queries.signatories(by, found, queries.adopted_editions(by.coalition, found.id))]


def audience(entry: Entry) -> list[str]:
    return sorted(entry.audiences.values_list("token", flat=True))


def waiting(by: Standing, agreement: Agreement) -> Signature:
    found = queries.waiting_of(by, agreement.id)
    assert found
    return found
