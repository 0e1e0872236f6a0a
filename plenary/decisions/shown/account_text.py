"""The account of a count as plain text for a terminal of 80 columns."""

from textwrap import wrap
from unicodedata import category, east_asian_width

from django.utils.translation import pgettext

from plenary.decisions.labels.stages import METHOD, outcome_in_words
from plenary.decisions.rules.methods.accounts import Account
from plenary.decisions.shown.account_stages import StageShown, figures_in_words, stages_shown
from plenary.decisions.shown.accounts import names_of

_WIDTH = 80
_DECIDED = 10


def account_as_text(account: Account, lots: str, title: str = "") -> str:
    """Who is chosen first, then each stage with its table; `lots` says how ties are broken."""
    method = str(METHOD.get(account.method, account.method))
    lines = [*wrap(title, _WIDTH), *wrap(f"{method}. {figures_in_words(account)}", _WIDTH), ""]
    lines += wrap(outcome_in_words(account, names_of(account)), _WIDTH, subsequent_indent="  ")
    lines += wrap(lots, _WIDTH, subsequent_indent="  ")
    for stage in stages_shown(account):
        lines += ["", *wrap(f"{stage.number}. {stage.words}", _WIDTH, subsequent_indent="   ")]
        for tie in stage.ties:
            lines += wrap(tie, _WIDTH, initial_indent="   ", subsequent_indent="     ")
        if stage.rows:
            lines += _table(stage)
    return "\n".join(lines) + "\n"


def _table(stage: StageShown) -> list[str]:
    head = (stage.head, stage.unit, pgettext("in a count", "Change") if stage.has_moved else "", "")
    rows = [head, *((row.name, row.total, row.moved, row.decided) for row in stage.rows)]
    figures = [max(_length(row[column]) for row in rows) + 2 for column in (1, 2)]
    room = _WIDTH - 3 - sum(figures) - _DECIDED - 2
    name = min(max(_length(row[0]) for row in rows), room)
    return [
        f"   {_fitted(row[0], name)}{_behind(row[1], figures[0])}{_behind(row[2], figures[1])}  {row[3]}".rstrip()
        for row in rows
    ]


def _fitted(text: str, width: int) -> str:
    if _length(text) > width:
        while _length(text) > width - 1:
            text = text[:-1]
        text += "…"
    return text + " " * (width - _length(text))


def _behind(text: str, width: int) -> str:
    return " " * (width - _length(text)) + text


def _length(text: str) -> int:
    """How many columns of a terminal a text takes: wide letters two, marks upon letters none."""
    return sum(
        0 if category(sign) in {"Mn", "Me", "Cf"} else 2 if east_asian_width(sign) in {"W", "F"} else 1 for sign in text
    )
