"""Pages of the charter: to read it, its versions and what changed between them, and to prepare a draft together."""

from plenary.charter.views.clauses import clause, withdraw_comment
from plenary.charter.views.drafting import begin, new
from plenary.charter.views.drafts import close, copy, draft, renew
from plenary.charter.views.guided import question, questions, step, steps
from plenary.charter.views.parts import add, chapter, move, part, take_out
from plenary.charter.views.reading import charter, compare, versions

__all__ = [
    "add",
    "begin",
    "chapter",
    "charter",
    "clause",
    "close",
    "compare",
    "copy",
    "draft",
    "move",
    "new",
    "part",
    "question",
    "questions",
    "renew",
    "step",
    "steps",
    "take_out",
    "versions",
    "withdraw_comment",
]
