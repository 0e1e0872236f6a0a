"""Writes docs/developers/reference.md: everything that rooms register, read from the registries themselves; and what other
pages list of the methods of counting, between marks.

``make reference`` runs it, after a room brings something new. With ``--check`` it writes nothing and ends with 1 when the
page is behind the registries; a test asks for that.
"""
# ruff: noqa: PLC0415  # Django is set up before anything of it is imported

import inspect
import os
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import timedelta
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "developers" / "reference.md"

HEAD = """# Reference

Everything that rooms register, by its code. This page is written by `make reference` from the registries; a test fails
when it is behind them. Words are those that people read in English.
"""


def table(title: str, introduction: str, columns: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """One section with a table."""
    lines = [f"## {title}", "", introduction, "", f"| {' | '.join(columns)} |", f"|{' --- |' * len(list(columns))}"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)])


def code(text: str) -> str:
    """A code as the page sets it; dashes where there is none."""
    return f"`{text}`" if text else "–"


def told(label: object) -> str:
    """Words with their blanks in guillemets, so that no fact's name is taken for a word."""
    return re.sub(r"%\((\w+)\)\w", r"‹\1›", str(label)).replace("|", r"\|")


def period(every: timedelta) -> str:
    """A period in a word, where it has one."""
    words = {timedelta(minutes=1): "minute", timedelta(hours=1): "hour", timedelta(days=1): "day"}
    return words.get(every, str(every))


def first_sentence(thing: object) -> str:
    """What a docstring says first, on one line."""
    text = " ".join((inspect.getdoc(thing) or "").split())
    return text.split(". ")[0].rstrip(".").replace("|", r"\|") + "."


def permissions(rooms: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Every `may_…` of every room, in the order in which they are written."""
    for room in rooms:
        if find_spec(f"{room}.permissions"):
            module = import_module(f"{room}.permissions")
            for name, function in vars(module).items():
                if name.startswith("may_") and getattr(function, "__module__", "") == module.__name__:
                    yield f"{room.removeprefix('plenary.')}.{name}", first_sentence(function)


def addresses() -> Iterator[tuple[str, str, str]]:
    """Every named address with its path and who may enter."""
    from django.urls import URLPattern, URLResolver, get_resolver

    from plenary.core.http.access import access_of

    def walk(patterns: list[URLPattern | URLResolver], space: str, path: str) -> Iterator[tuple[str, str, str]]:
        for entry in patterns:
            if isinstance(entry, URLResolver):
                inner = f"{entry.namespace}:" if entry.namespace else ""
                yield from walk(entry.url_patterns, space + inner, path + str(entry.pattern))
                continue
            name = f"{space}{entry.name}"
            if name.startswith("api:v1:"):
                continue  # told as routes
            access = access_of(entry.callback, name)
            kind = access.kind.replace("_", " ") if access else ""
            rule = access.permission.removeprefix("plenary.").replace(".permissions.", ".") if access else ""
            yield name, f"/{path}{entry.pattern}", code(rule) if rule else kind

    return walk(get_resolver().url_patterns, "", "")


def routes() -> Iterator[tuple[str, str, str, str, str]]:
    """Every route of the API: method, path, what it does, the scope that a token needs for it, and who may enter."""
    from plenary.api.root import api

    for path, methods in sorted(api().get_openapi_schema()["paths"].items()):
        for method, told_of in methods.items():
            *_open, needed = told_of["security"] or [{"token": []}]
            rule = told_of.get("x-permission", "")
            who = code(rule) if rule else "public" if {} in told_of["security"] else "signed in"
            yield method.upper(), path, told_of["summary"], ", ".join(needed["token"]), who


# Longer: one line or two for each table of the page.
def sections() -> Iterator[str]:
    """The sections of the page."""
    from django.conf import settings

    from plenary.charter import decidable
    from plenary.core.rooms import REGISTERS
    from plenary.core.schedule import periodics
    from plenary.record.kinds import kinds

    yield table(
        "Effects",
        "What an adopted proposal can do. *Severable*: may be taken out alone on an objection, where the process allows it. "
        "*Governs*: changes rules, roles or who belongs; who opens it shows again who they are.",
        ("Effect", "What people read", "Matter", "Severable", "Governs"),
        (
            (
                code(kind.code),
                told(kind.label),
                code(kind.matter),
                "yes" if kind.severable else "no",
                "yes" if kind.governs else "no",
            )
            for kind in sorted(decidable.effects().values(), key=lambda kind: kind.code)
        ),
    )
    yield table(
        "Matters",
        "What the charter may give a process of its own. Everything else is decided as `other`, any other matter.",
        ("Matter", "What people read"),
        ((code(matter.code), told(matter.label)) for _, matter in sorted(decidable.matters().items())),
    )
    yield table(
        "Powers",
        "What the charter may give to an office.",
        ("Power", "What people read"),
        ((code(power), told(label)) for power, label in sorted(decidable.powers().items())),
    )
    yield table(
        "Entry kinds",
        "What stands in the record, with its sentence.",
        ("Kind", "Sentence"),
        ((code(kind), told(sentence)) for kind, sentence in sorted(kinds().items())),
    )
    yield table(
        "Permissions",
        "Each answers with a verdict: allowed or not, the reason, the clause.",
        ("Permission", "What it answers"),
        ((code(name), sentence) for name, sentence in permissions(settings.ROOMS)),
    )
    yield table(
        "Periodic work",
        "What a worker does once a period; each looks for all that is due, and may run twice or late.",
        ("Work", "Every", "What it does"),
        ((code(name), period(each.every), first_sentence(each.work)) for name, each in sorted(periodics().items())),
    )
    yield table(
        "Registers",
        "The modules of a room that are imported at start, in this order.",
        ("Module", "Rooms that have it"),
        (
            (
                code(name),
                ", ".join(r.removeprefix("plenary.") for r in settings.ROOMS if find_spec(f"{r}.{name}")) or "–",
            )
            for name in REGISTERS
        ),
    )
    yield table(
        "Addresses",
        "Every name that an address has, and who may enter: *public*, *signed in*, or the permission that answers.",
        ("Name", "Path", "Who may enter"),
        ((code(name), code(path), rule) for name, path, rule in sorted(addresses())),
    )
    yield table(
        "Routes of the API",
        "What programs can ask and do, with the scope that a token needs for it. [The API](api.md) tells how; "
        "`/api/v1/openapi.json` what is sent and answered.",
        ("Method", "Path", "What it does", "Scope", "Who may enter"),
        ((code(method), code(path), does, scope, who) for method, path, does, scope, who in routes()),
    )


def reference() -> str:
    """The whole page. Django is set up already, the demonstration's room included."""
    from django.utils import translation

    with translation.override("en"):
        return "\n\n".join([HEAD.rstrip("\n"), *sections()]) + "\n"


def methods() -> Iterator[tuple[Path, list[str]]]:
    """What pages say of each method of counting, between their marks: the operators' table, the users' list, the navigation."""
    from plenary.charter.rules.countings import Asks, Budgets, Counting

    ballots = {Asks.RANKS: "ranked", Asks.TICKS: "approvals", Asks.GRADES: "graded"}
    rows = []
    for each in Counting:
        takes = [] if each.told.budgets is Budgets.ALONE else [ballots[each.told.asks]]
        gives = [] if each.told.budgets is Budgets.ALONE else ["several" if each.told.several else "one"]
        if each.told.budgets is not Budgets.NO:
            takes, gives = [*takes, "on a budget"], [*gives, "what the budget pays for"]
        rows.append(f"| {code(each)} | {', or '.join(takes)} | {', or '.join(gives)} |")
    docs = ROOT / "docs"
    yield docs / "operators" / "commands.md", ["", "| Method | Ballots | Elects |", "|---|---|---|", *rows, ""]
    told = [f"- [{each.told.name}]({each}.md). {each.told.choice}" for each in Counting]
    yield docs / "users" / "methods" / "index.md", ["", *told, ""]
    yield ROOT / "mkdocs.yml", [f"          - users/methods/{each}.md" for each in Counting]


def marked(page: str, lines: list[str]) -> str:
    """A page with these lines between its two marks, which a line each names."""
    start, end = (rf"[^\n]*make reference writes {what} methods[^\n]*\n" for what in ("the", "no more"))
    found = re.search(rf"({start}).*?({end})", page, re.DOTALL)
    if not found:
        sys.exit("a page has lost its marks “make reference writes the methods”, “… no more methods”")
    return page[: found.end(1)] + "".join(f"{line}\n" for line in lines) + page[found.start(2) :]


def pages() -> dict[Path, str]:
    """Every page that is written, whole or in part, with what it should say."""
    return {PAGE: reference(), **{path: marked(path.read_text(), lines) for path, lines in methods()}}


def main() -> None:
    """Write the pages, with settings of its own."""
    with TemporaryDirectory() as var:
        os.environ.update(PLENARY_VAR=var, PLENARY_DEMONSTRATION="1", DJANGO_SETTINGS_MODULE="plenary.config.settings")
        sys.path.insert(0, str(ROOT))
        import django

        django.setup()
        written = pages()
    behind = [path for path, page in written.items() if path.read_text() != page]
    if "--check" not in sys.argv:
        for path in behind:
            path.write_text(written[path])
    elif behind:
        names = ", ".join(str(path.relative_to(ROOT)) for path in behind)
        sys.exit(f"{names}: behind what is registered; run: make reference")


if __name__ == "__main__":
    main()
