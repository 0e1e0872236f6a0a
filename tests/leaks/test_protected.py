"""What is promised besides: looks are entered, mails to the protected say nothing, envelopes and open ballots name nobody."""

import re
from collections.abc import Callable

from django.http import HttpResponse
from django.test import Client

from plenary.decisions import actions as decisions
from plenary.notices.models import OutgoingMail
from plenary.record.models import Entry
from plenary.record.queries import feed
from tests.leaks.checking import all_of, plain
from tests.story import KEPT_DRAFT, MARK, SECRETS, Story
from tests.story.marks import MARKED
from tests.walk import address, same_for_all

type Visit = Callable[[str], Client]


def test_each_look_of_who_may_know_the_protected_member_is_entered(story: Story, visit: Visit) -> None:
    client, protected = visit("chair"), story.members["protected"]
    for url in (
        address("membership:member", story, member_id=protected.id),
        address("directory:organisation", story, card_id=story.ids["protected_card"]),
        address("directory:person", story, card_id=story.ids["protected_person"]),
    ):
        before = _looks(story)
        words = all_of(client.get(url))
        assert [word for word in SECRETS if word in words] != []
        assert _looks(story) == before + 1


def _looks(story: Story) -> int:
    return Entry.objects.of(story.open.id).filter(kind__endswith=".sealed").count()


def test_mails_to_the_protected_say_nothing_at_all(story: Story) -> None:
    keeper = story.accounts["protected"].email
    mails = list(OutgoingMail.objects.filter(account=story.accounts["protected"].id))
    assert mails != []
    told = {plain(f"{mail.subject} {mail.text} {mail.html}") for mail in mails}
    assert len(told) == 1
    assert [word for words in told for word in (*SECRETS, "Open Fields", "open-fields", keeper) if word in words] == []
    assert [MARKED.findall(words) for words in told] == [[]]
    assert {(mail.coalition_id, *mail.through) for mail in mails} == {(None,)}


def test_envelopes_name_nobody(story: Story) -> None:
    names = [*SECRETS, MARK, KEPT_DRAFT, *story.members, *(account.name for account in story.accounts.values())]
    envelopes = [plain(bytes(entry.envelope).decode()) for entry in Entry.objects.across_coalitions()]
    assert [word for words in envelopes for word in names if len(word) > 8 and word in words] == []


def test_a_ballot_is_known_to_its_own_alone_until_voting_closes(story: Story, visit: Visit) -> None:
    voting = story.proposals["voting"]
    roles = ("coordinator", "chair", "roads", "bridge", "protected", "applicant", "outsider", "elsewhere")
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
