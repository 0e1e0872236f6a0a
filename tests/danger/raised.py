"""An alarm as a test raises and undoes it, and what of the person is left in the rows."""

import re
from collections.abc import Callable, Iterator

from django.core import mail
from django.test import Client
from django.urls import reverse

from plenary.emergency import actions
from plenary.emergency.actions import Answer, Came
from plenary.emergency.models import Alarm
from plenary.record.models import Entry
from tests.danger import MARK, NAME, InDanger
from tests.story import Story
from tests.walk import address, addresses, read, same_for_all

type Visit = Callable[[str], Client]


KEEPS_QUIET = frozenset({"emergency.Taken", "emergency.Alarm", "emergency.Guide"})
"""Where the traces lie meanwhile: sealed, so that the mark is not there either."""


def signed_in(who: InDanger) -> Client:
    """A device on which the person is signed in."""
    phone = Client()
    phone.force_login(who.account)
    phone.get("/account/")
    return phone


def button(story: Story, visit: Visit, role: str = "consults") -> Client:
    """The one press: the page of the person, and its form."""
    client = visit(role)
    found = re.search(r'href="(/account/danger/raise/\w+/)"', client.get(reverse("emergency:danger")).content.decode())
    assert found
    answer = client.post(found[1], follow=True)
    assert answer.status_code == 200
    assert NAME not in answer.content.decode()
    return client


def alarm() -> Alarm:
    return Alarm.objects.get()


def agrees(story: Story, role: str, **answer: object) -> Came:
    return actions.agree_to_undo(by=story.accounts[role], alarm=alarm(), answer=Answer(**answer))


def hers(rows: dict[str, list[str]]) -> list[str]:
    return [f"{table}: {row[:200]}" for table, found in rows.items() for row in found if MARK in row.lower()]


def pages(story: Story, client: Client) -> Iterator[tuple[str, str]]:
    """Every address, every proposal, every entry with its receipt, searches, the bundle, and every file of an export."""
    urls = [address(name, story) for name in addresses()] + [
        address(n, story, story.others) for n in in_elsewhere(story)
    ]
    urls += [address("decisions:proposal", story, proposal_id=row.id) for row in story.proposals.values()]
    entries = [*Entry.objects.of(story.open.id).order_by("-n")[:12]]
    urls += [address(name, story, entry_id=e.id) for e in entries for name in ("record:entry", "record:receipt")]
    lists = ("membership:members", "directory:persons", "directory:organisations")
    urls += [f"{address(name, story)}?q={MARK[:3]}&words={MARK[:3]}" for name in lists]
    yield from ((url, read(client.get(url))) for url in urls)
    for file_format in ("csv", "json"):
        answer = client.post(address("directory:export", story), {"kind": "persons", "file_format": file_format})
        yield f"persons as {file_format}", read(answer)


def in_elsewhere(story: Story) -> list[str]:
    return [
        name for name, wanted in addresses().items() if "slug" in wanted and not set(wanted) - {"slug", *story.others}
    ]


def same_of(answer: object, email: str) -> bytes:
    response = answer
    text = same_for_all(response).replace(email, "E")
    return f"{response.status_code} {response.headers.get('Location', '')} {text}".encode()


def plain_of(content: bytes) -> str:
    return re.sub(
        r'name="csrfmiddlewaretoken" value="\w+"|<p>The record holds .*?</p>|nonce="[^"]+"', "", content.decode()
    )


LATER = frozenset({
    "record.Entry", "record.EntryAudience", "record.Tree", "record.SignedHead", "core.ServerAct",
    "django_tasks_database.DBTaskResult",
    "emergency.Alarm", "emergency.Guide", "emergency.SealedCard", "sessions.Session", "usersessions.UserSession",
    "notices.OutgoingMail", "notices.CalendarFeed", "notices.ReplyAddress", "accounts.Account", "account.EmailAddress",
    "record.Opening", "accounts.Invitation",
})  # fmt: skip
"""What an alarm and its undoing leave behind: the log of it, and what ended for good."""


def alarm_time(story: Story) -> object:
    return Entry.objects.of(story.open.id).order_by("-n")[0].at


def guide_in(story: Story, role: str) -> Client:
    """A guide who signed in a moment ago by a mailed code."""
    client = Client()
    mail.outbox.clear()
    client.post(reverse("account_request_login_code"), {"email": story.accounts[role].email})
    code = re.search(r"^([A-Z0-9]{3,}-?[A-Z0-9]+)$", str(mail.outbox[0].body), re.MULTILINE)
    assert code
    client.post(reverse("account_confirm_login_code"), {"code": code[1]})
    return client
