"""A concern from the first word to the check: who reads it, who does not, and what each may do."""

from datetime import timedelta
from typing import Literal

import pytest

from plenary.bodies import actions as bodies
from plenary.bodies.models import Term
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused
from plenary.health import actions, queries
from plenary.health.actions.raising import Raised
from plenary.health.audits import audit
from plenary.health.models import RaisedConcern, ReceiverKey
from plenary.health.queries import Opened
from plenary.health.rules.receivers import About
from plenary.health.rules.steps import Part
from plenary.health.tasks import look_after_concerns
from plenary.health.tests.factories import PASSPHRASE, WORDS, World, world
from plenary.notices.models import OutgoingMail
from plenary.record.models import Entry
from tests import founding

pytestmark = pytest.mark.django_db
ABOUT_CHAIR = About(offices=frozenset({"chair"}))
DAY = timedelta(days=1)


def refused(reason: str) -> pytest.RaisesExc[Refused]:
    """Expect a refusal for exactly this reason."""
    return pytest.RaisesExc(Refused, check=lambda refusal: refusal.verdict.reason == reason)


def opened(code: str) -> Opened:
    found = queries.by_code(code)
    assert found is not None
    return found


def answered(code: str, to: Literal["mediator", "outcome"], *, is_yes: bool = True, words: str = "") -> None:
    """One side answers what was proposed last."""
    by = opened(code)
    actions.answer(by=by, to=to, is_yes=is_yes, words=words, proposal=queries.proposal_in(by.messages(), to))


def read_by(of: World, role: str, concern: RaisedConcern) -> list[list[str]]:
    """What one reads of a concern, side by side."""
    sides = queries.opened_for(of.by(role), concern, f"{PASSPHRASE} {role}")
    return [[said.words for said in side.messages] for side in sides]


def test_a_receiver_reads_what_was_raised_and_the_answer_comes_back_by_the_code() -> None:
    of = world()
    code, concern = of.raised()
    assert list(queries.concerns_for(of.by("chair"))) == [concern]
    assert read_by(of, "chair", concern) == [[WORDS]]
    actions.acknowledge(by=of.by("chair"), concern=concern, words="We have it.")
    back = opened(code)
    assert [said.words for said in back.messages()] == [WORDS, "We have it."]
    actions.say_by_code(by=back, words="It was on Monday.")
    assert read_by(of, "chair", concern) == [[WORDS, "We have it.", "It was on Monday."]]
    with refused("health.not_now"):
        actions.acknowledge(by=of.by("chair"), concern=concern, words="Again.")


def test_a_concern_about_the_chair_goes_around_the_chair() -> None:
    of = world()
    _code, concern = of.raised(ABOUT_CHAIR)
    assert list(queries.concerns_for(of.by("chair"))) == []
    assert queries.visible_concern(of.by("chair"), concern.pk) is None
    assert list(queries.concerns_for(of.by("deputy"))) == [concern]
    with clock.set_to(clock.now() + 30 * DAY):
        look_after_concerns()
    assert list(queries.concerns_for(of.by("chair"))) == []
    with refused("health.other_key"):
        queries.opened_for(of.by("chair"), concern, f"{PASSPHRASE} chair")


def test_what_nobody_acknowledged_goes_past_the_chair_once() -> None:
    of = world(acknowledge_hours=72)
    _code, concern = of.raised()
    assert list(queries.concerns_for(of.by("deputy"))) == []
    with clock.set_to(clock.now() + 3 * DAY):
        look_after_concerns()
        assert list(queries.concerns_for(of.by("deputy"))) == []
    with clock.set_to(clock.now() + 4 * DAY):
        look_after_concerns()
        look_after_concerns()
        assert read_by(of, "deputy", concern) == [[WORDS]]
        actions.acknowledge(by=of.by("deputy"), concern=concern, words="We have it.")
    assert list(queries.concerns_for(of.by("chair"))) == [concern]
    to = sorted(OutgoingMail.objects.values_list("to", flat=True))
    assert to == ["chair@example.org", "chair@example.org", "deputy@example.org"]


def test_a_wrong_passphrase_and_a_wrong_code_open_nothing() -> None:
    of = world()
    _code, concern = of.raised()
    with refused("health.wrong_passphrase"):
        queries.opened_for(of.by("chair"), concern, PASSPHRASE)
    assert queries.by_code("0000 0000 0000 0000 0000") is None
    assert queries.by_code("not a code") is None


def test_where_nobody_can_receive_it_is_not_taken() -> None:
    of = world(keys=())
    with refused("health.nobody_receives"):
        of.raised()
    without = world_without_office()
    with refused("health.no_office"):
        actions.raise_concern(by=Standing.nobody(without.of.id), raised=Raised(words=WORDS), about=About())
    assert RaisedConcern.objects.across_coalitions().count() == 0


def world_without_office() -> World:
    return World(founding.coalition("no-office"))


def test_a_receiver_without_a_key_is_passed_over() -> None:
    of = world(keys=("deputy",))
    _code, concern = of.raised()
    assert read_by(of, "deputy", concern) == [[WORDS]]


def test_only_those_named_by_the_charter_receive_and_make_a_key() -> None:
    of = world()
    _code, concern = of.raised()
    assert list(queries.concerns_for(of.by("member"))) == []
    with refused("health.no_holder"):
        actions.make_key(by=of.by("member"), passphrase=PASSPHRASE)
    with refused("health.not_a_receiver"):
        actions.acknowledge(by=of.by("member"), concern=concern, words="We have it.")
    with refused("health.has_key"):
        actions.make_key(by=of.by("chair"), passphrase=PASSPHRASE)


def test_keys_enter_the_record_and_nothing_of_a_concern_does() -> None:
    of = world()
    before = Entry.objects.of(of.of.id).count()
    code, concern = of.raised()
    actions.acknowledge(by=of.by("chair"), concern=concern, words="We have it.")
    actions.say_by_code(by=opened(code), words="Thank you.")
    assert Entry.objects.of(of.of.id).count() == before
    kinds = list(Entry.objects.of(of.of.id).filter(kind__startswith="health.").values_list("kind", flat=True))
    assert kinds == ["health.key_made", "health.key_made"]
    assert list(audit(of.of.id)) == []
    ReceiverKey.objects.of(of.of.id).update(public=b"\1" * 32)
    assert len(list(audit(of.of.id))) == 2


def heard(of: World) -> tuple[str, str, RaisedConcern]:
    """A concern on which the one concerned gave a statement: both codes."""
    code, concern = of.raised()
    actions.acknowledge(by=of.by("chair"), concern=concern, words="We have it.")
    other = actions.ask_statement(by=of.by("chair"), concern=concern, words="What happened on Monday?")
    actions.say_by_code(by=opened(other), words="I was loud, and am sorry.")
    concern.refresh_from_db()
    return code, other, concern


def test_the_one_concerned_is_heard_and_neither_side_reads_the_other() -> None:
    of = world()
    code, other, concern = heard(of)
    assert concern.state == RaisedConcern.HEARD
    assert [said.words for said in opened(other).messages()] == [
        "What happened on Monday?",
        "I was loud, and am sorry.",
    ]
    assert [said.words for said in opened(code).messages()] == [WORDS, "We have it."]
    actions.say(by=of.by("chair"), concern=concern, part=Part.HEARD, words="Thank you.")
    assert read_by(of, "chair", concern) == [
        [WORDS, "We have it."],
        ["What happened on Monday?", "I was loud, and am sorry.", "Thank you."],
    ]


def test_a_mediator_and_an_outcome_hold_once_both_agree_and_the_check_comes_later() -> None:
    of = world()
    code, other, concern = heard(of)
    actions.propose_mediator(by=of.by("chair"), concern=concern, words="Somebody from outside.")
    answered(code, "mediator")
    answered(other, "mediator", is_yes=False, words="I do not know them.")
    assert sorted(concern.threads.values_list("part", "mediator")) == [("heard", "no"), ("raised", "yes")]
    today = clock.now().date()
    with refused("health.check_is_past"):
        actions.conclude(by=of.by("chair"), concern=concern, words="An apology.", check_on=today)
    actions.conclude(by=of.by("chair"), concern=concern, words="An apology.", check_on=today + 30 * DAY)
    answered(code, "outcome")
    concern.refresh_from_db()
    assert concern.state == RaisedConcern.HEARD
    with refused("health.not_now"):
        actions.say_fair(by=opened(code), is_fair=True)
    answered(other, "outcome")
    concern.refresh_from_db()
    assert (concern.state, concern.check_on) == (RaisedConcern.AGREED, today + 30 * DAY)
    with refused("health.not_now"):
        actions.close(by=of.by("chair"), concern=concern, words="Done.")
    with clock.set_to(clock.now() + 30 * DAY):
        actions.close(by=of.by("chair"), concern=concern, words="It holds.")
    actions.say_fair(by=opened(code), is_fair=True)
    actions.say_fair(by=opened(other), is_fair=False, words="It took long.")
    with refused("health.not_now"):
        actions.say_fair(by=opened(code), is_fair=False)
    said = [
        [each.kind for each in side.messages]
        for side in queries.opened_for(of.by("chair"), concern, f"{PASSPHRASE} chair")
    ]
    assert said == [
        ["raised", "acknowledged", "mediator", "mediator_yes", "outcome", "outcome_yes", "closed", "fair"],
        ["asked", "message", "mediator", "mediator_no", "outcome", "outcome_yes", "closed", "unfair"],
    ]


def test_one_who_does_not_answer_in_their_time_holds_nothing_up() -> None:
    of = world()
    code, concern = of.raised()
    actions.acknowledge(by=of.by("chair"), concern=concern, words="We have it.")
    actions.ask_statement(by=of.by("chair"), concern=concern, words="What happened?")
    with refused("health.not_now"):
        actions.conclude(by=of.by("chair"), concern=concern, words="So.", check_on=clock.now().date() + DAY)
    with clock.set_to(clock.now() + 22 * DAY):
        actions.conclude(by=of.by("chair"), concern=concern, words="So.", check_on=clock.now().date() + DAY)
        answered(code, "outcome")
    concern.refresh_from_db()
    assert concern.state == RaisedConcern.AGREED


def test_who_lost_the_office_reads_no_more() -> None:
    of = world()
    of.raised()
    bodies.end_term(by=founding.system(of.of), term_id=Term.objects.of(of.of.id).get(office="chair").id)
    assert list(queries.concerns_for(of.by("chair"))) == []
