"""The demonstration, loaded whole: what stands in it, that its records verify, and who may sign in."""

import json
from collections import Counter
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse
from django.utils.translation import override

from plenary.accounts.models import Account
from plenary.agreements.models import Agreement, Signature
from plenary.agreements.queries import agreements_to_sign, draft_lines, languages_of_agreement
from plenary.agreements.rules import Stage
from plenary.charter.models import CharterVersion
from plenary.charter.rules.schema import Method
from plenary.coalitions.models import Coalition
from plenary.core import clock
from plenary.core.standing import standing_of
from plenary.decisions.models import Advice, Ballot, Concern, Delegation, Elector, Proposal
from plenary.decisions.queries import temperature_now, words_of
from plenary.decisions.rules.phases import Phase
from plenary.demo import content, loading
from plenary.demo.people import CHAIR, REPRESENTATIVE, ROLES
from plenary.directory.models import Organisation, Person
from plenary.health.models import RaisedConcern
from plenary.health.queries import opened_for
from plenary.meetings import rules as meetings
from plenary.meetings.models import Meeting
from plenary.meetings.queries import approval
from plenary.meetings.rules.approval import Approval
from plenary.membership.balance import balance_and_own
from plenary.membership.models import (
    Accommodation,
    Contribution,
    Member,
    MemberCommitment,
    NetworkMember,
    OpeningAnswer,
)
from plenary.membership.rules.contributions import Kept, kept
from plenary.record.audits import audits
from plenary.record.queries import verify_record

HERE = {"HTTP_HOST": "localhost", "REMOTE_ADDR": "127.0.0.1"}


@pytest.fixture(scope="module")
def told(django_db_setup, django_db_blocker):
    """The whole story, once for this module, taken back at its end; each test works in a savepoint of it."""
    with django_db_blocker.unblock():
        whole = transaction.atomic()
        whole._from_testcase = True  # as TestCase does: inside it, durable blocks may begin
        with whole:
            loading.load(lambda _words: None)
            yield
            transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _open(told, db):
    """The database is asked for by name: it is made only where a test does."""


def coalition(slug):
    return Coalition.objects.get(slug=slug)


def proposal(slug, start):
    return Proposal.objects.of(coalition(slug).id).get(title__startswith=start)


def test_three_coalitions_stand_in_their_states():
    states = dict(Coalition.objects.values_list("slug", "state"))
    assert states == {"clear-fields": "active", "whole-again": "active", "safe-schools": "forming"}


def test_the_big_one_has_its_members_and_applicants():
    rows = Member.objects.of(coalition("clear-fields").id)
    by_status = {status: rows.filter(status=status).count() for status in set(rows.values_list("status", flat=True))}
    assert by_status == {
        "active": 114, "provisional": 4, "applied": 5, "suspended": 1, "removed": 1, "on_leave": 1, "dormant": 1,
    }  # fmt: skip


def test_proposals_stand_in_every_state():
    rows = Proposal.objects.of(coalition("clear-fields").id)
    phases = {proposal.phase.value for proposal in rows}
    assert phases == {
        "draft", "notice", "discussion", "voting", "window", "decided", "carried_out", "withdrawn", "lapsed",
    }  # fmt: skip
    assert rows.filter(withdrawn_at=None, outcome="").count() == 9


def test_the_network_was_silent_and_broke_a_silence():
    open_now = proposal("whole-again", "Write one guide")
    assert (open_now.phase, open_now.frozen_process.method) == (Phase.VOTING, Method.SILENCE)
    broken = proposal("whole-again", "Send the list")
    assert (broken.outcome, broken.final_count.reason) == ("rejected", "decisions.silence_broken")


def test_the_network_comes_to_consensus():
    settled = proposal("whole-again", "One call a month")
    assert (settled.outcome, settled.round, settled.rounds.get().followed_by) == ("adopted", 2, "again")
    cast = Counter(Ballot.objects.of(settled.coalition_id).filter(elector__round=2).values_list("choice", flat=True))
    assert cast == {"support": 6, "reservation": 1, "aside": 1}
    discussed = proposal("whole-again", "Lend moulds")
    assert discussed.phase is Phase.DISCUSSION
    assert temperature_now(discussed).is_told
    assert set(Concern.objects.of(discussed.coalition_id).filter(proposal=discussed).values_list("state", flat=True)) == {
        "answered", "upheld",
    }  # fmt: skip


def test_the_board_decided_on_calls_and_urgently():
    now, before = proposal("clear-fields", "Keep the office"), proposal("clear-fields", "Replace the satellite")
    assert (now.stage, now.phase) == ("recorded", Phase.WINDOW)
    assert (before.stage, before.phase) == ("recorded", Phase.CARRIED_OUT)
    urgent = proposal("clear-fields", "Stop work")
    assert (urgent.stage, urgent.phase, urgent.outcome) == ("confirming", Phase.VOTING, "")
    assert urgent.carried_out_at is not None
    assert Ballot.objects.of(urgent.coalition_id).filter(proposal=urgent, elector__round=2).count() > 20


def test_a_text_is_amended_and_translated():
    text = proposal("clear-fields", "How we speak")
    assert sorted((row.kind, row.state) for row in text.amendments.all()) == [
        ("add", "open"), ("replace", "accepted"), ("replace", "open"),
    ]  # fmt: skip
    languages = words_of(text, "fr").languages
    assert words_of(text, "fr").language == "fr"
    assert (set(languages.stale), set(languages.drafts)) == ({"es"}, {"ar"})


def test_some_act_for_others_in_an_open_vote():
    lent = proposal("clear-fields", "Lend the spare detectors")
    electors = Elector.objects.of(lent.coalition_id).filter(proposal=lent)
    assert electors.exclude(recused_at=None).get().name == "Mindanao Peace Weavers"
    assert [row.elector.name for row in Ballot.objects.of(lent.coalition_id).filter(proposal=lent, how="phone")] == [
        "Nepal Hill Women’s Federation"
    ]
    given = Delegation.objects.of(lent.coalition_id).get(proposal=lent, until=None)
    assert electors.get(member=given.giver).name == "Terres Libres"
    assert not Ballot.objects.of(lent.coalition_id).filter(elector__member=given.giver, proposal=lent).exists()


def test_bodies_are_asked_for_advice():
    asked = Advice.objects.of(coalition("clear-fields").id)
    assert (asked.get(body="policy").words, asked.get(body="board").became) == ("", "taken")


def test_a_platform_in_three_languages_is_being_signed():
    of = coalition("clear-fields")
    platform = Agreement.objects.of(of.id).exclude(current=None).get()
    assert platform.stage_on(clock.now().date()) is Stage.IN_FORCE
    assert [platform.language, *languages_of_agreement(platform)] == ["en", "ar", "fr"]
    counted = Signature.objects.of(of.id).filter(agreement=platform, withdrawn_at=None).exclude(confirmed_at=None)
    assert counted.count() == 101
    assert counted.filter(on_paper=True).get().member.name == "South Sudan Cattle Camps Council"
    assert counted.exclude(reservation="").count() == 2
    amina = standing_of(Account.objects.get(email=REPRESENTATIVE.email).id, of.id)
    assert agreements_to_sign(amina) == [(platform, 0)]
    draft = Agreement.objects.of(of.id).get(current=None)
    assert draft.paragraphs.count() == 2
    waits = draft.suggestions.get()
    assert (waits.state, waits.member.name, waits.against) == ("open", "Campo Limpo", draft_lines(draft)[1].words)


def test_the_board_met_and_the_plenary_is_called():
    past, plenary, policy = (
        Meeting.objects.of(coalition("clear-fields").id).get(body=body) for body in ("board", "plenary", "policy")
    )
    assert (past.phase, approval(past)) == (meetings.Phase.OVER, Approval.APPROVED)
    first = past.items.first()
    assert (first.proposal.title, first.notes != "") == ("Replace the satellite phones of the Sahel teams", True)
    assert (past.attendances.count(), past.points.count(), past.points.filter(done_at=None).count()) == (7, 3, 1)
    assert (plenary.phase, plenary.items.count(), plenary.needs.count()) == (meetings.Phase.CALLED, 4, 3)
    assert {option.answers.count() for option in plenary.options.all()} == {10}
    assert (policy.phase, policy.options.count()) == (meetings.Phase.FINDING, 3)


def test_members_answered_the_opening_questions_and_keep_promises():
    of, today = coalition("clear-fields"), clock.now().date()
    assert OpeningAnswer.objects.of(of.id).values("member").distinct().count() == 4
    assert Contribution.objects.of(of.id).count() == 4
    stand = {
        row.member.name: kept(
            row.number,
            row.delivered_number,
            is_done=row.is_done,
            is_withdrawn=row.withdrawn_at is not None,
            due_on=row.due_on,
            today=today,
        )
        for row in MemberCommitment.objects.of(of.id)
    }
    assert stand == {
        "Femmes du Sahel pour des champs sûrs": Kept.PART,
        "Minefree Balkans": Kept.DELIVERED,
        "Terres Libres": Kept.PROMISED,
        "Campo Limpo": Kept.WITHDRAWN,
    }


def test_networks_name_who_belongs_to_them_and_one_organisation_is_heard_twice():
    of = coalition("clear-fields")
    rows = NetworkMember.objects.of(of.id).values_list("member__organisation__name", "is_public")
    assert Counter(rows) == {("Minefree Balkans", True): 5, ("Mindanao Peace Weavers", False): 3}
    members = Member.objects.of(of.id).values_list("organisation__name", flat=True)
    assert NetworkMember.objects.of(of.id).filter(name__in=list(members)).get().name == "Crna Gora bez Opasnosti"


def test_one_accommodation_is_agreed_and_one_waits():
    rows = Accommodation.objects.of(coalition("clear-fields").id).order_by("asked_at")
    told = [(row.member.name, row.agreed_at is not None, row.room.does != "") for row in rows]
    assert told == [("Northern Disarmament Forum", True, True), ("Tierra Segura", False, False)]


def test_balance_by_gender_is_told_since_some_persons_give_theirs():
    amina = standing_of(Account.objects.get(email=REPRESENTATIVE.email).id, coalition("clear-fields").id)
    with override("en"):
        by_gender = next(table for table in balance_and_own(amina)[0] if table.code == "gender")
    numbers = {row.name: row.number for row in by_gender.rows}
    assert numbers.pop("not given") > 90  # all who act for members count, those too who hold nothing
    assert numbers == {"women": 9, "men": 6}
    shown = Person.objects.of(coalition("clear-fields").id).exclude(gender="").values_list("gender_given", flat=True)
    assert list(shown) == ["woman"] * 3


def test_a_concern_is_read_by_the_chair_with_the_passphrase_that_is_told():
    of = coalition("clear-fields")
    chair = standing_of(Account.objects.get(email=CHAIR.email).id, of.id)
    concern = RaisedConcern.objects.of(of.id).get()
    sides = opened_for(chair, concern, content.concerns()["passphrase"])
    assert [message.kind for message in sides[0].messages] == ["raised", "acknowledged"]


def test_the_charter_was_amended_twice_after_it_was_adopted():
    assert CharterVersion.objects.of(coalition("clear-fields").id).count() == 4


def test_six_organisations_are_known_in_both_coalitions():
    shared = Organisation.objects.of(coalition("whole-again").id).exclude(shared=None).values_list("shared", flat=True)
    assert len(shared) == 6
    assert Organisation.objects.of(coalition("clear-fields").id).filter(shared__in=list(shared)).count() == 6


@pytest.mark.parametrize("slug", ["clear-fields", "whole-again", "safe-schools"])
def test_records_verify_and_agree_with_rows(slug):
    of = coalition(slug)
    assert list(verify_record(of.id)) == []
    assert {name: list(audit(of.id)) for name, audit in audits().items()} == {name: [] for name in audits()}


def test_people_and_protected_members_are_told_as_json():
    answer = StringIO()
    call_command("demo", json=True, stdout=answer)
    told = json.loads(answer.getvalue())
    assert [person["role"] for person in told["people"]] == [str(role.label) for role in ROLES]
    assert [person["name"] for person in told["people"]] == [role.person for role in ROLES]
    assert told["protected_members"] == [{"names": ["Roshana Shelter Circle", "حلقهٔ پناه روشنا", "Zahra N."]}]


@override_settings(DEMONSTRATION=True)
@pytest.mark.parametrize("role", [role.code for role in ROLES])
def test_one_signs_in_by_the_button(role):
    path, client = reverse("demo:sign_in", args=[role]), Client()
    assert client.get(path, **HERE).status_code == 200
    assert "_auth_user_id" not in client.session
    assert client.post(path, **HERE).status_code == 302
    assert "_auth_user_id" in client.session


@pytest.mark.parametrize(
    ("demonstration", "host", "address"),
    [(False, "localhost", "127.0.0.1"), (True, "plenary.example", "127.0.0.1"), (True, "localhost", "192.0.2.7")],
)
def test_nobody_signs_in_so_elsewhere(demonstration, host, address):
    path, client = reverse("demo:sign_in", args=["chair"]), Client()
    with override_settings(DEMONSTRATION=demonstration, ALLOWED_HOSTS=["*"]):
        assert client.get(path, HTTP_HOST=host, REMOTE_ADDR=address).status_code == 404
        assert client.post(path, HTTP_HOST=host, REMOTE_ADDR=address).status_code == 404
    assert "_auth_user_id" not in client.session


@override_settings(DEMONSTRATION=True)
@pytest.mark.parametrize("said", ["X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Forwarded", "Via"])
def test_nobody_signs_in_so_through_a_proxy(said):
    path, client = reverse("demo:sign_in", args=["chair"]), Client(headers={said: "192.0.2.7"})
    assert client.get(path, **HERE).status_code == 404
    assert client.post(path, **HERE).status_code == 404
    assert "_auth_user_id" not in client.session


@override_settings(DEMONSTRATION=True)
def test_only_parts_of_the_demonstration_sign_in_so():
    assert Client().post(reverse("demo:sign_in", args=["somebody"]), **HERE).status_code == 404
