"""What the tests of mails share: readers behind an audience, and the work done."""

from datetime import UTC, datetime

from django.core import mail

from plenary.accounts.models import Account
from plenary.accounts.tests.factories import make_account
from plenary.core import visibility
from plenary.core.worker import Worker
from plenary.notices.tests.conftest import People

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)


def readers(people: People, *names: str, token: str = visibility.MEMBERS, **fields: str) -> list[Account]:
    made = [make_account(f"{name}@example.org", **fields) for name in names]
    people.behind[token] |= {account.id for account in made}
    return made


def work() -> None:
    worker = Worker()
    while worker.tick():
        pass


def sent_to() -> list[str]:
    return sorted(message.to[0] for message in mail.outbox)
