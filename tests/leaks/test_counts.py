"""No number counts the protected member, and no page differs by it: the same days with it and without."""

import re
from collections import Counter
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.db import transaction

from plenary.core import clock
from plenary.decisions import actions as decisions
from plenary.decisions.tasks import keep_deadlines
from plenary.directory import actions as directory
from plenary.membership import actions as membership
from plenary.membership.permissions import may_see_protected
from plenary.membership.rules import BELONGING
from tests.leaks.people import tokens_of
from tests.leaks.programs import Asker
from tests.leaks.reading import Reader
from tests.leaks.readings import browser
from tests.leaks.routes import routes
from tests.programs import Program
from tests.story import TODAY, Story
from tests.story.marks import ID
from tests.story.troupe import in_the_open
from tests.walk import ROLES, address, walkers
from tests.within import BESIDE

COUNTS_ALL = re.compile(r"/record(/|$)|/inbox/?$")
"""Pages of the record: how long it is, and at which place something stands, counts what is sealed too."""
SECRETS = re.compile(
    r"csrfmiddlewaretoken\W+value=\W?\w+|csrftoken=\w+|nonce\W+[\w+/=-]+|cursor=[\w-]+|\"next\": ?\"[\w-]+\""
)
"""What is drawn by chance, and may hold what looks like an id or a mark."""
WATCHERS = ("outsider", "member")


def test_neither_the_total_nor_a_breakdown_counts_the_protected_member(story: Story) -> None:
    rows = story.members["protected"].__class__.objects.of(story.open.id)
    belonging = rows.filter(status__in=BELONGING).count()
    for role in ROLES:
        context = browser(story, role).get(address("membership:members", story)).context
        listed = sum(number for _label, number in context["by_status"])
        shown = (context["total"], listed, len(context["rows"]))
        assert (role, shown) == (role, (belonging - 1,) * 3)


@pytest.mark.parametrize("role", walkers(WATCHERS, "member"))
def test_no_page_tells_whether_somebody_is_protected(story: Story, role: str) -> None:
    without, with_one = _world(story, role, protects=False), _world(story, role, protects=True)
    assert without.keys() == with_one.keys()
    differing = {
        (urlsplit(where).path, tuple((lines - with_one[where]).elements()), tuple((with_one[where] - lines).elements()))
        for where, lines in without.items()
        if lines != with_one[where]
    }
    assert sorted((where, *(line[:200] for line in (*old, *new)[:6])) for where, old, new in differing) == []


def _world(story: Story, role: str, *, protects: bool) -> dict[str, Counter[str]]:
    """All pages of a role after a vote that opened today, and the lists while it goes on, with one more protected member or
    without."""
    with transaction.atomic():
        _look(story)
        if protects:
            _protect_another(story)
        opened = in_the_open(story).opened("later", [("decisions.resolve", {"text": "We go on."})])
        assert opened.voting_from
        assert opened.voting_until
        with clock.set_to(opened.voting_from + timedelta(hours=1)):
            for voter in ("member", "roads", "coordinator"):
                decisions.cast_ballot(by=story.by(voter), proposal=opened, choice="yes")
        with clock.set_to(TODAY + timedelta(days=8)):
            voting = _pages(story, role, lists=True)
        with clock.set_to(opened.voting_until - timedelta(hours=1)):
            keep_deadlines()  # what ended before, so that nothing else is decided at the same moment
        with clock.set_to(opened.voting_until + timedelta(hours=1)):
            keep_deadlines()
            decided = _pages(story, role)
        transaction.set_rollback(True)
    return decided | {f"{where}#while-it-is-voted-on": lines for where, lines in voting.items()}


def _look(story: Story) -> None:
    """The chair uses the power to know the protected today: the page of powers says on how many days, and nothing else."""
    url = address("membership:member", story, member_id=story.members["protected"].id)
    assert browser(story, "chair").get(url).status_code == 200


def _protect_another(story: Story) -> None:
    chair = story.by("chair")
    hidden = {"protected": True, "allowed": may_see_protected(chair)}
    card = directory.add_organisation(by=chair, name="Zzyzx House", country="PER", **hidden)
    member = membership.propose_protected(by=chair, card=card, category="member", commitment="networking")
    membership.vouch(by=story.by("member"), member_id=member.id)
    member = membership.admit_protected(by=chair, member_id=member.id)
    account = story.account("another")
    person = directory.add_person(by=chair, name="Zzyzx Person", account_id=account.id, **hidden)
    membership.appoint_representative(by=chair, member=member, person=person, mandate="decides")


def _pages(story: Story, role: str, *, lists: bool = False) -> dict[str, Counter[str]]:
    """Every page that one reads, or those alone that name no row: the lines of each, in whatever order, without what differs
    each time."""
    tokens = tokens_of(story, role)
    wanted = [route for route in routes() if not COUNTS_ALL.search(route.pattern) and not (lists and route.ids)]
    reader, asker = (
        Reader(browser(story, role), tokens),
        Asker(Program.of(story.accounts[role]), tokens),
    )
    return {
        _alike(where): Counter(line.strip() for line in re.split(r"[\n{}]", _alike(words)))
        for way in (reader, asker)
        for where, words in way.everything(story.open, wanted)
    }


def _alike(words: str) -> str:
    """The same words whatever secrets, ids, marks and places in the record stand in them; of a paper those on its pages."""
    words = ID.sub("#", SECRETS.sub("~", words.partition(BESIDE)[0]))
    words = re.sub(r"zq[0-9a-z]{4}|\"n\": \d+", "~", words)
    words = re.sub(r"^(\d{3}) \{[^}]*\}( Set-Cookie: .*?SameSite=\w+)*", r"\1", words)
    words = re.sub(r"The record holds .*?</p>|Head of the record: \S+|\d+:[0-9a-f]{16,}", "~", words, flags=re.S)
    return re.sub(r"<p>[^<]*<code>~</code> <a href=\S+/record/verify/.*?</p>", "~", words)
