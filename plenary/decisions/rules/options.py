"""Those to choose among as their mover writes them: one on each line, with bars between what is told of it."""

from dataclasses import dataclass, field
from typing import Any

from plenary.core import money

BAR = "|"
LONGEST_TITLE, LONGEST_BODY = 200, 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """What is wrong on a line (counted from 1, empty ones too): a code, and the line that it is held against."""

    line: int
    code: str
    other: int = 0


@dataclass(slots=True)
class Written:
    """What stands on the lines: options as an effect's payload holds them, and what is wrong."""

    options: list[dict[str, Any]] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)


def options_in(text: str) -> Written:
    """Options of a choice: ``title | what explains it`` on each line."""
    return _read(text, "")


def projects_in(text: str, currency: str, budget: int = 0) -> Written:
    """Projects of a budget: ``name | cost | what it is`` on each line. Costs in major units become minor ones of the currency;
    one above the budget (minor units; 0: not known) is wrong."""
    return _read(text, currency, budget)


def _read(text: str, currency: str, budget: int = 0) -> Written:
    found, titles = Written(), dict[str, int]()
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        title, *rest = (part.strip() for part in line.split(BAR, 2 if currency else 1))
        option: dict[str, Any] = {"title": title}
        code = _of_words(title, rest[-1] if len(rest) == (2 if currency else 1) else "")
        if currency and not code:
            code = _of_cost(option, rest[0] if rest else "", currency, budget)
        if len(rest) == (2 if currency else 1) and rest[-1]:
            option["body"] = rest[-1]
        same = titles.setdefault(title.casefold(), number)
        if code or same != number:
            found.wrong.append(Wrong(line=number, code=code or "alike", other=same))
        found.options.append(option)
    return found


def _of_words(title: str, body: str) -> str:
    if not title:
        return "untitled"
    if len(title) > LONGEST_TITLE:
        return "long_title"
    return "long_body" if len(body) > LONGEST_BODY else ""


def _of_cost(option: dict[str, Any], typed: str, currency: str, budget: int) -> str:
    if not typed:
        return "no_cost"
    try:
        cost = money.read(typed, currency)
    except money.UnreadableAmountError:
        return "unreadable_cost"
    option["cost"] = cost
    if not cost:
        return "costs_nothing"
    return "above_budget" if budget and cost > budget else ""


def lines_of(options: list[dict[str, Any]], currency: str = "") -> str:
    """The lines that `options_in` or `projects_in` reads as these options."""
    rows = []
    for option in options:
        parts = [str(option.get("title", ""))]
        if currency:
            parts.append(money.plain(int(option.get("cost", 0)), currency))
        if option.get("body"):
            parts.append(" ".join(str(option["body"]).split()))
        rows.append(f" {BAR} ".join(parts))
    return "\n".join(rows)
