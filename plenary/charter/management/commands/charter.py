"""`plenary charter export` and `check`: a charter as TOML, and what is wrong with one that was written by hand."""

from argparse import RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plenary.charter import decidable, queries
from plenary.charter.labels import sentence_of
from plenary.charter.rules.document import charter_to_toml
from plenary.charter.rules.exchange import read_toml
from plenary.coalitions.queries import coalition_at
from plenary.core import reach
from plenary.core.command import Command as Base

EXAMPLES = """examples:
  plenary charter export clear-fields > clear-fields.toml
  plenary charter export clear-fields --version 1
  plenary charter check clear-fields.toml
"""


class Command(Base):
    """The charter, from the command line."""

    help = "write a coalition's charter as TOML, or check such a file"

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """The parser, with examples at the foot of its help."""
        kwargs |= {"epilog": EXAMPLES, "formatter_class": RawDescriptionHelpFormatter}
        return super().create_parser(prog_name, subcommand, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        """Two subcommands."""
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="export | check")
        export = verbs.add_parser("export", help="write a coalition's charter as TOML to the output")
        export.add_argument("coalition", metavar="COALITION", help="the coalition's address, such as clear-fields")
        export.add_argument(
            "--version", dest="number", type=int, metavar="N", help="an earlier version; the one in force when left out"
        )
        check = verbs.add_parser(
            "check", help="tell every problem of a TOML file by its line; ends with 1 when there is one"
        )
        check.add_argument("file", metavar="FILE", help="a charter as TOML")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Run one subcommand."""
        {"export": self._export, "check": self._check}[options["verb"]](options)

    def _export(self, options: dict[str, Any]) -> None:
        coalition = coalition_at(options["coalition"])
        if coalition is None:
            raise CommandError(_("There is no coalition at the address %(slug)s.") % {"slug": options["coalition"]})
        reach.enter(coalition.id)
        if options["number"] is None:
            version = queries.version_in_force(coalition.id)
        else:
            version = queries.versions(coalition.id).filter(number=options["number"]).first()
        if version is None:
            raise CommandError(_("The coalition has no such version of its charter."))
        self.stdout.write(charter_to_toml(queries.charter_in(version)), ending="")

    def _check(self, options: dict[str, Any]) -> None:
        path = Path(options["file"])
        try:
            text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        except OSError as error:
            told = {"file": path, "why": (error.strerror or str(error)).lower()}
            raise CommandError(_("%(file)s cannot be read: %(why)s.") % told) from error
        except UnicodeDecodeError as error:
            raise CommandError(_("%(file)s is not text in UTF-8.") % {"file": path}) from error
        findings = read_toml(text, powers=decidable.powers()).findings
        for found in findings:
            self.stdout.write(f"{path}:{found.line}: {found.path or '.'}: {sentence_of(found)}")
        if findings:
            words = ngettext("%(count)s problem was found.", "%(count)s problems were found.", len(findings))
            raise CommandError(words % {"count": len(findings)})
        self.stdout.write(_("%(file)s is a charter, and nothing in it contradicts itself.") % {"file": path})
