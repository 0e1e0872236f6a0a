"""Danger: a phone is taken, a colleague raises the alarm. What is sealed, from whom, and how fast."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core import mail
from django.test import Client
from django.urls import reverse

from plenary.decisions import actions as decisions
from plenary.notices.actions.sending import send_due
from plenary.notices.models import OutgoingMail
from plenary.record.audits import audits
from plenary.record.models import Entry, Opening, Tree
from plenary.record.queries import verify_record
from tests.danger import EMAIL, MARK, NAME, InDanger, everything
from tests.danger.raised import (
    KEEPS_QUIET,
    Visit,
    alarm,
    button,
    hers,
    pages,
    plain_of,
    same_of,
)
from tests.story import Story
from tests.walk import ROLES, address, read, same_for_all, walkers

INFILTRATORS = ("anonymous", "member", "chair", "coordinator", "elsewhere", "consults")


def test_stolen_phone_every_way_in_ends_within_the_request(story: Story, visit: Visit, her: InDanger) -> None:
    assert her.phone.get("/account/").status_code == 200
    assert Client().get(reverse("notices:deadlines", args=[her.calendar])).status_code == 200
    button(story, visit)
    assert her.phone.get("/account/").status_code == 302
    assert UserSession.objects.filter(user=her.account).count() == 0
    assert Authenticator.objects.filter(user=her.account).count() == 0
    assert Client().get(reverse("notices:deadlines", args=[her.calendar])).status_code == 404
    assert OutgoingMail.objects.filter(account=her.account.id).exclude(state__in=["dropped", "sent"]).count() == 0
    left = Client()
    left.force_login(her.account)  # a session that no row tells of
    assert left.get("/account/").status_code == 302


def test_seized_database_holds_no_trace_but_sealed_ones(story: Story, visit: Visit, her: InDanger) -> None:
    before = hers(everything())
    assert len({line.partition(":")[0] for line in before}) >= 18  # the mark stands in so many tables
    button(story, visit)
    withheld = Opening.objects.across_coalitions().exclude(withheld_at=None)
    assert withheld.count() >= 6
    assert hers(everything(but=KEEPS_QUIET | {"record.Opening"})) == []
    open_ones = Opening.objects.across_coalitions().filter(withheld_at=None).values_list("payload", flat=True)
    assert [payload for payload in open_ones if MARK in bytes(payload).decode().lower()] == []
    assert hers(everything(but=frozenset({"record.Opening"}))) == []


def test_before_the_alarm_the_same_pages_name_her(story: Story, visit: Visit, her: InDanger) -> None:
    client = visit("consults")
    feed = f"{address('record:feed', story)}?kind=texts.commented"
    pages = [
        address("directory:persons", story),
        address("directory:person", story, card_id=her.cards["open"].id),
        address("membership:member", story, member_id=story.members["Green Valley"].id),
        address("decisions:proposal", story, proposal_id=story.proposals["discussion"].id),
        address("record:bundle", story),
        feed,
    ]
    assert [url for url in pages if MARK not in read(client.get(url)).lower()] == []
    button(story, visit)
    assert [url for url in pages if MARK in read(client.get(url)).lower()] == []


@pytest.mark.parametrize("role", walkers(INFILTRATORS, "member", "coordinator"))
def test_infiltrator_in_any_role_reads_no_mark_of_her(story: Story, visit: Visit, her: InDanger, role: str) -> None:
    button(story, visit)
    found = [url for url, text in pages(story, visit(role)) if MARK in text.lower()]
    assert found == []


def test_watched_mailbox_gets_nothing_more_and_others_read_nothing_of_her(
    story: Story, visit: Visit, her: InDanger
) -> None:
    button(story, visit)
    decisions.comment(by=story.by("chair"), proposal=story.proposals["discussion"], body="And then?")
    OutgoingMail.objects.update(next_at=alarm().raised_at)
    mail.outbox.clear()
    send_due()
    told = [f"{sent.to} {sent.subject} {sent.body}" for sent in mail.outbox]
    assert [line for line in told if MARK in line.lower()] == []
    to_guides = [sent for sent in mail.outbox if sent.to in (["chair@example.org"], ["coordinator@example.org"])]
    quiet = {sent.subject for sent in to_guides if sent.subject == "There is something new for you"}
    assert quiet == {"There is something new for you"}


@pytest.mark.parametrize("way", ["password", "code", "reset"])
def test_signing_in_answers_as_for_an_address_that_nobody_has(
    story: Story, visit: Visit, her: InDanger, way: str
) -> None:
    button(story, visit)
    answers = []
    for email in (EMAIL, "wqxnobody@example.org"):
        client, told = Client(), list[bytes]()
        if way == "password":
            told.append(
                same_of(client.post(reverse("account_login"), {"login": email, "password": "a-long-one-9"}), email)
            )
        else:
            asked, enter = ("account_request_login_code", "account_confirm_login_code") if way == "code" else (
                "account_reset_password", "account_confirm_password_reset_code")  # fmt: skip
            mail.outbox.clear()
            told.append(same_of(client.post(reverse(asked), {"email": email}), email))
            told.append(same_of(client.get(reverse(enter)), email))
            told += [same_of(client.post(reverse(enter), {"code": "ABC123"}), email) for _try in range(4)]
            told += [f"{sent.subject} {sent.body}".replace(email, "E").encode() for sent in mail.outbox]
        answers.append(told)
    assert answers[0] == answers[1]


@pytest.mark.parametrize("way", ["code", "reset"])
def test_a_code_mailed_before_the_alarm_is_wrong_like_any_other(
    story: Story, visit: Visit, her: InDanger, way: str
) -> None:
    asked, enter = ("account_request_login_code", "account_confirm_login_code") if way == "code" else (
        "account_reset_password", "account_confirm_password_reset_code")  # fmt: skip
    thief, other = Client(), Client()
    Authenticator.objects.filter(user=her.account).delete()
    mail.outbox.clear()
    thief.post(reverse(asked), {"email": EMAIL})
    code = re.search(r"^([A-Z0-9]{3,}-?[A-Z0-9]+)$", str(mail.outbox[0].body), re.MULTILINE)
    assert code
    button(story, visit)
    other.post(reverse(asked), {"email": "wqxnobody@example.org"})
    hers, theirs = ([same_of(c.post(reverse(enter), {"code": code[1]}), e) for _try in range(4)]
                    for c, e in ((thief, EMAIL), (other, "wqxnobody@example.org")))  # fmt: skip
    assert hers == theirs
    assert "_auth_user_id" not in thief.session


def test_an_unknown_passkey_and_hers_fail_alike(story: Story, visit: Visit, her: InDanger) -> None:
    button(story, visit)
    told = []
    for key in (her.account.id, "0" * 16):
        client = Client()
        client.get(reverse("mfa_login_webauthn"), headers={"x-requested-with": "XMLHttpRequest"})
        handle = __import__("base64").urlsafe_b64encode(key.encode()).decode().rstrip("=")
        credential = f'{{"id":"AA","rawId":"AA","type":"public-key","response":{{"userHandle":"{handle}"}}}}'
        answer = client.post(reverse("mfa_login_webauthn"), {"credential": credential}, follow=True)
        told.append(same_for_all(answer))
    assert told[0] == told[1]


def test_no_marker_a_sealed_person_looks_as_one_under_protection(story: Story, visit: Visit, her: InDanger) -> None:
    """The page of a body where she holds an office, and the page of her member, with her protected and with her sealed."""
    other = story.accounts["elsewhere"]
    client = Client()
    client.force_login(other)
    body = reverse("bodies:body", args=[story.elsewhere.slug, "board"])
    member = address("membership:member", story, member_id=story.members["Green Valley"].id)
    card = her.cards["elsewhere"]
    for each in her.cards.values():
        each.protected = True
        each.save(update_fields=["protected"])
    protected = [plain_of(client.get(body).content), plain_of(visit("chair").get(member).content).replace(NAME, "")]
    button(story, visit)
    sealed = [plain_of(client.get(body).content), plain_of(visit("roads").get(member).content)]
    assert protected[0] == sealed[0]
    assert "a person" in sealed[0]
    assert NAME not in sealed[1]
    assert card.coalition_id == story.elsewhere.id


def test_the_record_stays_whole_and_tells_the_guides_alone(story: Story, visit: Visit, her: InDanger) -> None:
    size = Tree.objects.of(story.open.id).get().size
    button(story, visit)
    for coalition in (story.open, story.elsewhere):
        assert verify_record(coalition.id) == []
    entry = Entry.objects.of(story.open.id).get(n=size)
    assert entry.kind == "emergency.sealed"
    assert '"kind":"sealed"' in bytes(entry.envelope).decode()
    read_by = {role: visit(role).get(address("record:entry", story, entry_id=entry.id)).status_code for role in ROLES}
    assert read_by == dict.fromkeys(ROLES, 404) | {"anonymous": 302, "chair": 200, "coordinator": 200}


def test_the_audits_notice_nothing(story: Story, visit: Visit, her: InDanger) -> None:
    def problems() -> dict[str, list[str]]:
        both = (story.open.id, story.elsewhere.id)
        return {name: [line for each in both for line in audit(each)] for name, audit in audits().items()}

    before = problems()
    button(story, visit)
    told = problems()
    assert {name: sorted(set(told[name]) - set(before[name])) for name in told} == {name: [] for name in told}


def test_her_ballots_count_as_before(story: Story, visit: Visit, her: InDanger) -> None:
    proposal = story.proposals["voting"]
    client, url = visit("chair"), address("decisions:proposal", story, proposal_id=proposal.id)
    decisions.cast_ballot(by=story.by("amina"), proposal=proposal, choice="yes")
    before = re.findall(r"<progress[^>]*>|\d+ of \d+", client.get(url).content.decode())
    button(story, visit)
    assert re.findall(r"<progress[^>]*>|\d+ of \d+", client.get(url).content.decode()) == before
