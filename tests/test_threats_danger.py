"""Danger: a phone is taken, a colleague raises the alarm. What is sealed, from whom, how fast, and who opens the way back."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.plugin import DjangoDbBlocker

from plenary.accounts.models import Account
from plenary.core import clock
from plenary.core.models import ServerAct
from plenary.core.tests.roles import owner_at_work
from plenary.core.verdicts import Refused
from plenary.decisions import actions as decisions
from plenary.emergency import actions
from plenary.emergency.actions import Answer, Came
from plenary.emergency.actions.raising import _bar
from plenary.emergency.models import Alarm, Chosen, SealedCard, Taken
from plenary.emergency.tasks import complete
from plenary.notices.actions.sending import send_due
from plenary.notices.models import OutgoingMail
from plenary.record.audits import audits
from plenary.record.models import Entry, Opening, Tree
from plenary.record.queries import verify_record
from tests.danger import EMAIL, MARK, NAME, InDanger, chooses, everything, in_danger, long_ago
from tests.story import TODAY, Story
from tests.walk import ROLES, address, addresses, read, same_for_all

type Visit = Callable[[str], Client]

KEEPS_QUIET = frozenset({"emergency.Taken", "emergency.Alarm", "emergency.Guide"})
"""Where the traces lie meanwhile: sealed, so that the mark is not there either."""


@pytest.fixture(scope="module")
def told_danger(told: Story, django_db_blocker: DjangoDbBlocker) -> InDanger:
    """The person in danger, told once into the story, who has chosen nobody."""
    with django_db_blocker.unblock(), clock.set_to(TODAY):
        return in_danger(told)


@pytest.fixture
def her(told_danger: InDanger, story: Story) -> InDanger:
    """The person in danger, who has chosen, on a phone that was taken."""
    chooses(story, told_danger)
    return replace(told_danger, account=Account.objects.get(id=told_danger.account.id), phone=signed_in(told_danger))


def signed_in(who: InDanger) -> Client:
    """A device on which the person is signed in."""
    phone = Client()
    phone.force_login(who.account, backend="django.contrib.auth.backends.ModelBackend")
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
    return actions.agree_to_undo(by=story.accounts[role], alarm=alarm(), answer=Answer(**answer))  # type: ignore[arg-type]


def hers(rows: dict[str, list[str]]) -> list[str]:
    return [f"{table}: {row[:200]}" for table, found in rows.items() for row in found if MARK in row.lower()]


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
    left.force_login(her.account, backend="django.contrib.auth.backends.ModelBackend")  # a session that no row tells of
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


def pages(story: Story, client: Client) -> Iterator[tuple[str, str]]:
    """Every address, every proposal, every entry with its receipt, searches, the bundle, and every file of an export."""
    urls = [address(name, story) for name in addresses()] + [
        address(n, story, story.others) for n in _in_elsewhere(story)
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


def _in_elsewhere(story: Story) -> list[str]:
    return [
        name for name, wanted in addresses().items() if "slug" in wanted and not set(wanted) - {"slug", *story.others}
    ]


@pytest.mark.parametrize("role", ["anonymous", "member", "chair", "coordinator", "elsewhere", "consults"])
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
                _same(client.post(reverse("account_login"), {"login": email, "password": "a-long-one-9"}), email)
            )
        else:
            asked, enter = ("account_request_login_code", "account_confirm_login_code") if way == "code" else (
                "account_reset_password", "account_confirm_password_reset_code")  # fmt: skip
            mail.outbox.clear()
            told.append(_same(client.post(reverse(asked), {"email": email}), email))
            told.append(_same(client.get(reverse(enter)), email))
            told += [_same(client.post(reverse(enter), {"code": "ABC123"}), email) for _try in range(4)]
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
    hers, theirs = ([_same(c.post(reverse(enter), {"code": code[1]}), e) for _try in range(4)]
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


def _same(answer: object, email: str) -> bytes:
    response = answer
    text = same_for_all(response).replace(email, "E")  # type: ignore[arg-type]
    return f"{response.status_code} {response.headers.get('Location', '')} {text}".encode()  # type: ignore[attr-defined]


def test_no_marker_a_sealed_person_looks_as_one_under_protection(story: Story, visit: Visit, her: InDanger) -> None:
    """The page of a body where she holds an office, and the page of her member, with her protected and with her sealed."""
    other = story.accounts["elsewhere"]
    client = Client()
    client.force_login(other, backend="django.contrib.auth.backends.ModelBackend")
    body = reverse("bodies:body", args=[story.elsewhere.slug, "board"])
    member = address("membership:member", story, member_id=story.members["Green Valley"].id)
    card = her.cards["elsewhere"]
    for each in her.cards.values():
        each.protected = True
        each.save(update_fields=["protected"])
    protected = [_plain(client.get(body).content), _plain(visit("chair").get(member).content).replace(NAME, "")]
    button(story, visit)
    sealed = [_plain(client.get(body).content), _plain(visit("roads").get(member).content)]
    assert protected[0] == sealed[0]
    assert "a person" in sealed[0]
    assert NAME not in sealed[1]
    assert card.coalition_id == story.elsewhere.id


def _plain(content: bytes) -> str:
    return re.sub(
        r'name="csrfmiddlewaretoken" value="\w+"|<p>The record holds .*?</p>|nonce="[^"]+"', "", content.decode()
    )


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


LATER = frozenset({
    "record.Entry", "record.EntryAudience", "record.Tree", "record.SignedHead", "core.ServerAct",
    "django_tasks_database.DBTaskResult",
    "emergency.Alarm", "emergency.Guide", "emergency.SealedCard", "sessions.Session", "usersessions.UserSession",
    "notices.OutgoingMail", "notices.CalendarFeed", "notices.ReplyAddress", "accounts.Account", "account.EmailAddress",
    "record.Opening",
})  # fmt: skip
"""What an alarm and its undoing leave behind: the log of it, and what ended for good."""


def test_two_officers_undo_it_and_everything_is_back(story: Story, visit: Visit, her: InDanger) -> None:
    before = everything(but=LATER)
    openings = set(Opening.objects.across_coalitions().values_list("pk", "payload"))
    button(story, visit)
    assert everything(but=LATER) != before
    assert agrees(story, "chair", removes_ways=False) is Came.WAITS
    assert agrees(story, "chair", removes_ways=False) is Came.WAITS  # the same one twice is one
    assert Alarm.objects.filter(undone_at=None).count() == 1
    assert agrees(story, "coordinator", removes_ways=False) is Came.UNDONE
    assert everything(but=LATER) == before
    after = Opening.objects.across_coalitions().filter(withheld_at=None)
    assert openings <= set(after.values_list("pk", "payload"))
    assert Taken.objects.count() == 0
    back = Account.objects.get(id=her.account.id)
    assert (back.email, back.name, back.is_active, back.has_usable_password()) == (EMAIL, NAME, True, False)
    assert her.phone.get("/account/").status_code == 302  # sessions stay ended
    assert verify_record(story.open.id) == []


def test_she_comes_back_by_a_new_address_and_the_stolen_phone_does_not(
    story: Story, visit: Visit, her: InDanger
) -> None:
    button(story, visit)
    assert agrees(story, "chair", address="safe@example.org") is Came.WAITS
    assert agrees(story, "coordinator", address="other@example.org") is Came.DIFFERS
    assert agrees(story, "coordinator", address="Safe@example.org") is Came.UNDONE
    assert Authenticator.objects.filter(user=her.account).count() == 0
    mail.outbox.clear()
    client = Client()
    client.post(reverse("account_request_login_code"), {"email": "safe@example.org"})
    code = re.search(r"^([A-Z0-9]{3,}-?[A-Z0-9]+)$", str(mail.outbox[0].body), re.MULTILINE)
    assert code
    client.post(reverse("account_confirm_login_code"), {"code": code[1]})
    assert client.session["_auth_user_id"] == her.account.id
    assert NAME in client.get("/account/").content.decode()


@pytest.mark.parametrize("role", [role for role in ROLES if role not in {"chair", "coordinator", "anonymous"}])
def test_nobody_else_undoes_it_or_learns_of_it(story: Story, visit: Visit, her: InDanger, role: str) -> None:
    button(story, visit)
    there, nowhere = (reverse("emergency:alarm", args=[key]) for key in (alarm().id, "0" * 16))
    client = visit(role)
    client.post(reverse("account_login"))
    with pytest.raises(Refused):
        agrees(story, role)
    assert client.get(there).status_code == client.get(nowhere).status_code
    assert MARK not in client.get(reverse("emergency:danger")).content.decode().lower()


def test_infiltrator_who_was_not_chosen_cannot_lock_her_out(story: Story, visit: Visit, her: InDanger) -> None:
    for role in ("chair", "coordinator", "roads", "outsider"):
        with pytest.raises(Refused):
            actions.raise_alarm(by=story.accounts[role], about=her.account)
    choice = Chosen.objects.get(role=Chosen.RAISES)
    assert visit("roads").post(reverse("emergency:raise_for", args=[choice.id])).status_code == 404
    assert Alarm.objects.count() == 0


def test_false_alarms_are_few_and_end_the_trust(story: Story, visit: Visit, her: InDanger) -> None:
    for _time in range(3):
        button(story, visit)
        found = Alarm.objects.get(undone_at=None)
        for role in ("chair", "coordinator"):
            actions.agree_to_undo(by=story.accounts[role], alarm=found, answer=Answer(removes_ways=False))
    with pytest.raises(Refused) as refused:
        actions.raise_alarm(by=story.accounts["consults"], about=her.account)
    assert refused.value.verdict.reason == "emergency.too_often"
    actions.raise_alarm(by=her.account, about=her.account)
    found = Alarm.objects.get(undone_at=None)
    for role in ("chair", "coordinator"):
        actions.agree_to_undo(by=story.accounts[role], alarm=found, answer=Answer(ends_trust=True))
    assert Chosen.objects.filter(role=Chosen.RAISES).count() == 1  # she had raised it herself


def test_who_chose_nobody_is_let_in_again_by_two_officers_of_one_coalition(
    told_danger: InDanger, story: Story, visit: Visit
) -> None:
    made = told_danger
    client = visit("amina")
    answer = client.post(reverse("emergency:raise_own"))
    assert (answer.status_code, MARK in answer.content.decode().lower()) == (200, False)
    assert client.get("/account/").status_code == 302
    guides = {guide.account_id: guide.is_chosen for guide in alarm().guides.all()}
    assert guides == {story.accounts["chair"].id: False}  # only one may know protected members here
    with pytest.raises(Refused) as refused:
        agrees(story, "chair", address="mine@example.org")
    assert refused.value.verdict.reason == "emergency.address_is_theirs"
    assert made.account.id == alarm().account_id


def test_a_broken_coalition_keeps_neither_the_account_nor_another_open(
    story: Story, visit: Visit, her: InDanger
) -> None:
    tree = Tree.objects.of(story.elsewhere.id).get()
    with owner_at_work():
        Tree.objects.of(story.elsewhere.id).delete()
    button(story, visit)
    assert Account.objects.get(id=her.account.id).is_active is False
    done = dict(SealedCard.objects.across_coalitions().values_list("coalition__slug", "sealed_at"))
    assert [slug for slug, at in done.items() if at is None] == ["elsewhere"]
    tree.save(force_insert=True)
    complete()
    assert hers(everything(but=KEEPS_QUIET | {"record.Opening"})) == []


def test_killed_in_the_middle_the_account_is_barred_and_the_rest_is_done_within_the_minute(
    story: Story, her: InDanger
) -> None:
    _bar(story.accounts["consults"], her.account)  # what stands when the process dies right after
    assert her.phone.get("/account/").status_code == 302
    assert SealedCard.objects.across_coalitions().filter(sealed_at=None).count() == 2
    complete()
    assert hers(everything(but=KEEPS_QUIET | {"record.Opening"})) == []
    complete()
    assert SealedCard.objects.across_coalitions().filter(sealed_at=None).count() == 0


def test_a_request_that_was_under_way_is_sealed_after_it(story: Story, visit: Visit, her: InDanger) -> None:
    by, proposal = story.by("amina"), story.proposals["discussion"]
    decided = decisions.comment(by=by, proposal=proposal, body="Sent in the same second.")
    button(story, visit)
    decided.pk, decided.name = "late000000000000", f"{NAME}, Green Valley"
    decided.save(force_insert=True)
    complete()
    assert hers(everything(but=KEEPS_QUIET | {"record.Opening"})) == []


def test_two_in_danger_in_one_roll_call_neither_return_shows_the_other(
    story: Story, visit: Visit, her: InDanger
) -> None:
    other = story.accounts["elsewhere"]
    shared = Opening.objects.of(story.elsewhere.id).filter(entry__kind="decisions.decided", position=1)
    with_name = [o.pk for o in shared if NAME in bytes(o.payload).decode()]
    actions.raise_alarm(by=her.account, about=her.account)
    first = alarm()
    Account.objects.filter(id=other.id).update(name="Another")
    actions.raise_alarm(by=other, about=Account.objects.get(id=other.id))
    for role in ("chair", "coordinator"):
        actions.agree_to_undo(by=story.accounts[role], alarm=first, answer=Answer())
    assert Opening.objects.of(story.elsewhere.id).filter(pk__in=with_name, withheld_at=None).count() == 0


def test_what_cannot_be_called_back_is_listed(story: Story, visit: Visit, her: InDanger) -> None:
    visit("coordinator").post(address("directory:export", story), {"kind": "persons", "file_format": "csv"})
    OutgoingMail.objects.filter(account=her.account.id).update(state="sent", sent_at=alarm_time(story))
    colleague = button(story, visit)
    short = colleague.get(reverse("emergency:raised", args=[alarm().id])).content.decode()
    assert "Backups of this server" in short
    left_open = visit("chair")
    long_ago(left_open)
    for name, more in (("alarm", []), ("withheld", [story.open.id])):
        assert left_open.get(reverse(f"emergency:{name}", args=[alarm().id, *more])).status_code == 302
    guide = guide_in(story, "chair")
    whole = guide.get(reverse("emergency:alarm", args=[alarm().id])).content.decode()
    for words in (
        "Mails that left to the address",
        "Files of the directory",
        "Bundles and receipts",
        "calendar programs",
    ):
        assert words in whole
    assert NAME in whole
    record = guide.get(reverse("emergency:withheld", args=[alarm().id, story.open.id])).content.decode()
    assert NAME in record
    assert ServerAct.objects.filter(kind="emergency.looked_at", account=story.accounts["chair"].id).count() == 2


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


def test_it_takes_as_many_queries_whatever_she_has_said(story: Story, her: InDanger) -> None:
    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            made = actions.raise_alarm(by=her.account, about=Account.objects.get(id=her.account.id))
        for role in ("chair", "coordinator"):
            actions.agree_to_undo(by=story.accounts[role], alarm=made, answer=Answer())
        return len(queries)

    cost()
    few = cost()
    for _time in range(5):
        decisions.comment(by=story.by("amina"), proposal=story.proposals["discussion"], body="More.")
    assert cost() == few
    assert few < 260
