"""Pages of agreements: from the draft to the signature, who reads what, how many queries they take, the paper."""

from dataclasses import replace
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from plenary.agreements import actions
from plenary.agreements.forms import PaperForm
from plenary.agreements.models import Agreement, Edition, Paragraph, Signature
from plenary.agreements.rules import Form
from plenary.agreements.tests import factories
from plenary.core import clock
from plenary.core.standing import standing_of
from plenary.decisions.tests import factories as decisions
from tests import founding

pytestmark = pytest.mark.django_db


def test_a_member_drafts_lays_down_and_signs_on_pages(client: Client) -> None:
    of = founding.coalition(rules=decisions.charter())
    account = founding.represent(founding.member(of, "Green Valley")).account
    client.force_login(account)
    begun = {"kind": "platform", "title": "Our call", "language": "en", "allows_reservations": "on"}
    answer = client.post(reverse("agreements:new", args=[of.slug]), begun)
    agreement = Agreement.objects.of(of.id).get()
    draft = reverse("agreements:draft", args=[of.slug, agreement.id])
    assert answer["Location"] == draft
    assert client.post(draft, {"words": "We call for a ban."})["Location"] == draft
    assert "We call for a ban." in client.get(draft).content.decode()
    laid = client.post(reverse("agreements:lay_down", args=[of.slug, agreement.id]), {"why": "It is time."})
    edition = Edition.objects.of(of.id).get()
    assert laid["Location"].endswith(f"?effect=agreements.adopt&edition={edition.id}")
    page = client.get(laid["Location"]).content.decode()
    assert "Our call, edition 1" in page
    actions.adopt_edition(by=founding.system(of), edition_id=edition.id)
    sign = reverse("agreements:sign", args=[of.slug, agreement.id])
    listed = client.get(reverse("agreements:agreements", args=[of.slug])).content.decode()
    assert (f'class="button main" href="{sign}"' in listed, listed.count("button main")) == (True, 1)
    assert "We call for a ban." in client.get(sign).content.decode()
    unread = client.post(sign, {"form": "organisation", "hash": edition.hash})
    assert list(unread.context["form"].errors) == ["has_read"]
    stale = client.post(sign, {"form": "organisation", "hash": "0" * 64, "has_read": "on"})
    assert "Another edition holds by now" in stale.content.decode()
    given = {"form": "organisation", "hash": edition.hash, "has_read": "on", "reservation": "Not alone."}
    client.post(sign, given)
    row = Signature.objects.of(of.id).get()
    page = client.get(reverse("agreements:agreement", args=[of.slug, agreement.id])).content.decode()
    assert "Green Valley" in page
    assert "Not alone." in page
    assert reverse("record:receipt", args=[of.slug, row.entry]) in page
    assert client.get(reverse("record:receipt", args=[of.slug, row.entry])).status_code == 200
    assert client.get(sign).status_code == 403
    client.post(reverse("agreements:withdraw", args=[of.slug, agreement.id]))
    row.refresh_from_db()
    assert row.withdrawn_at is not None


def test_the_public_reads_what_is_public_and_no_draft(client: Client) -> None:
    of = founding.coalition(rules=factories.open_charter())
    one, other = founding.standings(of, 2)
    public = factories.adopted(of, one, title="For all", is_public=True)
    factories.signed(other, public)
    kept = factories.adopted(of, one, title="Kept inside")
    begun = factories.drafted(one, title="Begun")
    page = client.get(reverse("agreements:agreements", args=[of.slug])).content.decode()
    assert [title in page for title in ("For all", "Kept inside", "Begun")] == [True, False, False]
    page = client.get(reverse("agreements:agreement", args=[of.slug, public.id])).content.decode()
    assert "Member 1" in page
    for hidden in (kept, begun):
        assert client.get(reverse("agreements:agreement", args=[of.slug, hidden.id])).status_code == 302
    assert client.get(reverse("agreements:draft", args=[of.slug, public.id])).status_code == 302


def test_where_members_are_not_public_the_signatories_are_not(client: Client) -> None:
    of = founding.coalition(rules=decisions.charter())
    one, other = founding.standings(of, 2)
    factories.signed(other, factories.adopted(of, one, is_public=True))
    assert client.get(reverse("agreements:agreements", args=[of.slug])).status_code == 302


def test_the_paper_says_what_was_agreed_and_who_signed(client: Client) -> None:
    of = founding.coalition(rules=decisions.charter())
    member = founding.member(of, "Green Valley")
    account = founding.represent(member).account
    by = standing_of(account.id, of.id)
    agreement = factories.adopted(of, by)
    factories.signed(by, agreement, reservation="Not the third.")
    hidden = founding.standing(founding.member(of, "Roshana Shelter", protected=True))
    factories.signed(hidden, agreement)
    client.force_login(account)
    answer = client.get(reverse("agreements:print", args=[of.slug, agreement.id]))
    paper = PdfReader(BytesIO(answer.content))
    text = " ".join(page.extract_text() for page in paper.pages)
    said = [words in text for words in (*factories.WORDS, "Green Valley", "Not the third.", "Roshana")]
    assert said == [True, True, True, True, True, False]
    assert paper.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert paper.metadata
    assert paper.metadata.title == "Our call"


@pytest.mark.parametrize("name", ["agreements", "agreement", "draft", "sign", "compare"])
def test_pages_take_as_many_queries_for_many_as_for_few(client: Client, name: str) -> None:
    of = founding.coalition(rules=decisions.charter())
    account = founding.represent(founding.member(of, "Green Valley")).account
    by = standing_of(account.id, of.id)
    others = founding.standings(of, 3)
    agreement = factories.adopted(of, by)
    factories.again(of, by, agreement, "First change.")
    client.force_login(account)
    address = reverse(f"agreements:{name}", args=[of.slug] + ([] if name == "agreements" else [agreement.id]))
    numbers = []
    for turn in range(3):
        factories.again(of, by, agreement, f"Change {turn}.")
        factories.signed(others[turn], agreement)
        factories.adopted(of, by, title=f"Another {turn}")
        if turn != 1:
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            numbers.append(len(queries))
    assert numbers[0] == numbers[1]


def test_a_paper_is_entered_and_confirmed_on_pages(client: Client) -> None:
    of = founding.coalition(rules=decisions.charter())
    one, _other = founding.standings(of, 2)
    agreement = factories.adopted(of, one)
    acting = founding.represent(founding.member(of, "Green Valley")).account
    by = standing_of(acting.id, of.id)
    officer = replace(one, offices=frozenset({"chair"}), powers=frozenset({"agreements.enter_paper"}))
    form = PaperForm(standing=officer, allows_reservations=True)
    assert [label for _value, label in form.fields["who"].choices] == [
        "Green Valley – Person 2",
        "Member 0 – Person 0",
        "Member 1 – Person 1",
    ]
    paper = actions.Paper(
        member=by.member, person=by.person, form=Form.ORGANISATION, signed_on=clock.now().date(), reservation="Later."
    )
    actions.enter_paper(by=officer, agreement=agreement, paper=paper, no_scan="It lies in another town.")
    client.force_login(acting)
    address = reverse("agreements:confirm", args=[of.slug, agreement.id])
    assert address in client.get(reverse("agreements:agreement", args=[of.slug, agreement.id])).content.decode()
    assert "Later." in client.get(address).content.decode()
    client.post(address, {"step": "confirm"})
    assert Signature.objects.of(of.id).get().confirmed_at is not None
    assert client.get(address).status_code == 403


def test_a_translation_is_written_and_read_on_pages(client: Client) -> None:
    of = founding.coalition(rules=decisions.charter())
    acting = founding.represent(founding.member(of, "Green Valley")).account
    by = standing_of(acting.id, of.id)
    agreement = factories.adopted(of, by)
    first = Paragraph.objects.of(of.id).filter(agreement=agreement).first()
    assert first
    client.force_login(acting)
    address = reverse("agreements:translate", args=[of.slug, agreement.id, "fr"])
    assert client.get(address).status_code == 200
    assert client.post(address, {"p_": " "}).context["form"].errors
    client.post(address, {"p_": "Notre appel", f"p_{first.id}": "Nous demandons une interdiction."})
    page = client.get(reverse("agreements:agreement", args=[of.slug, agreement.id]), {"language": "fr"})
    assert "Nous demandons une interdiction." in page.content.decode()
    assert "This is a translation" in page.content.decode()
    actions.write_paragraph(by=by, agreement=agreement, words="Changed.", paragraph=first)
    form = client.get(address).context["form"]
    assert form.fields[f"p_{first.id}"].label == "Paragraph 1: out of date"
    own = reverse("agreements:translate", args=[of.slug, agreement.id, "en"])
    assert client.get(own).status_code == 404  # it decides
