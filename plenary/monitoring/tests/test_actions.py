"""Writes about instruments: what is kept and entered, for whom, and what is refused."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plenary.charter.rules.schema import Disclosed, Disclosure
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused
from plenary.monitoring import actions
from plenary.monitoring.models import Instrument, Obligation, StatusSpan, TreatyAction
from plenary.monitoring.queries.instruments import on_day, parties, signatories
from plenary.monitoring.rules.delays import Delay
from plenary.monitoring.rules.entering import Category, Entering
from plenary.monitoring.rules.instruments import ActorKind
from plenary.monitoring.rules.standings import Stands
from plenary.monitoring.rules.statuses import status
from plenary.monitoring.rules.treaty_actions import Kind
from plenary.monitoring.tests import factories
from plenary.record.models import Entry
from plenary.record.queries import feed
from tests import founding

pytestmark = pytest.mark.django_db


OPEN = replace(founding.charter(), disclosure=Disclosure(outcomes=Disclosed.PUBLIC))
DEEDS = st.tuples(st.sampled_from(["MLI", "TCD", "NER"]), st.sampled_from(Kind), st.integers(0, 900))


@pytest.fixture
def by() -> Standing:
    """Who represents a member of a coalition whose charter gives the keeping to no office."""
    return founding.standing(founding.member(founding.coalition()))


def kinds(by: Standing) -> list[str]:
    return list(
        Entry.objects.of(by.coalition)
        .filter(kind__startswith="monitoring.")
        .order_by("n")
        .values_list("kind", flat=True)
    )


def test_a_treaty_of_the_catalogue_comes_with_what_it_asks_and_once(by: Standing) -> None:
    made = actions.keep_catalogued(by=by, code="mine-ban", is_public=True)
    assert made.enters.parties == 40
    assert [each.article for each in made.obligations.all()] == ["1", "4", "5", "6", "7", "9"]
    with pytest.raises(Refused, match=r"monitoring.is_kept"):
        actions.keep_catalogued(by=by, code="mine-ban")
    with pytest.raises(Refused, match=r"monitoring.not_catalogued"):
        actions.keep_catalogued(by=by, code="../mine-ban")
    assert kinds(by) == ["monitoring.instrument_kept"]


def test_a_treaty_enters_into_force_and_any_day_is_answered(by: Standing) -> None:
    treaty = factories.in_force(by)
    treaty.refresh_from_db()
    assert treaty.in_force_since == date(1998, 9, 1)
    before, after = (on_day(by.coalition, day)[treaty.id] for day in (date(1998, 8, 31), date(1998, 9, 1)))
    assert before == {Stands.PARTY: ["MLI", "NER"], Stands.SIGNED: ["PER"]}
    assert after == {Stands.IN_FORCE: ["MLI", "NER"], Stands.SIGNED: ["PER"]}
    assert signatories(treaty, date(1998, 9, 1)) == ["MLI", "NER", "PER"]
    assert on_day(by.coalition, date(1997, 12, 2)) == {}


def test_a_withdrawal_takes_effect_after_the_delay_of_the_instrument(by: Standing) -> None:
    treaty = factories.in_force(by)
    gone = factories.did(by, treaty, "MLI", Kind.WITHDRAWAL, date(2020, 1, 31))
    assert gone.takes_effect == date(2020, 7, 31)
    assert parties(on_day(by.coalition, date(2020, 7, 30))[treaty.id]) == ["MLI", "NER"]
    assert parties(on_day(by.coalition, date(2020, 7, 31))[treaty.id]) == ["NER"]


def test_the_same_again_is_kept_once_and_what_is_taken_out_is_gone(by: Standing) -> None:
    treaty = factories.in_force(by)
    entered = len(kinds(by))
    again = factories.did(by, treaty, "PER", Kind.SIGNATURE, date(1997, 12, 3))
    assert len(kinds(by)) == entered
    actions.take_out_action(by=by, action=again)
    assert "PER" not in signatories(treaty, date(2000, 1, 1))
    assert kinds(by)[-1] == "monitoring.action_taken_out"
    told = len(kinds(by))
    actions.take_out_action(by=by, action=again)
    assert len(kinds(by)) == told


WRONG = [
    ("TCD", Kind.RATIFICATION, date(2000, 1, 1), "monitoring.not-signed"),
    ("MLI", Kind.ACCESSION, date(2000, 1, 1), "monitoring.bound-already"),
    ("PER", Kind.SIGNATURE, date(2000, 1, 1), "monitoring.signed-already"),
    ("TCD", Kind.WITHDRAWAL, date(2000, 1, 1), "monitoring.nothing-to-withdraw-from"),
    ("TCD", Kind.SIGNATURE, date(1990, 1, 1), "monitoring.before-the-instrument"),
    ("TCD", Kind.SIGNATURE, date(2990, 1, 1), "monitoring.in-the-future"),
    ("ATLANTIS", Kind.SIGNATURE, date(2000, 1, 1), "monitoring.no_such_actor"),
    ("MLI", Kind.ACCESSION, date(1997, 12, 4), "monitoring.bound-already"),  # a later ratification would be none
]


@pytest.mark.parametrize(("actor", "kind", "day", "reason"), WRONG)
def test_what_cannot_be_is_refused(by: Standing, actor: str, kind: Kind, day: date, reason: str) -> None:
    treaty = factories.in_force(by)
    kept = list(TreatyAction.objects.of(by.coalition).values_list("id", flat=True))
    with pytest.raises(Refused, match=reason):
        factories.did(by, treaty, actor, kind, day)
    assert list(TreatyAction.objects.of(by.coalition).values_list("id", flat=True)) == kept


def test_what_brings_it_into_force_is_changed_and_its_status_follows(by: Standing) -> None:
    treaty = factories.in_force(by)
    needs = Entering(parties=2, categories=(Category("coast", frozenset({"PER"}), 1),))
    actions.change_instrument(by=by, instrument=treaty, details=replace(factories.TREATY, entering=needs))
    assert on_day(by.coalition, date(2000, 1, 1))[treaty.id] == {Stands.PARTY: ["MLI", "NER"], Stands.SIGNED: ["PER"]}
    entered = len(kinds(by))
    actions.change_instrument(by=by, instrument=treaty, details=replace(factories.TREATY, entering=needs))
    assert len(kinds(by)) == entered


BAD = [
    ({"names": {"en": "  "}}, "monitoring.no_words"),
    ({"names": {"en": "x" * 301}}, "monitoring.too_long"),
    ({"names": {"e n": "Treaty"}}, "texts.no_such_language"),
    ({"entering": Entering(parties=0)}, "monitoring.bad_number"),
    ({"entering": Entering(parties=2, categories=(Category("coast", frozenset(), 1001),))}, "monitoring.bad_number"),
    ({"entering": Entering(parties=2, entered=date(1990, 1, 1))}, "monitoring.bad_day"),
    ({"adopted_on": date(2990, 1, 1)}, "monitoring.bad_day"),
    ({"adopted_on": date(1700, 1, 1)}, "monitoring.bad_day"),
    ({"depositary": "x" * 301}, "monitoring.too_long"),
]


@pytest.mark.parametrize(("changed", "reason"), BAD)
def test_an_instrument_that_cannot_be_is_refused(by: Standing, changed: dict[str, object], reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        factories.instrument(by, **changed)
    assert not Instrument.objects.of(by.coalition).exists()


def test_longer_is_given_where_an_obligation_allows_it(by: Standing) -> None:
    treaty = factories.in_force(by)
    clearing = factories.clearing(by, treaty)
    told = {"actor": "MLI", "until": date(2012, 1, 1), "granted_on": date(2008, 6, 1)}
    one = actions.extend(by=by, obligation=clearing, **told)
    assert actions.extend(by=by, obligation=clearing, **told) == one
    for changed, reason in (
        ({"actor": "ATLANTIS"}, "monitoring.no_such_actor"),
        ({"until": date(2008, 6, 1)}, "monitoring.bad_day"),
        ({"granted_on": date(2990, 6, 1), "until": date(2991, 1, 1)}, "monitoring.bad_day"),
    ):
        with pytest.raises(Refused, match=reason):
            actions.extend(by=by, obligation=clearing, **(told | changed))
    forever = factories.clearing(by, treaty, deadline=None)
    before = len(kinds(by))
    for _time in range(2):
        actions.take_out_extension(by=by, extension=one)
    assert kinds(by)[before:] == ["monitoring.extension_taken_out"]
    with pytest.raises(Refused, match=r"monitoring.not_extended"):
        actions.extend(by=by, obligation=forever, **told)
    assert [each.place for each in Obligation.objects.of(by.coalition)] == [1, 2]


def test_an_actor_is_worded_once_a_code(by: Standing) -> None:
    group = actions.Wording(kind=ActorKind.ARMED_GROUP, names={"en": "Group"}, within="MLI", also=("The Group", " "))
    first = actions.word_actor(by=by, code="GROUP", wording=group)
    assert first.also == ["The Group"]
    actions.word_actor(by=by, code="GROUP", wording=group)
    assert kinds(by) == ["monitoring.actor_worded"]
    for code, changed, reason in (
        ("group", {}, "monitoring.bad_code"),
        ("GROUP", {"within": "GROUP"}, "monitoring.no_such_actor"),
        ("OTHER", {"within": "ATLANTIS"}, "monitoring.no_such_actor"),
        ("OTHER", {"names": {}}, "monitoring.no_words"),
        ("OTHER", {"also": [str(number) for number in range(21)]}, "monitoring.too_many"),
    ):
        with pytest.raises(Refused, match=reason):
            actions.word_actor(by=by, code=code, wording=replace(group, **changed))


def test_entries_say_what_happened_in_words_to_whom_the_instrument_is_open() -> None:
    of = founding.coalition("open-fields", rules=OPEN)
    by = founding.standing(founding.member(of))
    factories.in_force(by, is_public=True)
    inner = factories.instrument(by, names={"en": "Inner"})
    factories.did(by, inner, "TCD", Kind.ACCESSION, date(2000, 1, 1))
    outside = Standing.nobody(by.coalition)
    told = [line.sentence for line in feed(outside) if line.kind.startswith("monitoring.")]
    assert any("Mali: ratification of “Treaty on Fields”" in sentence for sentence in told)
    assert not any("Inner" in sentence for sentence in told)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    days=st.lists(
        st.tuples(st.sampled_from(["MLI", "TCD", "NER"]), st.sampled_from(list(Kind)), st.integers(0, 900)), max_size=8
    )
)
def test_spans_are_always_those_of_the_treaty_actions(by: Standing, days: list[tuple[str, Kind, int]]) -> None:
    treaty = factories.instrument(by, leaving=Delay(days=30))
    for actor, kind, after in days:
        try:
            factories.did(by, treaty, actor, kind, date.fromordinal(date(1998, 1, 1).toordinal() + after))
        except Refused:
            continue
    replayed = status(
        treaty.enters, [row.told for row in TreatyAction.objects.of(by.coalition).filter(instrument=treaty)]
    )
    for after in range(0, 1200, 97):
        day = date.fromordinal(date(1998, 1, 1).toordinal() + after)
        found = on_day(by.coalition, day, instruments=[treaty.id]).get(treaty.id, {})
        assert parties(found) == replayed.parties(day)
        assert list(found.get(Stands.IN_FORCE, ())) == replayed.bound(day)
        assert signatories(treaty, day) == replayed.signatories(day)
    assert StatusSpan.objects.of(by.coalition).filter(instrument=treaty, until__lte=date(1997, 1, 1)).count() == 0
