"""Which bodies are suggested to a member that sits in none, in which order, why, and to whom it is shown."""

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from plenary.bodies import actions
from plenary.bodies.actions.formed import join_body
from plenary.bodies.queries import terms_in_force
from plenary.bodies.rules.suggesting import AT_MOST, Bringing, Sought, Why, least_loaded_first, suggest
from plenary.bodies.suggestions import own_suggestions, with_suggestions
from plenary.bodies.tests.forming import formed
from plenary.charter.rules.schema import Body, BodyKind, Filled, Seats
from plenary.core import clock
from plenary.core.asks import asks_of, desk_asks_of
from plenary.core.standing import Mandate, standing_of
from plenary.directory.models import Organisation, Person
from plenary.membership import actions as actions_of_members
from plenary.membership.models import Contribution
from plenary.membership.rules.contributions import Capacity
from tests import founding

_WORDS = st.sampled_from(["", "mali", "fields in Mali", "formalities", "law and Mali", "مالي"])
_BODIES = st.lists(
    st.builds(
        Sought,
        code=st.text("ab", min_size=1, max_size=4),
        words=_WORDS,
        regions=st.frozensets(st.sampled_from(["MLI", "COL"])),
        seats=st.integers(1, 9),
        free=st.integers(0, 9),
        joins=st.booleans(),
    ),
    max_size=6,
    unique_by=lambda body: body.code,
)
_MEMBERS = st.builds(
    Bringing,
    region=st.sampled_from(["", "MLI", "COL"]),
    called=st.lists(st.sampled_from(["Mali", "مالي"]), max_size=2),
    territories=st.lists(st.lists(st.sampled_from(["Mali", "fields", "Gao"]), min_size=1, max_size=2), max_size=2),
    skills=st.lists(st.sampled_from(["law", ""]), max_size=2),
)


@given(_MEMBERS, _BODIES)
def test_suggestions_are_few_have_free_seats_and_a_reason_that_holds(member: Bringing, bodies: list[Sought]) -> None:
    known = {body.code: body for body in bodies}
    found = suggest(member, bodies)
    assert len(found) == min(AT_MOST, sum(body.free > 0 for body in bodies))
    for suggestion in found:
        body = known[suggestion.code]
        assert body.free > 0
        assert Why.FREE in suggestion.whys
        assert (Why.DECISION in suggestion.whys) == (not body.joins)
        assert (Why.ABSENT in suggestion.whys) == (bool(member.region) and member.region not in body.regions)
        assert (Why.TERRITORY in suggestion.whys) == bool(suggestion.places)
        assert set(suggestion.places) <= {names[0] for names in (member.called, *member.territories) if names}
        assert (Why.SKILL in suggestion.whys) == bool(suggestion.skills)
        assert set(suggestion.skills) <= set(member.skills) - {""}


@given(_MEMBERS, _BODIES)
def test_who_is_named_comes_before_who_is_not(member: Bringing, bodies: list[Sought]) -> None:
    found = [Why.TERRITORY in suggestion.whys for suggestion in suggest(member, bodies)]
    assert found == sorted(found, reverse=True)


@given(st.frozensets(st.integers(1, 9)), st.data())
def test_fuller_bodies_come_later_and_whose_seats_a_decision_fills_after_both(
    free: frozenset[int], data: st.DataObject
) -> None:
    bodies = [Sought(code=str(each), words="", seats=9, free=each) for each in free]
    bodies += [Sought(code=f"by decision {each}", words="", seats=9, free=each, joins=False) for each in free]
    found = [each.code for each in suggest(Bringing(), data.draw(st.permutations(bodies)))]
    best = [str(each) for each in sorted(free, reverse=True)]
    assert found == [*best, *(f"by decision {each}" for each in best)][:AT_MOST]


@given(
    st.lists(st.text("abc", min_size=1, max_size=3), unique=True),
    st.dictionaries(st.text("abc", max_size=3), st.integers(0, 9)),
)
def test_who_carries_least_is_asked_first_and_nobody_is_left_out(members: list[str], loads: dict[str, int]) -> None:
    found = least_loaded_first(members, loads)
    carried = [loads.get(member, 0) for member in found]
    assert sorted(found) == sorted(members)
    assert carried == sorted(carried)
    assert least_loaded_first(found, loads) == found


def test_whole_words_alone_name_a_territory() -> None:
    member = Bringing(region="MLI", called=("Mali", "مالي"), skills=("international law",))
    bodies = [
        Sought(code="far", words="Formalities of the law", regions=frozenset({"MLI"}), seats=9, free=9),
        Sought(code="full", words="Mali", seats=1, free=0),
        Sought(code="absent", words="", seats=5, free=1),
        Sought(code="skill", words="We need International Law", regions=frozenset({"MLI"}), seats=5, free=1),
        Sought(code="near", words="Fields in mali", regions=frozenset({"MLI"}), seats=5, free=1),
    ]
    assert [(each.code, each.whys) for each in suggest(member, bodies)] == [
        ("near", (Why.TERRITORY, Why.FREE)),
        ("skill", (Why.SKILL, Why.FREE)),
        ("absent", (Why.ABSENT, Why.FREE)),
    ]


@pytest.mark.django_db
def test_each_suggestion_says_why_to_the_member_and_to_who_looks_after_seats(client: Client) -> None:
    of = founding.coalition()
    survivors = formed(of)
    mali = formed(of, names={"en": "Fields in Mali"}, seats=1)
    formed(of, names={"en": "By decision"}, open=False)
    member = founding.member(of, "Femmes du Mali")
    Organisation.objects.of(of.id).filter(pk=member.organisation_id).update(country="MLI")
    acting = founding.represent(member, "amina@example.org")
    by = standing_of(str(acting.account_id), of.id)
    own = own_suggestions(by, list(terms_in_force(of.id)))
    assert own is not None
    assert [(each.name, each.sentence) for each in own.suggested] == [
        ("Fields in Mali", "What it is for names Mali; nobody from Mali sits in it; 1 of 1 seat is free."),
        ("Survivors first", "Nobody from Mali sits in it; 3 of 3 seats are free."),
    ]
    client.force_login(acting.account)
    page = client.get(reverse("bodies:bodies", args=[of.slug])).content.decode()
    assert "Your member sits on no committee yet" in page
    assert reverse("bodies:formed", args=[of.slug, mali.id]) in page
    join_body(by=by, code=survivors.code)
    assert own_suggestions(standing_of(by.account, of.id), list(terms_in_force(of.id))) is None
    other = founding.member(of, "Other")
    Contribution.objects.create(
        coalition=of,
        member=other,
        kind="skill",
        words="Care for survivors",
        audience="members",
        by_person=acting.id,
        offered_at=clock.now(),
    )
    shown = with_suggestions(founding.officer(of, "bodies.administer"), [other], list(terms_in_force(of.id)))
    assert [(each.member, each.load) for each in shown] == [(other, "")]
    assert [each.sentence for each in shown[0].suggested] == [
        "What it is for asks for what the member brings: Care for survivors; 2 of 3 seats are free.",
        "What it is for asks for what the member brings: Care for survivors; 1 of 1 seat is free.",
    ]


@pytest.mark.django_db
def test_committees_of_the_charter_are_suggested_where_a_decision_fills_them_and_who_carries_least_first() -> None:
    seats = Seats(code="free", names={"en": "Seats"}, number=4, filled=Filled.APPOINTMENT)
    kinds = {"committee": BodyKind.COMMITTEE, "elected": BodyKind.COMMITTEE, "partners": BodyKind.TASK_FORCE}
    bodies = {code: Body(code=code, kind=kind, names={"en": code}, seats=(seats,)) for code, kind in kinds.items()}
    bodies["elected"] = replace(bodies["elected"], seats=(replace(seats, filled=Filled.ELECTION),))
    bodies["partners"] = replace(bodies["partners"], seats=(replace(seats, reserved_category="partner"),))
    of = founding.coalition(bodies=(*founding.charter().bodies, *bodies.values()))
    busy, idle = founding.member(of, "A busy one"), founding.member(of, "Idle")
    acting = founding.represent(busy, "amina@example.org")
    actions.appoint(by=founding.system(of), nomination=actions.Nomination(office="chair", person=acting))
    promise = actions_of_members.Promise(words="Ten walks", capacity=Capacity.SMALL)
    actions_of_members.promise(by=standing_of(str(acting.account_id), of.id), member=busy, promised=promise)
    shown = with_suggestions(founding.officer(of, "bodies.administer"), [busy, idle], list(terms_in_force(of.id)))
    assert [(each.member, each.load) for each in shown] == [
        (idle, ""),
        (busy, "Those who act for it hold one seat or office already. They have one task to do."),
    ]
    (told,) = shown[0].suggested
    assert told.url == reverse("bodies:body", args=[of.slug, "committee"])
    assert (told.name, told.sentence) == ("committee", "4 of 4 seats are free; a decision fills them: propose it.")


@pytest.mark.django_db
def test_a_member_under_protection_is_suggested_nothing() -> None:
    of = founding.coalition()
    formed(of)
    acting = founding.represent(founding.member(of, "Hidden", protected=True), "amina@example.org")
    assert own_suggestions(standing_of(str(acting.account_id), of.id), []) is None


@pytest.mark.django_db
def test_where_a_member_works_counts_as_where_it_is() -> None:
    of = founding.coalition()
    for name in ("Fields of Colombia", "The valley of Gao", "Help for Kidal", "Far away"):
        formed(of, names={"en": name}, seats=2)
    member = founding.member(of, "Works in three places")
    acting = founding.represent(member, "amina@example.org")
    given = {
        "coalition": of,
        "member": member,
        "audience": "members",
        "by_person": acting.id,
        "offered_at": clock.now(),
    }
    Contribution.objects.create(kind="territory", words="Timbuktu, Kidal", country="COL", area="Gao", **given)
    own = own_suggestions(standing_of(str(acting.account_id), of.id), list(terms_in_force(of.id)))
    assert own is not None
    assert {each.name: each.sentence for each in own.suggested} == {
        "Fields of Colombia": "What it is for names Colombia; 2 of 2 seats are free.",
        "The valley of Gao": "What it is for names Gao; 2 of 2 seats are free.",
        "Help for Kidal": "What it is for names Kidal; 2 of 2 seats are free.",
    }
    Contribution.objects.of(of.id).update(withdrawn_at=clock.now())
    own = own_suggestions(standing_of(str(acting.account_id), of.id), list(terms_in_force(of.id)))
    assert own is not None
    assert not any("names" in each.sentence for each in own.suggested)


@pytest.mark.django_db
def test_the_desk_tells_that_a_member_sits_on_none_and_no_mail_does() -> None:
    of = founding.coalition()
    survivors = formed(of)
    observer, acting = (
        founding.represent(founding.member(of, name), f"{name}@example.org", mandate)
        for name, mandate in (("observing", Mandate.OBSERVES), ("deciding", Mandate.DECIDES))
    )
    hidden = founding.represent(founding.member(of, "Hidden", protected=True), "hidden@example.org")
    officer = founding.officer(of, "bodies.administer")

    def told(person: Person) -> list[tuple[str, str, bool]]:
        by = standing_of(str(person.account_id), of.id)
        return [(each.title, each.sentence, each.is_calm) for each in desk_asks_of(by) if "sits on" in each.title]

    def counted() -> list[str]:
        return [each.title for each in desk_asks_of(officer) if "on no body" in each.title]

    sentence = "Every member sits on at least one: see which it could join, and why."
    assert told(acting) == [("Your member sits on no body yet", sentence, True)]
    assert (told(observer), told(hidden)) == ([], [])
    assert counted() == ["2 members sit on no body yet"]
    by = standing_of(str(acting.account_id), of.id)
    assert not [each for one in (by, officer) for each in asks_of(one) if "on no body" in each.title]
    join_body(by=by, code=survivors.code)
    assert told(acting) == []
    assert counted() == ["One member sits on no body yet"]
