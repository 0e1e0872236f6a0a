"""`plenary count`: count a file of ballots by a method, without a database."""

from argparse import RawDescriptionHelpFormatter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from plenary.core.command import Command as Base
from plenary.decisions.formats.kept import candidate_of, read_kept
from plenary.decisions.formats.reading import Ballots, MalformedError
from plenary.decisions.formats.registry import read
from plenary.decisions.labels.reasons import reason_in_words
from plenary.decisions.labels.stages import METHOD, outcome_in_words
from plenary.decisions.rules.methods.accounts import Account, UncountableError
from plenary.decisions.rules.methods.profiles import Budgeted
from plenary.decisions.rules.methods.reasons import gettext_noop
from plenary.decisions.rules.methods.registry import METHODS, Method, count, fill_vacancy, way_of
from plenary.decisions.rules.methods.ties import Ties, lots_of
from plenary.decisions.shown.account_json import to_json
from plenary.decisions.shown.account_stages import figures_in_words, stages_shown
from plenary.decisions.shown.account_text import account_as_text
from plenary.decisions.shown.accounts import account_as_data, names_of, told_apart
from plenary.decisions.shown.pictures.registry import picture_of

EXAMPLES = f"""methods:
  {", ".join(list(METHODS)[:6])},
  {", ".join(list(METHODS)[6:])}

examples:
  plenary count ward.blt --method stv-scottish
  plenary count board.csv --method seq-pav --seats 5 --seed "6 12 23 31 40 44" --format json
  plenary count board.csv --method seq-pav --seats 5 --keep "women=2: Ada; Eve; Mary" --keep "north=1-3: Ada; Ben; Max"
  plenary count ward.blt --method stv-scottish --seats 4 --vacancy "Name of who left" --declines "Name of who does not want"
  plenary count projects.pb --method equal-shares --completion greedy --format html > projects.html
"""


class Command(Base):
    """Reads a file, counts it, and writes the account to the output. Touches no database."""

    help = "count a file of ballots by a method, and tell each step"

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """The parser, with methods and examples at the foot of its help."""
        kwargs |= {"epilog": EXAMPLES, "formatter_class": RawDescriptionHelpFormatter}
        return super().create_parser(prog_name, subcommand, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        """The options."""
        parser.add_argument(
            "file", metavar="FILE", help="ballots: .blt .abif .soc .soi .toc .toi .pb .abc.yaml .csv .tsv"
        )
        parser.add_argument("--method", required=True, metavar="METHOD", help="how to count; the methods stand below")
        parser.add_argument(
            "--seats", metavar="N", help="how many to elect; what the file says, else one, when left out"
        )
        parser.add_argument("--format", choices=("text", "json", "html"), default="text", help="of the account (text)")
        parser.add_argument(
            "--seed", metavar="TEXT", help="draw the lots for ties from this text, published beforehand"
        )
        parser.add_argument("--strength", default="", metavar="WHAT", help="of majorities: winning-votes or margins")
        parser.add_argument(
            "--completion", default="", metavar="WAY", help="what is done with what Equal Shares leaves"
        )
        parser.add_argument(
            "--increment", metavar="N", help="by how much money for each voter Equal Shares raises endowments (1)"
        )
        parser.add_argument(
            "--keep",
            action="append",
            default=[],
            metavar="GROUP",
            help="keep seats for a group: its name, =, at least how many, or least-most, then : and its members with ; between",
        )
        parser.add_argument(
            "--vacancy", metavar="NAME", help="count the papers of who left again, to fill that seat (stv-scottish)"
        )
        parser.add_argument(
            "--declines",
            action="append",
            default=[],
            metavar="NAME",
            help="who does not take the vacant seat; may stand several times",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Read, count, tell."""
        method = METHODS.get(options["method"])
        if method is None:
            told = {"method": options["method"], "methods": ", ".join(METHODS)}
            raise CommandError(_("There is no method %(method)s; there are: %(methods)s.") % told)
        ballots = _read(options["file"], method)
        lots = _lots(ballots, options["seed"])
        try:
            account = _counted(method, ballots, Ties(lots), options)
        except UncountableError as error:
            told = {"file": options["file"], "why": reason_in_words(error)}
            raise CommandError(_("%(file)s: %(why)s.") % told) from error
        self.stdout.write(_written(account, ballots, lots, options), ending="")


def _counted(method: Method, ballots: Ballots, ties: Ties, options: dict[str, Any]) -> Account:
    names = told_apart(ballots.profile.names)
    account = count(
        method,
        ballots.profile,
        seats=_seats(method, ballots, options["seats"]),
        ties=ties,
        strength=options["strength"],
        completion=options["completion"],
        increment=_increment(options["increment"]),
        kept=_given("--keep", read_kept, options["keep"], names),
    )
    if options["vacancy"] is None:
        if options["declines"]:
            raise UncountableError(gettext_noop("only a vacant seat is declined: say with --vacancy who left"))
        return account
    left = _given("--vacancy", candidate_of, options["vacancy"], names)
    declines = [_given("--declines", candidate_of, each, names) for each in options["declines"]]
    return fill_vacancy(method, ballots.profile, account, left, declines=declines, ties=ties)


def _given[Given, Said](
    option: str, read_as: Callable[[Said, tuple[str, ...]], Given], said: Said, names: tuple[str, ...]
) -> Given:
    """What an option says of the candidates."""
    try:
        return read_as(said, names)
    except MalformedError as error:
        told = {"option": option, "why": reason_in_words(error)}
        raise CommandError(_("%(option)s: %(why)s.") % told) from error


def _read(file: str, method: Method) -> Ballots:
    try:
        with Path(file).open("rb") as stream:
            return read(file, stream, method.kind)
    except (OSError, ValueError) as error:
        told: dict[str, Any] = {"file": file, "why": error}
        if isinstance(error, MalformedError):
            told |= {"line": error.line, "why": reason_in_words(error)}
            raise CommandError(
                (_("%(file)s, line %(line)s: %(why)s.") if error.line else _("%(file)s: %(why)s.")) % told
            ) from error
        told["why"] = (getattr(error, "strerror", None) or str(error)).lower()
        raise CommandError(_("%(file)s cannot be read: %(why)s.") % told) from error


def _seats(method: Method, ballots: Ballots, asked: str | None) -> int:
    if asked is not None:
        if not (asked.isascii() and asked.isdigit() and 0 < len(asked) < 10):
            raise UncountableError(gettext_noop("seats are a whole number from 1 on, not %(given)s"), given=asked)
        return int(asked)
    if way_of(method, ballots.profile).several or isinstance(ballots.profile, Budgeted):
        return ballots.seats or 1
    return 1  # whoever asks for a method that chooses one wants one, whatever the file was written for


def _increment(asked: str | None) -> int:
    if asked is None:
        return 0
    if not (asked.isascii() and asked.isdigit() and 0 < len(asked) < 16 and int(asked)):
        raise UncountableError(gettext_noop("an increment is a whole number from 1 on, not %(asked)s"), asked=asked)
    return int(asked)


def _lots(ballots: Ballots, seed: str | None) -> tuple[int, ...]:
    if seed is not None:
        return lots_of(seed, ballots.profile.names)
    return ballots.lots or tuple(range(len(ballots.profile.names)))


def _written(account: Account, ballots: Ballots, lots: tuple[int, ...], options: dict[str, Any]) -> str:
    names = names_of(account)
    source = "seed" if options["seed"] is not None else "file" if ballots.lots else "order"
    if options["format"] == "json":
        told = {"from": source, "order": [names[each] for each in lots]}
        if source == "seed":
            told["seed"] = options["seed"]
        return to_json(account_as_data(account, told, ballots.title)) + "\n"
    words = _lots_in_words(source, options["seed"], [names[each] for each in lots])
    title = ballots.title or Path(options["file"]).name
    if options["format"] == "text":
        return account_as_text(account, words, title)
    page = {
        "heading": title,
        "method": METHOD.get(account.method, account.method),
        "figures": figures_in_words(account),
        "outcome": outcome_in_words(account, names),
        "lots": words,
        "picture": picture_of(account),
        "stages": list(stages_shown(account)),
    }
    return render_to_string("decisions/alone/account.html", page)


def _lots_in_words(source: str, seed: str | None, order: list[str]) -> str:
    sentence = {
        "seed": _("Ties that no stage decides go by lots drawn from the seed “%(seed)s”: %(order)s."),
        "file": _("Ties that no stage decides go by the lots that the file states: %(order)s."),
        "order": _("Ties that no stage decides go by the order of the file."),
    }[source]
    return sentence % {"seed": seed, "order": _("; ").join(order)}
