"""What each role can read, all of it: nothing of the protected member, of another coalition, of drafts and open ballots."""

import html
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from urllib.parse import unquote

import pytest
from django.http import HttpResponse
from django.test import Client

from plenary.decisions import actions as decisions
from plenary.membership.rules import BELONGING
from plenary.notices.actions.mails import write_mails
from plenary.notices.models import OutgoingMail
from plenary.record.models import Entry
from plenary.record.queries import feed
from tests.story import KEPT_DRAFT, MARK, SECRETS, Story
from tests.walk import ROLES, address, addresses, read, same_for_all

type Visit = Callable[[str], Client]

STRANGERS = ("anonymous", "outsider", "applicant", "member", "coordinator", "elsewhere")
"""All roles that may know nothing of the protected member."""
SEARCHES = ("rosh", "shelter", "مأوى", "روشنا", "Зар", "неназ", "safe.example", "zyx")


def _plain(text: str) -> str:
    """What stands in a text, however it was escaped for where it stands."""
    text = re.sub(r"\\+u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)
    return unquote(html.unescape(text))


def _pages(story: Story, client: Client) -> Iterator[tuple[str, str]]:
    """Every address, every proposal, an entry of each kind with its receipt, every search: what is answered."""
    urls = [address(name, story) for name in addresses()]
    urls += [address("decisions:proposal", story, proposal_id=row.id) for row in story.proposals.values()]
    urls += [address("membership:member", story, member_id=row.id) for row in story.members.values()]
    entries = {entry.kind: entry.id for entry in Entry.objects.of(story.open.id).order_by("n")}
    sealed = Entry.objects.of(story.open.id).filter(kind="membership.sealed").values_list("id", flat=True)
    for entry in {*entries.values(), *sealed}:
        urls += [address(name, story, entry_id=entry) for name in ("record:entry", "record:receipt")]
    lists = ("membership:members", "directory:organisations", "directory:persons")
    urls += [f"{address(name, story)}?q={word}&words={word}" for name in lists for word in SEARCHES]
    urls += [f"{address('decisions:new', story)}?effect={effect}" for effect in EFFECTS]
    urls += [f"{address('record:feed', story)}?about={story.members['protected'].id}"]
    yield from ((url, _plain(read(client.get(url)))) for url in urls)
    for kind in ("organisations", "persons"):
        for file_format in ("csv", "xlsx", "json"):
            answer = client.post(address("directory:export", story), {"kind": kind, "file_format": file_format})
            yield f"{kind} as {file_format}", _plain(_unpacked(answer.content) or read(answer))


EFFECTS = (
    "membership.admit", "membership.suspend", "membership.remove", "bodies.appoint", "bodies.remove", "charter.amend",
)  # fmt: skip


def _unpacked(content: bytes) -> str:
    """The text of a workbook, which is a compressed file; empty for another."""
    if not content.startswith(b"PK"):
        return ""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return "".join(packed.read(name).decode() for name in packed.namelist())


def _where(pages: Iterator[tuple[str, str]] | list[tuple[str, str]], *words: str) -> list[tuple[str, str]]:
    return [(url, word) for url, text in pages for word in words if word in text]


@pytest.mark.parametrize("role", STRANGERS)
def test_nothing_that_is_hidden_reaches_a_role(story: Story, visit: Visit, role: str) -> None:
    pages = list(_pages(story, visit(role)))
    assert _where(pages, *SECRETS) == []
    assert role == "member" or _where(pages, KEPT_DRAFT) == []
    assert role == "elsewhere" or _where(pages, MARK) == []


def test_who_may_know_the_protected_member_reads_of_it_where_the_look_is_entered(story: Story, visit: Visit) -> None:
    client, protected = visit("chair"), story.members["protected"]
    own = {
        address("membership:member", story, member_id=protected.id),
        address("directory:organisation", story, card_id=story.ids["protected_card"]),
        address("directory:person", story, card_id=story.ids["protected_person"]),
    }
    assert {url for url, _word in _where(_pages(story, client), *SECRETS)} <= own
    for url in sorted(own):
        before = _looks(story)
        assert _where([(url, _plain(read(client.get(url))))], *SECRETS) != []
        assert _looks(story) == before + 1


def _looks(story: Story) -> int:
    return Entry.objects.of(story.open.id).filter(kind__endswith=".sealed").count()


def test_the_protected_member_reads_its_own(story: Story, visit: Visit) -> None:
    pages = list(_pages(story, visit("protected")))
    own = address("membership:member", story, member_id=story.members["protected"].id)
    assert [url for url, text in pages if SECRETS[0] in text and url == own] == [own]
    assert _where(pages, KEPT_DRAFT, MARK) == []


def test_one_total_counts_the_protected_member_and_no_breakdown_does(story: Story, visit: Visit) -> None:
    belonging = sum(row.status in BELONGING for row in story.members.values() if row.coalition_id == story.open.id) + 1
    for role in ROLES:
        context = visit(role).get(address("membership:members", story)).context
        listed = sum(number for _label, number in context["by_status"])
        assert (role, context["total"], listed, len(context["rows"])) == (role, belonging, belonging - 1, belonging - 1)


def test_mails_say_nothing_of_what_their_reader_may_not_know(story: Story) -> None:
    for coalition in (story.open, story.elsewhere, story.closed):
        for entry in Entry.objects.of(coalition.id):
            write_mails(coalition_id=coalition.id, entry_id=entry.id)
    mails = list(OutgoingMail.objects.all())
    keeper = story.accounts["protected"].email
    told = [(mail.to, _plain(f"{mail.subject} {mail.text} {mail.html}")) for mail in mails]
    assert {story.accounts["member"].email, keeper} <= {to for to, _text in told}
    assert _where(told, *SECRETS) == []
    assert [to for to, text in told if MARK in text and to != story.accounts["elsewhere"].email] == []
    assert [to for to, text in told if to == keeper and ("Open Fields" in text or "open-fields" in text)] == []
    assert {mail.coalition_id for mail in mails if mail.to == keeper} == {None}
    assert [to for to, text in told if KEPT_DRAFT in text] == []


def test_envelopes_name_nobody(story: Story) -> None:
    names = [*SECRETS, MARK, KEPT_DRAFT, *story.members, *(account.name for account in story.accounts.values())]
    envelopes = [(entry.id, _plain(bytes(entry.envelope).decode())) for entry in Entry.objects.across_coalitions()]
    assert _where(envelopes, *[name for name in names if len(name) > 8]) == []


def test_a_ballot_is_known_to_its_own_alone_until_voting_closes(story: Story, visit: Visit) -> None:
    voting = story.proposals["voting"]
    roles = [role for role in story.accounts if role not in {"member", "consults", "observes"}]
    entries = {role: feed(story.by(role), about=voting.id, kinds=["decisions.ballot_cast"]) for role in roles}
    assert {
        role: [line.facts.get("choice") for line in lines] for role, lines in entries.items() if role != "roads"
    } == {role: [None] * len(lines) for role, lines in entries.items() if role != "roads"}
    assert [line.facts.get("choice") for line in entries["roads"]] == ["no", None]
    urls = [address("decisions:proposal", story, proposal_id=voting.id), address("decisions:proposals", story)]
    clients = {role: visit(role) for role in ("consults", "coordinator", "chair", "roads", "protected")}
    before = {(role, url): _without_head(client.get(url)) for role, client in clients.items() for url in urls}
    decisions.cast_ballot(by=story.by("member"), proposal=voting, choice="no")
    after = {(role, url): _without_head(client.get(url)) for role, client in clients.items() for url in urls}
    changed = {role for role, url in before if before[role, url] != after[role, url]}
    assert changed == {"consults"}  # a colleague reads how its own member votes


def _without_head(response: HttpResponse) -> str:
    """A page without the size and the head of the record, which every entry moves."""
    return re.sub(r"<p>The record holds .*?</p>", "", same_for_all(response))
