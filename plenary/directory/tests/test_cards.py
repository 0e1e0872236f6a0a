"""Cards: what actions do to rows and record, and who sees what."""

import pytest

from plenary.core.standing import Standing, standing_of
from plenary.core.verdicts import Refused, allow
from plenary.directory import actions, queries
from plenary.directory.models import Organisation, OtherName, Person
from plenary.directory.rules.details import Contact, Issued, Name
from plenary.directory.tests import factories
from plenary.directory.uses import _finders
from plenary.record.models import Entry
from tests import founding

pytestmark = pytest.mark.django_db


def kinds_of(coalition_id: str) -> list[tuple[str, list[str]]]:
    entries = Entry.objects.of(coalition_id).order_by("n").prefetch_related("audiences")
    return [(entry.kind, [audience.token for audience in entry.audiences.all()]) for entry in entries][1:]


def test_an_organisation_is_added_with_its_details_and_entered_for_members():
    of = founding.unchartered()
    made = actions.add_organisation(
        by=factories.officer(of),
        name="  Femmes  du Sahel ",
        country="MLI",
        other_names=[Name("نساء الساحل", "ar")],
        identifiers=[Issued("123", "RC")],
        contacts=[Contact("voice", "+223 20 22")],
    )
    assert (made.name, made.name_key, made.country) == ("Femmes du Sahel", "femmes du sahel", "MLI")
    seen = queries.card(founding.somebody(of), made.pk)
    assert seen == made
    assert [(name.name, name.language) for name in seen.othernames.all()] == [("نساء الساحل", "ar")]
    assert [str(issued) for issued in seen.identifiers.all()] == ["RC:123"]
    assert [(contact.kind, contact.value) for contact in seen.contactdetails.all()] == [("voice", "+223 20 22")]
    assert kinds_of(of.pk) == [("directory.organisation_added", ["members"])]


def test_without_the_power_nothing_is_added():
    of = founding.unchartered()
    with pytest.raises(Refused) as refused:
        actions.add_organisation(by=founding.somebody(of), name="Green Valley")
    assert refused.value.verdict.reason == "directory.administer_only"
    assert Organisation.objects.of(of.pk).count() == 0


def test_the_verdict_of_a_room_above_stands_for_the_power():
    of = founding.unchartered()
    made = actions.add_organisation(by=founding.somebody(of), name="Green Valley", allowed=allow())
    assert list(Organisation.objects.of(of.pk)) == [made]


def test_a_card_without_a_name_is_refused_and_nothing_is_entered():
    of = founding.unchartered()
    with pytest.raises(Refused) as refused:
        actions.add_person(by=factories.officer(of), name="  ")
    assert refused.value.verdict.reason == "directory.name_missing"
    assert kinds_of(of.pk) == []


def test_an_account_has_one_card_in_a_coalition_until_it_is_removed():
    of, account = founding.unchartered(), founding.account()
    first = factories.person(of, account_id=account.pk)
    with pytest.raises(Refused) as refused:
        factories.person(of, "Another", account_id=account.pk)
    assert refused.value.verdict.sentence == "This account already has a card in this coalition: Amina Diallo."
    actions.remove_card(by=factories.officer(of), card=first)
    second = factories.person(of, "Another", account_id=account.pk)
    assert queries.card_of_account(of.pk, account.pk) == second.pk


def test_amending_changes_what_is_given_and_enters_which_fields():
    of = founding.unchartered()
    made = factories.organisation(of, country="MLI", other_names=[Name("Old")])
    by = factories.officer(of)
    amended = actions.amend_organisation(by=by, organisation=made, name="Green Valleys", other_names=[Name("Older")])
    assert (amended.name, amended.name_key, amended.country) == ("Green Valleys", "green valleys", "MLI")
    assert [str(name) for name in OtherName.objects.of(of.pk)] == ["Older"]
    actions.amend_organisation(by=by, organisation=amended, country="MLI")
    assert [kind for kind, _ in kinds_of(of.pk)] == ["directory.organisation_added", "directory.organisation_amended"]


def test_people_amend_their_own_card_and_no_other():
    of = founding.unchartered()
    amina, omar = factories.person(of), factories.person(of, "Omar")
    by = founding.somebody(of, person=amina.pk)
    assert actions.amend_person(by=by, person=amina, gender="woman").gender == "woman"
    with pytest.raises(Refused):
        actions.amend_person(by=by, person=omar, gender="man")


def test_a_protected_card_is_seen_by_keepers_alone_and_entered_sealed():
    of = founding.unchartered()
    hidden = factories.organisation(of, "Quiet Hands", protected=True)
    shown = factories.organisation(of)
    assert list(queries.visible_organisations(factories.officer(of))) == [shown]
    assert list(queries.visible_organisations(factories.keeper(of))) == [shown, hidden]
    assert list(queries.found_organisations(factories.keeper(of), "quiet")) == []
    assert queries.card(factories.officer(of), hidden.pk) is None
    assert queries.names_of(of.pk, [hidden.pk]) == {hidden.pk: "Quiet Hands"}
    assert kinds_of(of.pk)[0] == ("directory.organisation_added", ["sealed"])


def test_a_protected_card_stands_in_no_list_and_each_look_is_entered():
    of = founding.unchartered()
    hidden = factories.organisation(of, "Quiet Hands", protected=True)
    shown = factories.organisation(of)
    assert list(queries.found_organisations(factories.keeper(of))) == [shown]
    with pytest.raises(Refused):
        actions.look_at_card(by=factories.officer(of), card=hidden)
    before = kinds_of(of.pk)
    for card in (hidden, shown):
        actions.look_at_card(by=factories.keeper(of), card=card)
    assert kinds_of(of.pk) == [*before, ("directory.sealed", ["sealed"])]


def test_a_protected_person_sees_their_own_card():
    of = founding.unchartered()
    made = factories.person(of)
    actions.protect_card(by=factories.keeper(of), card=made)
    assert list(queries.visible_persons(founding.somebody(of))) == []
    assert list(queries.visible_persons(founding.somebody(of, person=made.pk))) == [Person.objects.of(of.pk).get()]
    assert kinds_of(of.pk)[-1] == ("directory.card_protected", ["sealed"])


def test_outsiders_and_other_coalitions_see_no_card():
    of, other = founding.unchartered(), founding.unchartered("other")
    factories.organisation(of)
    assert list(queries.visible_organisations(Standing.nobody(of.pk))) == []
    assert list(queries.visible_organisations(factories.keeper(other))) == []


def test_a_card_in_use_is_not_removed():
    of = founding.unchartered()
    made = factories.organisation(of)

    def everything(_coalition: str, ids: object) -> object:
        return ids

    _finders.append(everything)
    try:
        with pytest.raises(Refused) as refused:
            actions.remove_card(by=factories.officer(of), card=made)
    finally:
        _finders.remove(everything)
    assert refused.value.verdict.sentence == "Green Valley is in use and cannot be removed."
    actions.remove_card(by=factories.officer(of), card=made)
    assert list(queries.visible_organisations(factories.keeper(of))) == []


def test_each_coalition_agrees_for_itself_to_share_an_identity():
    of, other = founding.unchartered(), founding.unchartered("other")
    here, there = factories.organisation(of), factories.organisation(other, "Green Valley e.V.")
    identity = actions.agree_shared(by=factories.officer(of), organisation=here)
    assert Organisation.objects.of(other.pk).get().shared is None
    assert actions.agree_shared(by=factories.officer(other), organisation=there, shared=identity.pk) == identity
    actions.withdraw_shared(by=factories.officer(of), organisation=here)
    assert Organisation.objects.of(of.pk).get().shared is None
    assert Organisation.objects.of(other.pk).get().shared == identity


def test_an_unknown_code_and_a_second_card_are_refused():
    of = founding.unchartered()
    one, two = factories.organisation(of), factories.organisation(of, "Two")
    by = factories.officer(of)
    identity = actions.agree_shared(by=by, organisation=one)
    with pytest.raises(Refused) as unknown:
        actions.agree_shared(by=by, organisation=two, shared=factories.nowhere())
    with pytest.raises(Refused) as taken:
        actions.agree_shared(by=by, organisation=two, shared=identity.pk)
    assert unknown.value.verdict.reason == "directory.no_such_shared"
    assert taken.value.verdict.reason == "directory.shared_taken"


def test_search_looks_at_names_folded_names_and_other_names(django_assert_num_queries):
    of = founding.unchartered()
    union = factories.organisation(of, "Société d'Écologie", country="FRA")
    factories.organisation(of, "Green Valley", country="MLI", other_names=[Name("الوادي الأخضر", "ar")])
    standing = founding.somebody(of)
    assert list(queries.found_organisations(standing, "ecologie")) == [union]
    with django_assert_num_queries(2):
        found = list(queries.found_organisations(standing, "الاخضر"))
    assert [card.name for card in found] == ["Green Valley"]
    assert [card.name for card in queries.found_organisations(standing, country="FRA")] == ["Société d'Écologie"]
    assert queries.countries_of(standing) == ["FRA", "MLI"]


def test_the_standing_of_an_account_names_its_card(django_assert_num_queries):
    of, account = founding.unchartered(), founding.account()
    made = factories.person(of, account_id=account.pk)
    standing = standing_of(account.pk, of.pk)
    assert standing.person == made.pk
    assert f"person:{made.pk}" in standing.audiences
    assert queries.accounts_of(of.pk, [made.pk]) == {made.pk: account.pk}
    assert queries.emails_of(of.pk, [made.pk]) == {made.pk: "amina@example.org"}
