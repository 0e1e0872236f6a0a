"""The forms by which it is proposed to adopt an edition and to end an agreement: what is offered, and what comes of it."""

from typing import Any

import pytest

from plenary.agreements import actions
from plenary.agreements.forms.effects import AdoptForm, EndForm
from plenary.agreements.tests import factories
from plenary.core.standing import Standing
from plenary.decisions.forms.effects import EffectForm
from plenary.decisions.tests import factories as decisions
from tests import founding

pytestmark = pytest.mark.django_db


def offered(form: type[EffectForm], by: Standing) -> list[tuple[str, str]]:
    """What a form offers to choose from."""
    made = form(standing=by)
    choices = [(key, str(words)) for key, words in made.fields[made.chosen].choices if key]
    assert made.has_choices is bool(choices)
    return choices


def test_editions_that_wait_and_were_not_overtaken_are_offered_newest_first() -> None:
    of = founding.coalition(rules=decisions.charter())
    (one,) = founding.standings(of, 1)
    agreement = factories.drafted(one)
    assert offered(AdoptForm, one) == []
    first = factories.laid_down(one, agreement)
    assert offered(AdoptForm, one) == [(first.id, "Our call, edition 1")]
    rows = [first]
    for words in ("More.", "Still more."):
        actions.write_paragraph(by=one, agreement=agreement, words=words)
        rows.append(factories.laid_down(one, agreement))
    assert [key for key, _words in offered(AdoptForm, one)] == [row.id for row in reversed(rows)]
    actions.adopt_edition(by=founding.system(of), edition_id=rows[1].id)
    assert offered(AdoptForm, one) == [(rows[2].id, "Our call, edition 3")]
    form = AdoptForm({"edition": rows[2].id}, standing=one)
    assert (form.is_valid(), form.payloads()) == (True, [{"edition": rows[2].id}])
    assert not AdoptForm({"edition": first.id}, standing=one).is_valid()
    actions.end_agreement(by=founding.system(of), agreement_id=agreement.id, because="Done.")
    assert offered(AdoptForm, one) == []


def test_agreements_that_have_not_ended_are_offered_by_title_with_a_reason() -> None:
    of = founding.coalition(rules=decisions.charter())
    (one,) = founding.standings(of, 1)
    assert offered(EndForm, one) == []
    rows = [factories.adopted(of, one, title=title) for title in ("C", "A", "B")]
    actions.end_agreement(by=founding.system(of), agreement_id=rows[2].id, because="Done.")
    assert offered(EndForm, one) == [(rows[1].id, "A"), (rows[0].id, "C")]
    given = {"agreement": rows[1].id, "reason": "It is done."}
    form = EndForm(given, standing=one)
    assert (form.is_valid(), form.payloads()) == (True, [given])
    assert list(EndForm({"agreement": rows[1].id}, standing=one).errors) == ["reason"]


@pytest.mark.parametrize(
    ("payloads", "filled"),
    [
        ([], {}),
        ([{"agreement": "a", "reason": "Done.", "proposal": "p"}], {"agreement": "a", "reason": "Done."}),
        ([{"agreement": "a"}, {"agreement": "b"}], {"agreement": "a", "reason": None}),
    ],
)
def test_a_draft_fills_in_what_the_form_asks(payloads: list[dict[str, Any]], filled: dict[str, Any]) -> None:
    assert EndForm.from_payloads(payloads) == filled
