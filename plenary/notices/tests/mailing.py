"""What the tests of mails share: readers behind an audience, and the work done."""

from datetime import UTC, datetime, timedelta

from django.core import mail

from plenary.accounts.models import Account
from plenary.coalitions.models import Coalition
from plenary.core import asks, standing, visibility
from plenary.core.asks import Ask
from plenary.core.standing import Standing
from plenary.core.worker import Worker
from plenary.notices.deadlines import Deadline, register_deadlines
from plenary.notices.tests.conftest import People
from tests import founding

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)
DUE = NOW + timedelta(days=4)
PAGE = "/c/clear-fields/things/one/"


def readers(people: People, *names: str, token: str = visibility.MEMBERS, **fields: str) -> list[Account]:
    made = [founding.account(f"{name}@example.org", **fields) for name in names]
    people.behind[token] |= {account.id for account in made}
    return made


def work() -> None:
    worker = Worker()
    while worker.tick():
        pass


def sent_to() -> list[str]:
    return sorted(message.to[0] for message in mail.outbox)


def member(of: Coalition, account: Account) -> Standing:
    return standing.standing_of(account.id, of.id)


def plain(message: object) -> str:
    text = str(message.get_body(("plain",)).get_content())
    return text.replace("\r\n", "\n").replace("\u00a0", " ")


class Vote:
    """Something asked of everybody until it is done."""

    def __init__(self, due: datetime = DUE, *, page: str = PAGE, thing: str = "", is_calm: bool = False) -> None:
        self.due, self.done = due, set[str]()
        self.page, self.things, self.is_calm = page, frozenset({thing} if thing else ()), is_calm
        asks.asks(self.asked)
        register_deadlines(self.deadlines)

    def asked(self, of: Standing) -> list[Ask]:
        if of.account in self.done:
            return []
        words = {"title": "Nine seats", "sentence": "Two have voted.", "button": "Vote"}
        return [Ask(**words, url=self.page, due=self.due, is_calm=self.is_calm)]

    def deadlines(self, _coalition: str, after: datetime, until: datetime) -> list[Deadline]:
        return [Deadline(self.due, frozenset({"members"}), self.things)] if after < self.due <= until else []
