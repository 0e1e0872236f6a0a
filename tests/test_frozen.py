"""What is frozen stays: a process in an open proposal, two records on one server, and rows that the record vouches for."""

from fractions import Fraction
from io import BytesIO, StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Model

from plenary.bodies.models import Term
from plenary.charter.models import CharterVersion
from plenary.charter.queries import charter_of, version_in_force
from plenary.charter.rules.document import process_to_json
from plenary.core import clock
from plenary.decisions import actions as decisions
from plenary.decisions.models import Ballot
from plenary.decisions.tasks import keep_deadlines
from plenary.directory.models import Organisation
from plenary.membership.models import Member
from plenary.record import actions as record
from plenary.record.models import Entry, Tree
from plenary.record.queries import bundle_lines, signed_head
from plenary.record.rules.verification import verify
from tests.story import Story, days_ago


def test_process_of_an_open_proposal_outlives_an_amendment(story: Story) -> None:
    text = [("decisions.resolve", {"text": "We meet in Lima."})]
    with clock.set_to(days_ago(23)):
        opened = decisions.open_proposal(by=story.by("member"), proposal=story.draft("across", text))
        before = charter_of(story.open.id)
    adopted = version_in_force(story.open.id)
    assert adopted is not None
    assert (opened.opened_at or clock.now()) < adopted.in_force_from < (opened.voting_until or clock.now())
    assert charter_of(story.open.id).process("ordinary").voting_days == 6
    opened.refresh_from_db()
    assert opened.process == process_to_json(before.process("ordinary"))
    assert (opened.frozen_process.voting_days, opened.frozen_process.quorum) == (7, Fraction(1, 2))
    assert opened.charter_version != adopted.id
    with clock.set_to(opened.voting_until or clock.now()):
        decisions.cast_ballot(by=story.by("member"), proposal=opened, choice="yes")


def test_two_records_on_one_server_do_not_mix(story: Story) -> None:
    before = signed_head(story.elsewhere.id)
    with record.act(by=story.by("member")):
        decisions.comment(by=story.by("member"), proposal=story.proposals["discussion"], body="Again.")
    assert signed_head(story.elsewhere.id) == before
    sizes = {}
    for coalition, role in ((story.open, "coordinator"), (story.elsewhere, "elsewhere")):
        found = verify(BytesIO(b"".join(bundle_lines(story.by(role, coalition)))))
        sizes[coalition.id] = found.head.size
        assert found.head.coalition == coalition.id
        assert Tree.objects.of(coalition.id).get().size == Entry.objects.of(coalition.id).count() == found.head.size
    assert len(set(sizes.values())) == 2


def audit() -> list[str]:
    """What the audit of every coalition says, without ids."""
    said = StringIO()
    try:
        call_command("record", "audit", stdout=said, stderr=StringIO())
    except CommandError as error:
        return [*said.getvalue().splitlines(), str(error)]
    return said.getvalue().splitlines()


def test_audit_finds_no_problem_in_the_story(story: Story) -> None:
    assert audit() == ["All holds: 3 coalitions were audited."]


@pytest.mark.parametrize(
    ("model", "changed", "which", "said"),
    [
        (
            Ballot,
            {"choice": "no"},
            {"choice": "yes", "proposal__outcome": "adopted"},
            ["ballot {row}: says no, the record says yes"],
        ),
        (
            Member,
            {"status": "dormant"},
            {"status": "active", "organisation__name__endswith": "Green Valley"},
            ["member {row}: status is dormant, the record says active"],
        ),
        (
            CharterVersion,
            {"document": {}},
            {"number": 1},
            [
                "charter version 1 ({row}): its document has changed since it came into force",
                "charter version 1 ({row}): the record holds no entry with this document's hash",
            ],
        ),
        (Term, {"office": "coordinator"}, {"office": "chair"}, ["term {row}: the record says otherwise: office"]),
    ],
)
def test_audit_finds_a_row_that_was_changed_by_hand(
    story: Story, model: type[Model], changed: dict[str, object], which: dict[str, object], said: list[str]
) -> None:
    rows = model.objects.of(story.open.id)
    row = rows.filter(**which).first()
    rows.filter(pk=row.pk).update(**changed)
    *found, closing = audit()
    assert closing == ("1 problem was found." if len(found) == 1 else f"{len(found)} problems were found.")
    of_the_row = [line for line in found if row.pk in line]
    assert of_the_row == [f"open-fields: {sentence.format(row=row.pk)}" for sentence in said]
    told = {line for line in found if getattr(row, "proposal_id", row.pk) in line}
    assert set(found) == set(of_the_row) | told  # a count follows from its ballots, and nothing else is touched


def test_audit_finds_a_row_that_was_taken_away(story: Story) -> None:
    ballot = Ballot.objects.of(story.open.id).filter(proposal=story.proposals["voting"]).first()
    assert ballot
    Ballot.objects.of(story.open.id).filter(pk=ballot.pk).delete()
    assert len(audit()) == 2


def test_deadlines_kept_twice_enter_nothing_twice(story: Story) -> None:
    size = Tree.objects.of(story.open.id).get().size
    keep_deadlines()
    assert Tree.objects.of(story.open.id).get().size == size
    assert Organisation.objects.of(story.open.id).exists()
