"""A translation beside the text that decides, paragraph by paragraph."""

import pytest
from django.test import Client
from django.urls import reverse

from plenary.agreements import actions, queries
from plenary.agreements.models import Agreement
from plenary.agreements.tests import factories
from plenary.core.standing import Standing
from tests import founding

pytestmark = pytest.mark.django_db
FRENCH = {"": "Notre appel", 0: "Nous demandons une interdiction.", 1: "Chaque champ est nettoyé."}


def translated(by: Standing, agreement: Agreement) -> None:
    """Its title and two of its three paragraphs."""
    lines = queries.draft_lines(agreement)
    words = {lines[place].key if isinstance(place, int) else place: said for place, said in FRENCH.items()}
    source = {"": agreement.title} | {line.key: line.words for line in lines}
    actions.translate(by=by, agreement=agreement, language="fr", words=words, source=source)


def test_a_translation_stands_beside_the_text_and_says_what_changed_since(client: Client) -> None:
    of = founding.coalition(rules=factories.open_charter())
    account = founding.represent(founding.member(of, "Green Valley")).account
    by = founding.standings(of, 1)[0]
    call = factories.adopted(of, by, is_public=True)
    translated(by, call)
    at = reverse("agreements:beside", args=[of.slug, call.id, "fr"])
    page = client.get(at).content.decode()
    assert [page.count(words) for words in (FRENCH[0], "We call for a ban.", FRENCH[1])] == [1, 1, 1]
    assert [page.count(words) for words in ("not translated", "changed since it was translated")] == [2, 0]
    assert at in client.get(f"{reverse('agreements:agreement', args=[of.slug, call.id])}?language=fr").content.decode()
    changed = factories.paragraph(call)
    actions.write_paragraph(by=by, agreement=call, words="We call for a full ban.", paragraph=changed)
    edition = factories.laid_down(by, call)
    actions.adopt_edition(by=founding.system(of), edition_id=edition.id)
    client.force_login(account)
    page = client.get(at).content.decode()
    assert "One paragraph changed since it was translated." in page
    assert [page.count(words) for words in ("We call for a full ban.", FRENCH[0])] == [1, 1]
    assert "changed since it was translated" not in client.get(f"{at}?edition=1").content.decode()
    assert client.get(reverse("agreements:beside", args=[of.slug, call.id, "es"])).status_code == 404
    assert client.get(reverse("agreements:beside", args=[of.slug, call.id, "en"])).status_code == 404


def test_what_is_out_of_date_is_not_told_to_the_public(client: Client) -> None:
    """It may be of a draft."""
    of = founding.coalition(rules=factories.open_charter())
    by = founding.standings(of, 1)[0]
    call = factories.drafted(by, is_public=True)
    translated(by, call)
    actions.write_paragraph(by=by, agreement=call, words="We call for a full ban.", paragraph=factories.paragraph(call))
    edition = factories.laid_down(by, call)
    actions.adopt_edition(by=founding.system(of), edition_id=edition.id)
    page = client.get(reverse("agreements:beside", args=[of.slug, call.id, "fr"])).content.decode()
    assert FRENCH[0] not in page
    assert "2 are not translated." in page
