"""An answer that arrives later than it was given: in time or not, on the same question or not, once and not twice."""

from datetime import timedelta

import pytest

from plenary.charter.rules.schema import Method
from plenary.core import clock
from plenary.core.standing import Standing, standing_of
from plenary.core.verdicts import Refused
from plenary.decisions import actions, queries
from plenary.decisions.models import Ballot, Objection
from plenary.decisions.rules.reading import NONE, Given
from plenary.decisions.tests import factories
from plenary.decisions.tests.test_views import address, inside, page
from plenary.record.models import Entry
from tests import founding

pytestmark = pytest.mark.django_db

JSON = {"headers": {"Accept": "application/json"}}


@pytest.fixture
def vote(house):
    """A proposal in voting, and Campo Limpo's client and standing."""
    client, by = inside(house)
    proposal = factories.opened(by)
    with clock.set_to(proposal.voting_from):
        yield client, factories.now(by), proposal


def hidden(client, house, proposal):
    """The hidden fields of the ballot, as the page has them."""
    form = page(client, "proposal", house, proposal.pk).context["given_form"]
    return {name: form.initial[name] for name in ("sending", "seen", "before")}


def sent(client, house, proposal, **fields):
    """What the keeper is told of a ballot."""
    return client.post(address("cast", house, proposal.pk), fields, **JSON).json()


def ballots(house):
    return [(row.choice, row.sent_as) for row in Ballot.objects.of(house.id)]


def test_in_time_it_counts_once_though_it_is_sent_twice(house, vote):
    client, _by, proposal = vote
    fields = hidden(client, house, proposal) | {"choice": "yes"}
    told = [sent(client, house, proposal, **fields) for _time in range(2)]
    assert told[0] == told[1]
    assert told[0]["state"] == "counted"
    assert told[0]["says"].endswith("in time. It counts.")
    assert ballots(house) == [("yes", fields["sending"])]
    assert Entry.objects.of(house.id).filter(kind="decisions.ballot_cast").count() == 1


def test_at_the_deadline_it_is_in_time_and_a_moment_later_it_is_not(house, vote):
    client, _by, proposal = vote
    fields = hidden(client, house, proposal) | {"choice": "yes"}
    with clock.set_to(proposal.voting_until + timedelta(microseconds=1)):
        late = sent(client, house, proposal, **fields)
    assert (late["state"], "too late: the deadline was" in late["says"], ballots(house)) == ("late", True, [])
    with clock.set_to(proposal.voting_until):
        assert sent(client, house, proposal, **fields)["state"] == "counted"
    assert ballots(house) == [("yes", fields["sending"])]


def test_what_arrived_in_time_is_told_so_though_its_answer_was_lost_until_after_the_deadline(house, vote):
    client, by, proposal = vote
    fields = hidden(client, house, proposal) | {"choice": "yes"}
    client.post(address("cast", house, proposal.pk), fields)
    factories.close(proposal)
    with clock.set_to(proposal.voting_until + timedelta(hours=1)):
        again = sent(client, house, proposal, **fields)
    assert (again["state"], ballots(house)) == ("counted", [("yes", fields["sending"])])
    assert queries.visible_proposal(by, proposal.pk).outcome == "adopted"


def test_what_a_colleague_cast_meanwhile_stands(house, vote):
    client, by, proposal = vote
    fields = hidden(client, house, proposal) | {"choice": "yes"}
    actions.cast_ballot(by=by, proposal=proposal, choice="no")
    told = sent(client, house, proposal, **fields)
    assert (told["state"], ballots(house)) == ("replaced", [("no", "")])
    assert "Another ballot was cast for you" in told["says"]


def test_her_own_earlier_answer_is_replaced_though_she_did_not_know_that_it_had_arrived(house, vote):
    client, _by, proposal = vote
    first = hidden(client, house, proposal) | {"choice": "yes"}
    client.post(address("cast", house, proposal.pk), first)
    second = first | {"sending": "b" * 16, "choice": "no", "instead": first["sending"]}
    assert sent(client, house, proposal, **second)["state"] == "counted"
    assert sent(client, house, proposal, **first)["state"] == "replaced"  # it comes once more, and changes nothing
    assert ballots(house) == [("no", second["sending"])]


def test_a_page_read_before_ones_own_ballot_replaces_nothing_unseen(house, vote):
    client, _by, proposal = vote
    stale = hidden(client, house, proposal)
    client.post(address("cast", house, proposal.pk), hidden(client, house, proposal) | {"choice": "no"})
    answer = client.post(address("cast", house, proposal.pk), stale | {"choice": "yes"})
    assert (answer.status_code, [choice for choice, _as in ballots(house)]) == (403, ["no"])
    fresh = hidden(client, house, proposal) | {"choice": "yes"}
    assert client.post(address("cast", house, proposal.pk), fresh).status_code == 302
    assert ballots(house) == [("yes", fresh["sending"])]


def test_it_is_not_counted_in_another_round(house):
    terms = {"method": Method.CONSENSUS, "rounds": 2, "discussion_days": 2}
    house = founding.coalition("rounds", factories.charter(ordinary=terms))
    client, by = inside(house)
    _other, blocks = inside(house, "Other")
    proposal = factories.opened(by)
    with clock.set_to(proposal.voting_from):
        fields = hidden(client, house, proposal) | {"choice": "support"}
        actions.cast_ballot(by=factories.now(blocks), proposal=proposal, choice="block", reason="Too soon.")
    proposal = factories.close(proposal)
    assert proposal.round == 2
    for moment in (proposal.voting_from - timedelta(hours=1), proposal.voting_from):
        with clock.set_to(moment):
            told = sent(client, house, proposal, **fields)
        assert (told["state"], "has changed since you read it" in told["says"]) == ("changed", True)
    assert [row.elector.round for row in Ballot.objects.of(house.id)] == [1]


def test_it_is_not_counted_on_other_parts(house):
    client, by = inside(house)
    wanted = [founding.member(house, f"Applicant {number}", status="applied") for number in range(2)]
    proposal = factories.opened(by, [("membership.admit", {"member": row.pk}) for row in wanted])
    with clock.set_to(proposal.voting_from):
        fields = hidden(client, house, proposal) | {"choice": "yes"}
        queries.effects_of(proposal)[0].__class__.objects.of(house.id).filter(position=0).update(severed_at=clock.now())
        assert sent(client, house, proposal, **fields)["state"] == "changed"
        assert ballots(house) == []


def test_a_translation_or_more_time_changes_nothing_of_what_is_asked(house, vote):
    client, by, proposal = vote
    before = queries.as_asked(proposal)
    proposal.voting_until += timedelta(days=2)
    proposal.save()
    assert queries.as_asked(queries.visible_proposal(by, proposal.pk)) == before
    assert hidden(client, house, proposal)["seen"] == before


def test_an_unreadable_word_is_refused_as_a_page_that_changed(house, vote):
    client, _by, proposal = vote
    fields = {"choice": "yes", "seen": "x" * 41}
    assert client.post(address("cast", house, proposal.pk), fields).status_code == 403
    assert ballots(house) == []


def test_one_who_no_longer_decides_is_refused_with_the_reason(house):
    client, by = inside(house, mandate="observes")
    proposal = factories.opened(inside(house, "Mover")[1])
    with clock.set_to(proposal.voting_from):
        told = sent(client, house, proposal, choice="yes", sending="a" * 16)
    assert (told["state"], told["says"].startswith("“Meet in Tirana”: your answer does not count.")) == (
        "refused",
        True,
    )
    assert by.mandate == "observes"


def test_what_is_filled_in_wrongly_is_told(house, vote):
    client, _by, proposal = vote
    told = sent(client, house, proposal, choice="perhaps")
    assert (told["state"], ballots(house)) == ("refused", [])


def test_a_stranger_finds_nothing(house, vote):
    _client, _by, proposal = vote
    stranger, _other = inside(founding.coalition("elsewhere", rules=factories.charter()), "Elsewhere")
    assert stranger.post(address("cast", house, proposal.pk), {"choice": "yes"}, **JSON).status_code == 404


@pytest.fixture
def silence():
    """A silence that runs, with the client and the standing of one of its electors."""
    house = founding.coalition("quiet", factories.charter(ordinary={"method": Method.SILENCE, "discussion_days": 0}))
    client, by = inside(house)
    return house, client, by, factories.opened(by)


def objected(client, house, proposal, fields):
    return client.post(address("object", house, proposal.pk), fields, **JSON).json()


def test_an_objection_counts_once_and_is_told_when_it_was_taken_back(silence):
    house, client, by, proposal = silence
    form = page(client, "proposal", house, proposal.pk).context["objection_given"]
    fields = dict(form.initial) | {"reason": "Too far."}
    assert [objected(client, house, proposal, fields)["state"] for _time in range(2)] == ["counted", "counted"]
    [row] = Objection.objects.of(house.id)
    actions.withdraw_objection(by=by, objection=row)
    told = objected(client, house, proposal, fields)
    assert (told["state"], "It was taken back since." in told["says"]) == ("counted", True)
    assert Objection.objects.of(house.id).filter(withdrawn_at=None).count() == 0


def test_an_objection_that_arrives_late_is_told_to_be_late(silence):
    house, client, _by, proposal = silence
    with clock.set_to(proposal.voting_until + timedelta(minutes=2)):
        told = objected(client, house, proposal, {"reason": "Too far."})
    assert (told["state"], "too late: the deadline was" in told["says"]) == ("late", True)
    assert Objection.objects.of(house.id).count() == 0


def test_an_objection_on_what_has_changed_is_refused(silence):
    house, client, _by, proposal = silence
    told = objected(client, house, proposal, {"reason": "Too far.", "seen": "0" * 16})
    assert (told["state"], Objection.objects.of(house.id).count()) == ("changed", 0)


def test_the_office_that_enters_an_answer_takes_the_word_of_the_form_away(house, vote):
    _client, by, proposal = vote
    first = actions.cast_ballot(by=by, proposal=proposal, choice="yes", given=Given(sending="a" * 16))
    again = actions.cast_ballot(by=by, proposal=proposal, choice="no", given=Given(sending="a" * 16))
    assert (first.pk, again.choice) == (again.pk, "yes")
    replaced = actions.cast_ballot(by=by, proposal=proposal, choice="no")
    assert (replaced.pk, replaced.sent_as) == (first.pk, "")
    with pytest.raises(Refused) as refused:
        actions.cast_ballot(by=by, proposal=proposal, choice="yes", given=Given(sending="a" * 16, before=NONE))
    assert refused.value.verdict.reason == "decisions.replaced_since"


def test_of_another_member_nothing_is_found_by_its_word(house, vote):
    _client, by, proposal = vote
    actions.cast_ballot(by=by, proposal=proposal, choice="yes", given=Given(sending="a" * 16))
    other = inside(house, "Other")[1]
    assert queries.ballot_sent_as(by, proposal, "a" * 16) is not None
    assert queries.ballot_sent_as(other, proposal, "a" * 16) is None
    assert queries.ballot_sent_as(Standing.nobody(house.id), proposal, "a" * 16) is None
    assert standing_of("", house.id).person == ""
