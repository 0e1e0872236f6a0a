"""A person in danger in each coalition: what they said, whom they chose, the alarm; and the keys of programs."""

from datetime import timedelta

from plenary.accounts.actions import make_token
from plenary.accounts.models import Account
from plenary.accounts.rules import Scope
from plenary.core import clock
from plenary.core.standing import Mandate
from plenary.decisions import actions as decisions
from plenary.directory import actions as directory
from plenary.directory.models import Person
from plenary.directory.rules.details import Contact
from plenary.emergency import actions as emergency
from plenary.emergency.models import Alarm, Chosen
from plenary.emergency.rules import KNOWN
from plenary.membership import actions as membership
from plenary.membership.models import Member
from tests.story.marks import mark, said
from tests.story.troupe import Troupe

IN_DANGER = {"open-fields": "in_danger", "elsewhere": "their_in_danger"}
"""The role of the person in danger in each coalition."""


def bring(troupe: Troupe) -> None:
    """They speak for the mover's member, can be reached, and say something on what is voted on today."""
    role = IN_DANGER[troupe.of.slug]
    owner, by = troupe.story.account(role), troupe.by("coordinator")
    ways = [Contact("phone", said("+93"), note=said("At noon."))]
    own = {"summary": said("In short."), "area": said("The coast"), "contacts": ways}
    person = directory.add_person(by=by, name=owner.name, account_id=owner.id, email=owner.email, **own)
    member = Member.objects.of(troupe.of.id).get(id=troupe.by("mover").member)
    acts = membership.appoint_representative(by=by, member=member, person=person, mandate=Mandate.DECIDES)
    acts.since = clock.now() - 2 * KNOWN  # officers undo for those alone who have taken part for a while
    acts.save()
    acting = troupe.story.by(role, troupe.of)
    proposal = troupe.story.told[troupe.of.slug, "voting"]
    decisions.comment(by=acting, proposal=proposal, body=said("They are at the door."))
    make_token(by=owner, name=said("my phone"), scopes=[Scope.READ], days=30)


def raise_alarm(troupe: Troupe) -> None:
    """They chose; so did another, whom nobody alarms. One raises it; one agrees to undo it, by another address."""
    owner = troupe.story.accounts[IN_DANGER[troupe.of.slug]]
    for account in (owner, troupe.story.accounts[troupe.other]):
        emergency.choose(by=account, role=Chosen.RAISES, person=_card(troupe, troupe.mover))
        emergency.choose(by=account, role=Chosen.RAISES, address=f"{mark()}@{troupe.of.slug}.example")
    emergency.choose(by=owner, role=Chosen.UNDOES, person=_card(troupe, troupe.third))  # one: so officers may, too
    alarm = emergency.raise_alarm(by=troupe.story.accounts[troupe.mover], about=owner)
    _agree(troupe.story.accounts[troupe.third], alarm, f"{mark()}@{troupe.of.slug}.example")


def _agree(by: Account, alarm: Alarm, address: str) -> None:
    answer = emergency.Answer(address=address)
    with clock.set_to(clock.now() + timedelta(minutes=5)):
        assert emergency.agree_to_undo(by=by, alarm=alarm, answer=answer) is emergency.Came.WAITS


def _card(troupe: Troupe, role: str) -> str:
    return Person.objects.of(troupe.of.id).get(account=troupe.story.accounts[role]).id


def programs(troupe: Troupe) -> None:
    """Two have a program; one of them opens this coalition alone."""
    for part, coalitions in (("mover", (troupe.of.id,)), ("coordinator", ())):
        owner = troupe.story.accounts[getattr(troupe, part)]
        make_token(by=owner, name=said("A program"), scopes=list(Scope), days=30, coalitions=coalitions)
