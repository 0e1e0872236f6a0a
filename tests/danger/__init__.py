"""A person in danger, with a trace of every kind that bears her mark: what the alarm must seal, wherever it stands."""

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.test import Client

from plenary.accounts import actions as accounts
from plenary.accounts.models import Account
from plenary.bodies.models import Term
from plenary.charter.models import CharterDraft, DraftChange
from plenary.coalitions.models import Coalition
from plenary.core import clock, visibility
from plenary.core.sealing import seal
from plenary.core.standing import Mandate, Standing
from plenary.core.verdicts import allow
from plenary.decisions import actions as decisions
from plenary.decisions.models import Advice, Amendment, Ballot, Concern, Elector, Objection, Proposal
from plenary.directory import actions as directory
from plenary.directory.models import Person
from plenary.directory.rules.details import Contact, Issued, Name
from plenary.emergency import actions as emergency
from plenary.emergency.models import Chosen
from plenary.membership import actions as membership
from plenary.membership.models import Member, Representative
from plenary.notices.actions import choices
from plenary.notices.actions.mails import write_mails
from plenary.notices.models import OutgoingMail, ReplyAddress
from plenary.record import actions as record
from plenary.record.models import Entry
from tests.danger import rooms
from tests.story import Story

MARK = "wqxilou"  # with letters that no id has, and too long to come up in a token by chance
NAME, ARABIC, EMAIL, PHONE = "Wqxiloumina Diallo", "وقسا Wqxilourab", "wqxiloumina@example.org", "+999 wqxilou 1"


@dataclass(slots=True)
class InDanger:
    """The person, her device, and the tokens that lie on it."""

    account: Account
    cards: dict[str, Person]
    phone: Client
    calendar: str


def in_danger(story: Story) -> InDanger:
    """Let her belong to Open Fields, for a member, and to Elsewhere in her own name; and leave traces of every kind."""
    her = accounts.create_account(email=EMAIL, name=NAME, language="en")
    story.accounts["amina"] = her
    cards = {"open": _in_open_fields(story, her), "elsewhere": _in_elsewhere(story, her)}
    invitation = accounts.invite(by=her.id, email="friend@example.org")
    accounts.invite(by="", email=EMAIL, name=NAME)
    Authenticator.objects.create(user=her, type=Authenticator.Type.WEBAUTHN, data={"name": f"{NAME}'s phone"})
    Authenticator.objects.create(
        user=her, type=Authenticator.Type.TOTP, data={"secret": seal(b"s", place="mfa_authenticator:data:secret").hex()}
    )
    assert invitation.is_open
    return InDanger(account=her, cards=cards, phone=Client(), calendar=choices.make_calendar(by=her))


def chooses(
    story: Story, her: InDanger, *, raises: str = "consults", undo: tuple[str, ...] = ("chair", "coordinator")
) -> None:
    """She chooses a colleague and two officers, on her own page."""
    for role, names in ((Chosen.RAISES, (raises,)), (Chosen.UNDOES, undo)):
        for name in names:
            card = Person.objects.of(story.open.id).get(account=story.accounts[name])
            emergency.choose(by=her.account, role=role, person=card.id)


def _in_open_fields(story: Story, her: Account) -> Person:
    there = story.open
    card = _card(story.by("coordinator"), her)
    member = story.members["Green Valley"]
    acting = membership.appoint_representative(
        by=story.by("coordinator"), member=member, person=card, mandate=Mandate.DECIDES
    )
    acting.since = clock.now() - timedelta(days=40)
    acting.save(update_fields=["since"])
    by = story.by("amina")
    decisions.comment(by=by, proposal=story.proposals["discussion"], body="Her own words stay.")
    rooms.takes_part(by, story.ids)
    rooms.is_spoken_with(story.by("coordinator"), member.id, NAME)
    draft = CharterDraft.objects.of(there.id).filter(closed_at=None).order_by("-made_at")[0]
    DraftChange.objects.create(
        coalition=there, draft=draft, number=99, made_by=card.id, name=f"{NAME}, Green Valley", at=clock.now(),
        parts=[], before={},
    )  # fmt: skip
    for entry in Entry.objects.of(there.id).filter(kind="decisions.opened").order_by("-n")[:1]:
        write_mails(coalition_id=there.id, entry_id=entry.id)
    OutgoingMail.objects.create(
        key="other", coalition=there, account=story.accounts["chair"].id, to="chair@example.org", subject=f"{NAME} spoke",
        text=f"{NAME} spoke", html=f"<p>{NAME} spoke</p>", language="en", made_at=clock.now(),
        next_at=clock.now() + timedelta(hours=5),
    )  # fmt: skip
    ReplyAddress.objects.create(
        coalition=there, token_hash="f" * 64, account=her, kind="proposal", parent="p",
        expires_at=clock.now() + timedelta(days=9),
    )  # fmt: skip
    return card


def _in_elsewhere(story: Story, her: Account) -> Person:
    """An individual who is a member, holds an office and a seat of her own, and acted in all ways that show a name."""
    there = story.elsewhere
    officer = story.by("elsewhere", there)
    card = _card(officer, her)
    now, of = clock.now(), {"coalition": there}
    member = Member.objects.create(
        individual=card, category="member", status="active", status_since=now, commitment="networking", **of
    )
    Representative.objects.create(member=member, person=card, mandate=Mandate.DECIDES, since=now, **of)
    Term.objects.create(office="chair", body="board", person=card, starts=now - timedelta(days=1), **of)
    proposal = Proposal.objects.of(there.id).exclude(opened_at=None).order_by("id")[0]
    effect = proposal.effects.get()
    proposal.moved_by_member, proposal.moved_by_name, proposal.moved_by_person = member, NAME, card.id
    proposal.save()
    seat = Elector.objects.create(
        proposal=proposal, key="seat:wq", name=NAME, person=card.id, round=proposal.round, **of
    )
    Elector.objects.create(proposal=proposal, key=member.id, name=NAME, member=member, round=proposal.round, **of)
    Ballot.objects.create(proposal=proposal, elector=seat, choice="yes", cast_by=card.id, cast_at=now, entry="", **of)
    said: dict[str, Any] = {"name": NAME, "by_person": card.id, "at": now, **of}
    Objection.objects.create(proposal=proposal, effect=effect, objector=member.id, reason="Why.", **said)
    Concern.objects.create(proposal=proposal, words="Who pays?", language="en", raised_by=card.id, **said)
    Amendment.objects.create(
        proposal=proposal, effect=effect, kind="replace", paragraph="1", words="W.", moved_by=member.id, **said
    )
    Advice.objects.create(
        proposal=proposal, body="board", asked_at=now, due=now, given_by=card.id, given_by_name=NAME, given_at=now, **of
    )
    _roll_call(there, proposal)
    rooms.takes_part(story.by("amina", there), story.others)
    rooms.is_spoken_with(officer, member.id, f"Another, {NAME}")
    return card


def _roll_call(there: Coalition, proposal: Proposal) -> None:
    """What closing enters of those who act in their own name: names among others' names, in openings about nobody."""
    by = Standing.system(there.id, "process.ordinary")
    with record.act(by=by):
        record.enter(
            by=by,
            kind="decisions.decided",
            about=proposal.id,
            audience=[visibility.MEMBERS],
            facts={"title": "T", "outcome": "adopted", "moved_by": NAME},
            parts=[
                record.Part(facts={"roll_call": [{"name": NAME, "choice": "yes"}, {"name": "Another", "choice": "no"}]})
            ],
        )


def _card(by: Standing, her: Account) -> Person:
    return directory.add_person(
        by=by,
        name=NAME,
        account_id=her.id,
        other_names=[Name(name=ARABIC, language="ar")],
        identifiers=[Issued(identifier="wqxilou-1", scheme="x")],
        contacts=[Contact("voice", PHONE)],
        allowed=allow(),
        given_name="Wqxiloumina",
        family_name="Diallo",
        description="Wqxiloumina maps.",
        email=EMAIL,
    )


def long_ago(client: Client) -> None:
    """Let who signed in there have shown long ago who they are: a session that was left open."""
    session = client.session
    for shown in session["account_authentication_methods"]:
        shown["at"] = 0
    session.save()


def everything(*, but: frozenset[str] = frozenset()) -> dict[str, list[str]]:
    """All rows of all tables in words, by table; what is bytes as text, so that nothing hides in them."""
    return {
        model._meta.label: sorted(_in_words(row) for row in model._base_manager.values())
        for model in apps.get_models()
        if model._meta.label not in but
    }


def _in_words(row: dict[str, Any]) -> str:
    told = {
        name: bytes(value).decode(errors="replace") if isinstance(value, bytes | memoryview) else value
        for name, value in row.items()
    }
    return json.dumps(told, default=str, ensure_ascii=False, sort_keys=True)
