"""Pages of the charter: to read, print, take away and compare it, and to prepare a draft together or bring one."""

from plenary.charter.views.clauses import clause, withdraw_comment
from plenary.charter.views.drafting import begin, new
from plenary.charter.views.drafts import close, copy, draft, renew
from plenary.charter.views.exchange import export_toml, import_toml
from plenary.charter.views.guided import question, questions, step, steps
from plenary.charter.views.parts import add, chapter, move, part, take_out
from plenary.charter.views.printing import print_charter, print_draft
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
    "export_toml",
    "import_toml",
    "move",
    "new",
    "part",
    "print_charter",
    "print_draft",
    "question",
    "questions",
    "renew",
    "step",
    "steps",
    "take_out",
    "versions",
    "withdraw_comment",
]
