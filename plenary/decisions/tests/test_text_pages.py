"""Pages of a proposal's text: its languages, the comparison, the forms of amendments and translations."""

from dataclasses import replace

import pytest

from plenary.core import clock
from plenary.decisions import actions, queries
from plenary.decisions.models import Amendment, AmendmentBallot
from plenary.decisions.rules.amendments import Act
from plenary.decisions.rules.phases import Phase
from plenary.decisions.tests import factories
from plenary.decisions.tests.test_views import address, inside, page
from tests import founding

pytestmark = pytest.mark.django_db

TEXT = [("decisions.resolve", {"text": "We meet in Tirana.\n\nWe invite observers."})]
PAGE_QUERIES = 27


def moved(by, proposal, words="We meet in Durrës.", act=Act.REPLACE, label="1"):
    effect = queries.texts_to_amend(proposal)[0]
    return actions.move_amendment(
        by=by, proposal=proposal, effect=effect, act=act, label=label, words=words, reason="The hall is larger."
    )


def test_an_amendment_goes_from_the_paragraph_to_the_text(house):
    client, _by = inside(house)
    mover_client, mover = inside(house, "Mover")
    proposal = factories.opened(mover, TEXT)
    effect = queries.texts_to_amend(proposal)[0]
    with clock.set_to(proposal.discussion_from):
        link = address("amend", house, proposal.pk, effect.pk, "replace", "1")
        assert link in page(client, "proposal", house, proposal.pk).content.decode()
        asked = client.get(link)
        assert (asked.status_code, asked.context["form"]["words"].value()) == (200, "We meet in Tirana.")
        assert client.post(link, {"words": "We meet in Tirana.", "reason": "x"}).status_code == 422
        assert client.post(link, {"words": "We meet in Durrës.", "reason": "Larger."}).status_code == 302
        shown = page(client, "proposal", house, proposal.pk).content.decode()
        assert "We meet in <del>Tirana</del><ins>Durrës</ins>." in shown
        assert "moved by Campo Limpo" in shown
        amendment = Amendment.objects.of(house.id).get()
        accept = address("accept-amendment", house, proposal.pk, amendment.pk)
        assert accept not in shown
        assert accept in page(mover_client, "proposal", house, proposal.pk).content.decode()
        assert client.post(accept).status_code == 403
        assert mover_client.post(accept).status_code == 302
        after = page(client, "proposal", house, proposal.pk)
    assert after.context["happenings"][0].sentence == "We meet in Durrës.\n\nWe invite observers."
    assert "accepted by the mover" in after.content.decode()


def test_a_strike_asks_for_a_reason_alone(house):
    client, by = inside(house)
    proposal = factories.opened(by, TEXT)
    effect = queries.texts_to_amend(proposal)[0]
    with clock.set_to(proposal.discussion_from):
        link = address("amend", house, proposal.pk, effect.pk, "strike", "2")
        assert list(client.get(link).context["form"].fields) == ["reason", "unnamed"]
        assert client.post(link, {"reason": "Not yet."}).status_code == 302
        for wrong in (("strike", "9"), ("burn", "1")):
            assert client.get(address("amend", house, proposal.pk, effect.pk, *wrong)).status_code == 404
        assert client.get(address("amend", house, proposal.pk, "0" * 16, "strike", "1")).status_code == 404
    assert Amendment.objects.of(house.id).get().kind == "strike"


def test_amendments_are_answered_on_the_page(house):
    client, by = inside(house)
    _other_client, mover = inside(house, "Mover")
    proposal = factories.opened(mover, TEXT)
    with clock.set_to(proposal.discussion_from):
        amendment = moved(by, proposal)
    with clock.set_to(proposal.voting_from):
        send = address("vote-on-amendments", house, proposal.pk)
        assert "Your answers to the amendments" in page(client, "proposal", house, proposal.pk).content.decode()
        client.post(send, {})
        assert AmendmentBallot.objects.of(house.id).count() == 0
        assert client.post(send, {f"amendment-{amendment.pk}": "yes"}).status_code == 302
        shown = page(client, "proposal", house, proposal.pk).content.decode()
        assert f'name="amendment-{amendment.pk}" value="yes" checked' in shown
        actions.cast_ballot(by=by, proposal=proposal, choice="yes")
    factories.close(proposal)
    shown = page(client, "proposal", house, proposal.pk).content.decode()
    assert "1 of 1 vote said yes; 1 was needed." in shown
    assert "We meet in <del>Tirana</del><ins>Durrës</ins>." in shown


def test_the_last_translation_starts_notice_from_the_page():
    rules = replace(
        factories.charter(ordinary={"notice_days": 2}), languages=("en", "fr"), required_languages=("en", "fr")
    )
    house = founding.coalition(rules=rules)
    client, _by = inside(house)
    _other_client, mover = inside(house, "Mover")
    proposal = factories.opened(mover, TEXT)
    effect = queries.texts_to_amend(proposal)[0]
    waits = page(client, "proposal", house, proposal.pk).content.decode()
    link = address("translate", house, proposal.pk, "fr")
    assert "A translation into <bdi>French</bdi> is missing" in waits
    assert link in waits
    asked = client.get(link)
    assert list(asked.context["form"].fields)[:3] == ["title", f"words-{effect.pk}", f"seen-{effect.text}"]
    assert "We invite observers." in asked.content.decode()
    seen = {name: asked.context["form"][name].value() for name in asked.context["form"].fields if "seen" in name}
    words = {"title": "Réunion", f"words-{effect.pk}": "Nous nous réunissons.", "body": "Parce que.", **seen}
    assert client.post(link, {**words, "title": ""}).status_code == 422
    assert client.post(link, words).status_code == 302
    proposal.refresh_from_db()
    assert proposal.phase is Phase.TRANSLATION
    assert client.get(link).context["form"]["title"].value() == "Réunion"
    assert client.post(link, {**words, "ready": "on"}).status_code == 302
    proposal.refresh_from_db()
    assert proposal.phase is Phase.NOTICE
    assert client.get(address("translate", house, proposal.pk, "en")).status_code == 404


def test_the_page_says_which_words_decide(house):
    client, by = inside(house)
    proposal = factories.opened(by, TEXT)
    effect = queries.texts_to_amend(proposal)[0]
    actions.translate(
        by=by, proposal=proposal, language="fr", title="Réunion", body="Parce que.",
        resolved={effect.pk: "Nous nous réunissons."}, ready=True,
    )  # fmt: skip
    french = page(client, "proposal", house, proposal.pk, **{"in": "fr"}).content.decode()
    assert '<h1 lang="fr" dir="auto">Réunion</h1>' in french
    assert "Nous nous réunissons." in french
    assert "The words in <bdi>English</bdi> decide." in french
    assert "The words that decide have changed" not in french
    english = page(client, "proposal", house, proposal.pk).content.decode()
    assert '<h1 lang="en" dir="auto">Meet in Tirana</h1>' in english
    with clock.set_to(proposal.discussion_from):
        actions.accept_amendment(by=by, amendment=moved(by, proposal))
        stale = page(client, "proposal", house, proposal.pk, **{"in": "fr"}).content.decode()
    assert "The words that decide have changed since this was translated." in stale
    client.cookies["django_language"] = "fr"
    listed = page(client, "proposals", house).content.decode()
    assert 'lang="fr" dir="auto">Réunion</a>' in listed


@pytest.mark.parametrize("number", [1, 3])
def test_a_text_takes_as_many_queries_for_one_amendment_as_for_three(house, number, django_assert_num_queries):
    client, by = inside(house)
    proposal = factories.opened(by, TEXT)
    with clock.set_to(proposal.discussion_from):
        for place in range(number):
            moved(by, proposal, f"Version {place}.")
        page(client, "proposal", house, proposal.pk)
        with django_assert_num_queries(PAGE_QUERIES):
            page(client, "proposal", house, proposal.pk)
