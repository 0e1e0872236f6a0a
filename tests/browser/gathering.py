"""A coalition that stands already: its members, its chair and its rules made at once, by the actions that the pages call.

How one forms by pages alone is told in `test_network_of_five` and `test_first_light`; what begins here begins later.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from email import message_from_string, policy
from email.message import EmailMessage
from typing import Any

from tests.browser.clock import Clock
from tests.browser.people import Person
from tests.serving import Site

RULE_OF_CONSOLE = "-" * 79
"""What the console backend prints after each mail."""


@dataclass(frozen=True)
class Place:
    """Who represents which member, with what mandate; the first place of a coalition is its coordinator's."""

    person: str
    organisation: str
    mandate: str = "decides"
    account: str = ""
    sits: str = ""
    """The body of which its member holds a seat from the beginning, and the code of those seats: ``steering.members``."""
    gets_mail: bool = True
    """False for one who wants no mail of whatever can be done without, and looks at the pages."""

    @property
    def email(self) -> str:
        """The address of the account: the one under which the operator invited them, if no other is said."""
        return self.account or f"{self.person.split(maxsplit=1)[0].lower()}@example.org"


def places_of(people: Sequence[Person]) -> list[Place]:
    """A place for each, who may decide."""
    return [Place(person.name, person.organisation) for person in people]


def gather(site: Site, clock: Clock, slug: str, places: Sequence[Place], **terms: dict[str, Any]) -> None:
    """Found a coalition of these, with the charter of a steering committee in which some terms of processes differ.

    The first is the coordinator, the second the chair. `terms` are what differs, by the code of the process; of one that
    the charter does not have, what differs from its ordinary one, and the `matter` that it is for. Nothing is decided
    urgently: which process confirms it would depend on what differs.
    """
    site.shell(clock.at(founding(slug, places, terms)))


def gather_signed_in(
    site: Site, clock: Clock, slug: str, places: Sequence[Place], **terms: dict[str, Any]
) -> dict[str, str]:
    """The same, of people who have no account yet; gives each an account and signs them in. Their sessions, by name: a browser
    keeps one as a cookie."""
    printed = site.shell(clock.at(ACCOUNTS.replace("PLACES", _told(places)) + founding(slug, places, terms) + SESSIONS))
    sessions: dict[str, str] = json.loads(printed.splitlines()[-1])
    return sessions


def founding(slug: str, places: Sequence[Place], terms: Mapping[str, Mapping[str, Any]]) -> str:
    """The code that founds it, for `Site.shell`."""
    return FOUNDED.replace("SLUG", slug).replace("PLACES", _told(places)).replace("TERMS", repr(terms))


def _told(places: Sequence[Place]) -> str:
    return repr([asdict(place) | {"email": place.email} for place in places])


def mails(printed: str) -> list[EmailMessage]:
    """The mails that a worker without a mail server printed, in the order in which they left."""
    parts = [part.strip() for part in printed.split(RULE_OF_CONSOLE)]
    return [message_from_string(part, policy=policy.default) for part in parts if "Subject: " in part]


def text_of(mail: EmailMessage) -> str:
    """The plain text of a mail."""
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def mailed_to(printed: str, person: str) -> list[EmailMessage]:
    """Those of the mails that went to one person of the journeys."""
    return [mail for mail in mails(printed) if mail["To"] == Place(person, "").email]


FOUNDED = """
from dataclasses import replace
from fractions import Fraction
from plenary.accounts.models import Account
from plenary.bodies.actions import Nomination, found_coalition, seat_founders
from plenary.charter.rules.schema import Counting, Method, Secrecy, Urgent
from plenary.charter.starting import shipped
from plenary.core.standing import Mandate, Standing, standing_of
from plenary.directory.actions import add_organisation, add_person
from plenary.directory.models import Person
from plenary.membership.actions import add_applicants, admit_member, appoint_representative
from plenary.membership.models import Member
from plenary.record import actions as record
places, terms = PLACES, TERMS
read = {"method": Method, "quorum": Fraction, "threshold": Fraction, "counting": Counting, "secrecy": Secrecy}
def changed(process):
    own = {name: term for name, term in terms.get(process.code, {}).items() if name != "matter"}
    return replace(process, **{name: read.get(name, lambda each: each)(term) for name, term in own.items()})
charter = shipped("steering-committee")
ordinary = charter.process("ordinary")
known = {process.code for process in charter.processes}
more = [replace(ordinary, code=code, names={"en": "A decision by " + code}) for code in terms if code not in known]
charter = replace(
    charter,
    categories=tuple(replace(category, provisional_months=0) for category in charter.categories),
    processes=tuple(changed(process) for process in (*charter.processes, *more)),
    matters={**charter.matters, **{terms[each.code]["matter"]: each.code for each in more}},
    urgent=Urgent(),
)
first, *others = places
account = Account.objects.get(email=first["email"])
coalition = found_coalition(
    account_id=account.id, slug="SLUG", names={"en": "River Towns"}, language="en", time_zone="Europe/London",
    founder_name=first["person"], organisation_name=first["organisation"], charter=charter,
)
office, system = standing_of(account.id, coalition.id), Standing.system(coalition.id, "process.admission")
with record.act(by=office):
    cards = [add_organisation(by=office, name=place["organisation"]) for place in others]
    members = add_applicants(by=office, organisations=cards, category="member", commitment="cooperation")
    for place, member in zip(others, members, strict=True):
        account = Account.objects.get(email=place["email"])
        person = add_person(by=office, name=place["person"], account_id=account.id)
        appoint_representative(by=office, member=member, person=person, mandate=Mandate(place["mandate"]))
        admit_member(by=system, member_id=member.id)
chair = Person.objects.of(coalition.id).get(name=others[0]["person"])
seated = [(*place["sits"].split("."), place["organisation"]) for place in places if place["sits"]]
its = {member.organisation.name: member for member in Member.objects.of(coalition.id).select_related("organisation")}
seats = [Nomination(body=body, seats=seats, member=its[name]) for body, seats, name in seated]
seat_founders(by=office, coalition=coalition, nominations=[Nomination(office="chair", person=chair), *seats])
"""
"""The coalition, by the actions of the rooms; applicants are admitted as an adopted proposal admits them."""

ACCOUNTS = """
from plenary.accounts.actions import create_account
for place in PLACES:
    create_account(email=place["email"], name=place["person"])
"""

SESSIONS = """
import json
from django.test import Client
from plenary.notices.actions.choices import choose_ways
from plenary.notices.rules.ways import Way
from plenary.notices.topics import topics
never = {code: Way.NEVER for code, topic in topics().items() if Way.NEVER in topic.ways}
sessions = {}
for place in places:
    account, client = Account.objects.get(email=place["email"]), Client(HTTP_HOST="localhost")
    client.force_login(account)
    sessions[place["person"]] = client.cookies["sessionid"].value
    if not place["gets_mail"]:
        choose_ways(by=standing_of(account.id, coalition.id), ways=never)
print(json.dumps(sessions))
"""
