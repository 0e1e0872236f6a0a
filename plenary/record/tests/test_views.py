"""Pages of the record, for those inside and outside."""

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse

from plenary.coalitions.models import Coalition
from plenary.core import navigation
from plenary.core import standing as core_standing
from plenary.core.standing import Standing, with_audiences
from plenary.record import actions as record
from plenary.record import queries
from plenary.record.permissions import may_read_record
from plenary.record.rules.verification import verify
from plenary.record.tests.factories import note
from tests import founding

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_page_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The masthead without the rooms above, whose pages need a charter that these coalitions do not have."""
    own = [item for item in navigation.items() if item.view_name.startswith("record:")]
    monkeypatch.setattr(navigation, "items", lambda: own)


@pytest.fixture
def coalition() -> Coalition:
    return founding.unchartered()


@pytest.fixture
def member(coalition: Coalition, client: Client, django_user_model: type, monkeypatch: pytest.MonkeyPatch) -> Standing:
    """Someone inside, whose client is signed in."""

    def provider(standing: Standing) -> Standing:
        return with_audiences(standing, "members") if standing.coalition == coalition.id else standing

    monkeypatch.setattr(core_standing, "_providers", [provider])
    client.force_login(django_user_model.objects.create_user("amina@example.org"))
    return founding.somebody(coalition)


def page(client: Client, name: str, *args: str, **query: object) -> tuple[int, str]:
    answer = client.get(reverse(f"record:{name}", args=args), query)
    return answer.status_code, answer.content.decode() if not answer.streaming else ""


def test_permission(coalition: Coalition) -> None:
    outside, inside = Standing.nobody(coalition.id), founding.somebody(coalition)
    assert (may_read_record(outside).reason, may_read_record(inside).allowed) == ("record.not_readable", True)
    note(inside)
    assert may_read_record(outside).allowed is False
    note(inside, audience=["public"])
    assert may_read_record(outside).allowed is True


@pytest.mark.parametrize("name", ["feed", "verify", "bundle", "head"])
def test_record_of_which_nothing_is_public_is_hidden(coalition: Coalition, client: Client, name: str) -> None:
    hidden = client.get(reverse(f"record:{name}", args=[coalition.slug]))
    missing = client.get(reverse(f"record:{name}", args=["nowhere"]))
    assert (hidden.status_code, hidden.url.replace(coalition.slug, "nowhere")) == (302, missing.url)


def test_feed_shows_sentences_and_pages(coalition: Coalition, client: Client, member: Standing) -> None:
    with record.act(by=member):
        for number in range(60):
            note(member, f"no {number:02}", about="thing" if number < 2 else "")
    status, first = page(client, "feed", coalition.slug)
    assert (status, first.count("Noted: no "), "Noted: no 59." in first) == (200, 50, True)
    _, second = page(client, "feed", coalition.slug, before=11)
    assert (second.count("Noted: no "), "Noted: no 09." in second) == (10, True)
    _, about = page(client, "feed", coalition.slug, about="thing")
    assert about.count("Noted: no ") == 2
    _, kind = page(client, "feed", coalition.slug, kind="record.opened")
    assert (kind.count(">The record was opened.</a>"), kind.count("Noted: no ")) == (1, 0)
    _, nothing = page(client, "feed", coalition.slug, about="else")
    assert "Nothing that you may read was entered about this." in nothing


def test_feed_takes_the_same_queries_for_1_and_3(
    coalition: Coalition, client: Client, member: Standing, django_assert_max_num_queries: object
) -> None:
    counts = []
    for more in (1, 2):
        for _ in range(more):
            note(member)
        queries.signed_head(coalition.id)
        with django_assert_max_num_queries(40) as seen:
            page(client, "feed", coalition.slug)
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_entry_page_shows_what_is_open(coalition: Coalition, client: Client, member: Standing) -> None:
    parts = [
        record.Part(facts={"for": "the board alone"}, audience=["body:board"]),
        record.Part(facts={"name": "Amina"}, person="p"),
    ]
    entry_id = note(member, "<b>hello</b>", parts=parts, about="thing")
    record.erase_person(by=member, person="p")
    status, shown = page(client, "entry", coalition.slug, entry_id)
    assert (status, shown.count("<h1>Noted: &lt;b&gt;hello&lt;/b&gt;.</h1>")) == (200, 1)
    assert ("Opening 1 is for others." in shown, "Opening 2 was erased." in shown) == (True, True)
    assert ("the board alone" in shown, "Amina" in shown) == (False, False)


def test_entry_page_prints_no_value_of_a_program(coalition: Coalition, client: Client, member: Standing) -> None:
    parts = [
        record.Part(facts={"title": {"en": "A <i>well</i>", "fr": "Un puits"}, "groups": []}, audience=["members"])
    ]
    _status, shown = page(client, "entry", coalition.slug, note(member, parts=parts))
    said = shown.partition('id="hashed"')[0]
    assert "<li><b>English</b>: <bdi>A &lt;i&gt;well&lt;/i&gt;</bdi>" in said
    assert '<th scope="row">groups</th><td class="fact"><bdi>nothing</bdi>' in said
    assert ("[]" in said, "{" in said, "&#x27;" in said) == (False, False, False)


def test_hidden_entry_answers_like_a_missing_one(coalition: Coalition, client: Client, member: Standing) -> None:
    hidden = note(member, audience=["body:board"])
    for name in ("entry", "receipt"):
        assert page(client, name, coalition.slug, hidden)[0] == 404
        assert page(client, name, coalition.slug, "0" * 16)[0] == 404


def test_receipt_bundle_and_head_are_downloads_that_verify(
    coalition: Coalition, client: Client, member: Standing
) -> None:
    entry_id = note(member)
    receipt = client.get(reverse("record:receipt", args=[coalition.slug, entry_id]))
    bundle = client.get(reverse("record:bundle", args=[coalition.slug]))
    head = client.get(reverse("record:head", args=[coalition.slug]))
    assert verify(BytesIO(receipt.content)).entry == 1
    assert verify(BytesIO(b"".join(bundle.streaming_content))).openings == 2
    assert head.content.decode() == queries.signed_head(coalition.id).text + "\n"
    assert [answer["Content-Disposition"] for answer in (receipt, bundle, head)] == [
        f'attachment; filename="clear-fields-{entry_id}.receipt.json"',
        'attachment; filename="clear-fields.bundle.jsonl"',
        'attachment; filename="clear-fields.head.json"',
    ]


def test_verify_page_says_what_a_key_on_the_server_cannot_prevent(
    coalition: Coalition, client: Client, member: Standing
) -> None:
    status, shown = page(client, "verify", coalition.slug)
    assert (status, "write another record from the start and sign it" in shown) == (200, True)
    assert queries.signed_head(coalition.id).root[:32] in shown


def test_public_reads_what_is_public(coalition: Coalition, client: Client) -> None:
    note(founding.somebody(coalition), "for all", audience=["public"])
    note(founding.somebody(coalition), "for members")
    status, shown = page(client, "feed", coalition.slug)
    assert (status, "Noted: for all." in shown, "Noted: for members." in shown) == (200, True, False)
