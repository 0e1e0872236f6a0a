"""An agreement of 200 paragraphs, 30 editions and 1,000 signatories: as many queries as a small one, and a whole paper."""

from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from plenary.agreements.models import Agreement, Edition, Signature
from plenary.agreements.rules import document, hash_of
from plenary.agreements.tests import factories
from plenary.coalitions.models import Coalition
from plenary.core import clock
from plenary.core.standing import standing_of
from plenary.decisions.tests import factories as decisions
from plenary.directory.models import Organisation
from plenary.membership.models import Member
from tests import founding

pytestmark = pytest.mark.django_db

PARAGRAPHS, EDITIONS, SIGNATORIES = 200, 30, 1_000


# Longer: rows that are made in bulk, with all their fields.
def grow(of: Coalition, agreement: Agreement) -> None:
    """Give an agreement further editions of many paragraphs, and signatories on its last."""
    first = agreement.current
    assert first
    words = "Every field is cleared, and those who were hurt are helped, whoever laid what hurt them. " * 3
    lines = [{"key": f"{number:016d}", "words": f"{number}. {words}"} for number in range(1, PARAGRAPHS + 1)]
    now = clock.now()
    rows = [
        Edition(
            coalition=of,
            agreement=agreement,
            number=number,
            title=first.title,
            language="en",
            paragraphs=lines,
            hash=f"{number:064d}",
            is_material=True,
            made_at=now,
            adopted_at=now,
        )
        for number in range(2, EDITIONS + 1)
    ]
    last = Edition.objects.of(of.id).bulk_create(rows)[-1]
    last.hash = hash_of(document(last.terms_as(agreement.kind), last.lines, last.number))
    last.save(update_fields=["hash"])
    Agreement.objects.of(of.id).filter(id=agreement.id).update(current=last)
    cards = Organisation.objects.of(of.id).bulk_create(
        Organisation(coalition=of, name=f"Organisation {number:04d}", made_at=now) for number in range(SIGNATORIES)
    )
    given = {"category": "member", "status": "active", "status_since": now, "commitment": "networking"}
    members = Member.objects.of(of.id).bulk_create(Member(coalition=of, organisation=card, **given) for card in cards)
    one = Signature.objects.of(of.id).filter(agreement=agreement).get()
    Signature.objects.of(of.id).bulk_create(
        Signature(
            coalition=of,
            agreement=agreement,
            edition=last,
            hash=last.hash,
            member=member,
            person_id=one.person_id,
            mandate="decides",
            form="organisation",
            signed_at=now,
            confirmed_at=now,
            entry=one.entry,
        )
        for member in members
    )


def test_a_great_agreement_takes_as_many_queries_as_a_small_one_and_is_printed_whole(client: Client) -> None:
    of = founding.coalition(rules=decisions.charter())
    account = founding.represent(founding.member(of, "Green Valley")).account
    by = standing_of(account.id, of.id)
    agreement = factories.adopted(of, by)
    factories.signed(by, agreement)
    client.force_login(account)
    address = reverse("agreements:agreement", args=[of.slug, agreement.id])
    numbers = []
    for is_great in (False, True):
        if is_great:
            grow(of, agreement)
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            page = client.get(address).content.decode()
        numbers.append(len(queries))
    assert numbers[0] == numbers[1]
    assert (page.count("Organisation 0"), page.count('class="clause"')) == (SIGNATORIES, PARAGRAPHS)
    paper = PdfReader(BytesIO(client.get(reverse("agreements:print", args=[of.slug, agreement.id])).content))
    text = " ".join(each.extract_text() for each in paper.pages)
    assert [f"Organisation {number:04d}" in text for number in (0, SIGNATORIES - 1)] == [True, True]
    assert f"{PARAGRAPHS}. Every field" in text
    assert paper.trailer["/Root"]["/MarkInfo"]["/Marked"]
