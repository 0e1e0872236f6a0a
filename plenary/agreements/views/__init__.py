"""Pages of agreements, a module for each kind of work."""

from plenary.agreements.views.drafting import draft, lay_down, new, paragraph, terms, translate
from plenary.agreements.views.parts import part
from plenary.agreements.views.reading import agreement, agreements, beside, compare, print_agreement
from plenary.agreements.views.reviewing import look_at
from plenary.agreements.views.seconding import second, second_link
from plenary.agreements.views.signing import confirm, paper, sign, withdraw
from plenary.agreements.views.suggesting import suggest, suggestion

__all__ = [
    "agreement",
    "agreements",
    "beside",
    "compare",
    "confirm",
    "draft",
    "lay_down",
    "look_at",
    "new",
    "paper",
    "paragraph",
    "part",
    "print_agreement",
    "second",
    "second_link",
    "sign",
    "suggest",
    "suggestion",
    "terms",
    "translate",
    "withdraw",
]
