"""A draft as its page and the API show it: what it changes and would touch, what stands in its way, who may do what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plenary.charter import decidable, permissions, queries
from plenary.charter.labels.touches import under_headings
from plenary.charter.models import CharterDraft, DraftChange
from plenary.charter.queries import drafting
from plenary.charter.rules.clauses import Chapter
from plenary.charter.rules.comparison import Change
from plenary.charter.rules.document import charter_from_json
from plenary.charter.rules.schema import Charter
from plenary.charter.shown.contradictions import Contradicting, contradictions_shown
from plenary.core.standing import Standing
from plenary.core.verdicts import Verdict

CONTRADICTS, OUTDATED, SAME = "charter.contradicts", "charter.draft_outdated", "charter.draft_same"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftShown:
    """All that is told of a draft, in the active language. `problems` are the codes of what keeps it from being proposed."""

    draft: CharterDraft
    charter: Charter
    problems: Sequence[str]
    contradictions: Sequence[Contradicting]
    changes: Sequence[Change]
    chapters: Sequence[Chapter]
    touched: Sequence[tuple[str, Sequence[str]]]
    made: Sequence[DraftChange]
    counts: Mapping[str, int]
    may_amend: Verdict
    may_close: Verdict
    may_copy: Verdict
    may_comment: Verdict

    @property
    def may_propose(self) -> bool:
        """True when a proposal may adopt it as it stands."""
        return not self.problems and self.draft.closed_at is None


def draft_shown(standing: Standing, draft: CharterDraft) -> DraftShown:
    """A draft of the standing's coalition, for those who may see drafts."""
    charter = charter_from_json(draft.document)
    problems = decidable.effect("charter.amend").problems(draft.coalition_id, {"draft": draft.id})
    return DraftShown(
        draft=draft,
        charter=charter,
        problems=problems,
        contradictions=contradictions_shown(charter) if CONTRADICTS in problems else (),
        changes=queries.changes_of(draft),
        chapters=queries.prose_of_draft(draft),
        touched=under_headings(drafting.touches_of(standing, draft)),
        made=drafting.changes_made(draft),
        counts=drafting.comment_counts(draft),
        may_amend=permissions.may_amend_draft(standing, draft),
        may_close=permissions.may_close_draft(standing, draft),
        may_copy=permissions.may_draft_charter(standing),
        may_comment=permissions.may_comment_on_draft(standing, draft),
    )
