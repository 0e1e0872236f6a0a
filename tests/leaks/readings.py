"""All that is read in the walk, once: what leaked, which marks were seen, how much was read."""

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.test import Client
from django.urls import reverse

from conftest import HAS_ROLES
from plenary.core.http.errors import broken
from plenary.files.tests.factories import SECRET as MAKER
from plenary.notices.models import OutgoingMail
from tests.leaks.audiences import HOLDER
from tests.leaks.book import Book
from tests.leaks.checking import Leak, Tokens, all_of, leaks_in, plain
from tests.leaks.people import COMPARED, ON_BOTH, READERS, SENDERS, tokens_of
from tests.leaks.programs import Asker
from tests.leaks.reading import Reader
from tests.leaks.routes import routes
from tests.leaks.walking import Walked
from tests.programs import Program
from tests.story import MARK, SECRETS, Story
from tests.story.marks import marks_of

_KIND = re.compile(r"'Content-Type': '([\w/.+-]+)")
MOST_OF_HEADERS = 1000
"""So many letters of an answer are looked through for its media type: it is among the first of its headers."""
MAY_KNOW = {"chair", "protected"}
"""The roles that may read the names of the protected member of Open Fields."""


@dataclass(slots=True)
class Readings:
    """By coalition and role: leaks, and the number of answers. `read` are the marks that somebody saw, as they may;
    `answered` the names of addresses that were shown to somebody, or that a form was sent to; `kinds` the media types;
    `log` the lines that were written into the log meanwhile."""

    leaks: dict[tuple[str, str], list[Leak]] = field(default_factory=lambda: defaultdict(list))
    pages: Counter[tuple[str, str]] = field(default_factory=Counter)
    read: set[str] = field(default_factory=set)
    answered: set[str] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)
    log: list[str] = field(default_factory=list)

    def take_all(self, book: Book, story: Story, key: tuple[str, str], answers: Iterable[tuple[str, str]]) -> None:
        """Answers, where and what, that a role read."""
        tokens = tokens_of(story, key[1])
        for where, words in answers:
            self.take(book, key, tokens, where, words)

    def take(self, book: Book, key: tuple[str, str], tokens: Tokens, where: str, words: str) -> None:
        """One answer, read by a role."""
        marks = marks_of(words)
        found = leaks_in(book, key[1], tokens, where, marks)
        found += [Leak(key[1], where, word, "said of the protected") for word in _secrets(*key) if word in words]
        self.leaks[key] += found
        self.pages[key] += 1
        self.kinds.update(_KIND.findall(words, 0, MOST_OF_HEADERS))
        self.read |= {mark for mark in marks if mark in book.holders} - {leak.mark for leak in found}


def _secrets(slug: str, role: str) -> tuple[str, ...]:
    """Words, marked or not, that a role must not read there."""
    if slug != "open-fields":
        return (*SECRETS, MAKER)
    others = () if role in {"elsewhere", "bridge"} else (MARK,)
    return (*(() if role in MAY_KNOW else SECRETS), MAKER, *others)


def browser(story: Story, role: str) -> Client:
    """A browser in which a role has signed in; `anonymous` has not."""
    client = Client()
    if role != "anonymous":
        client.force_login(story.accounts[role])
    return client


def read_all(story: Story, book: Book) -> Readings:
    """Every page and route of each coalition as each of its readers, what belongs to no coalition, and every mail. On PostgreSQL
    some read, and nobody looks for what was shown to none of them."""
    found, walk = Readings(), Walked()
    coalitions = {each.slug: each for each in (story.open, story.elsewhere, story.closed)}
    at_large: set[str] = set()
    for slug, roles in READERS.items():
        for role in roles if not HAS_ROLES else [role for role in roles if (slug, role) in ON_BOTH]:
            reader, asker = readers(story, slug, role, walk)
            ways = [reader.everything(coalitions[slug]), asker.everything(coalitions[slug])]
            if role not in at_large:
                ways += [reader.at_large(), asker.at_large(), errors(reader.client)]
            found.take_all(book, story, (slug, role), itertools.chain(*ways))
            at_large.add(role)
    for slug, role in SENDERS if not HAS_ROLES else ():
        missed = [route for route in routes() if route.name not in walk.answered]
        ways = [way.missed(missed, of) for way in readers(story, slug, role, walk) for of in (coalitions[slug], None)]
        found.take_all(book, story, (slug, role), itertools.chain(*ways))
    found.answered |= walk.answered
    _mails_and_links(story, book, found)
    return found


def readers(story: Story, slug: str, role: str, walk: Walked) -> tuple[Reader, Asker]:
    """A role in a browser, and its program, on the same walk."""
    tokens, sends = tokens_of(story, role), (slug, role) in SENDERS
    walked = walk.by_another(tries_hidden=slug != "open-fields" or role not in COMPARED)
    asker = Asker(Program.of(story.accounts.get(role)), tokens, walked, sends=sends)
    return Reader(browser(story, role), tokens, walked, sends=sends), asker


def _mails_and_links(story: Story, book: Book, found: Readings) -> None:
    owners = {account.id: role for role, account in story.accounts.items()}
    of_role = {role: tokens_of(story, role) for role in story.accounts}
    for mail in OutgoingMail.objects.all():
        words = plain(f"{mail.subject} {mail.text} {mail.html}")
        role = owners[mail.account]
        found.take(book, ("", "mails"), of_role[role], f"mail {mail.key} to {role}", words)
    for name, where, words in held_links(story):
        found.answered.add(name)
        found.take(book, ("", "links"), of_role["member"] | {("", HOLDER)}, where, words)


def held_links(story: Story) -> Iterator[tuple[str, str, str]]:
    """What those read who hold a secret address: an invitation, the link that stops a mail, a calendar."""
    for name, part, key in (
        ("accounts:invitation", "key", "key"),
        ("agreements:second_link", "token", "second_link"),
        ("notices:stop", "token", "stop"),
        ("notices:deadlines", "token", "deadlines"),
    ):
        url = reverse(name, kwargs={part: story.ids[key]})
        yield name, url, all_of(Client().get(url))


def errors(client: Client) -> Iterator[tuple[str, str]]:
    """The pages of what went wrong, as one reader gets them."""
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    for url in ("/nowhere/", "/c/nowhere/", "/c/open-fields/nowhere/", "/c/open-fields/members/nobody/"):
        yield url, all_of(client.get(url))
    yield "another host", all_of(client.get("/", headers={"Host": "elsewhere.example"}))
    yield "an old form", all_of(strict.post("/c/open-fields/apply/"))
    yield "a wrong method", all_of(client.delete("/c/open-fields/members/"))
    yield "broken", all_of(broken(client.get("/").wsgi_request))
