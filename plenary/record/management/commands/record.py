"""`plenary record bundle`, `verify` and `audit`: take the record away, check it anywhere, compare it with the rows."""

import os
from argparse import RawDescriptionHelpFormatter
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plenary.coalitions.models import Coalition
from plenary.coalitions.queries import coalition_at
from plenary.core import reach, visibility
from plenary.core.command import Command as Base
from plenary.core.standing import Standing
from plenary.core.verdicts import refuse
from plenary.record import queries
from plenary.record.audits import audits
from plenary.record.models import Tree
from plenary.record.rules.heads import HeadError
from plenary.record.rules.holding import BrokenError
from plenary.record.rules.verification import KeptHead, kept_head, short_head, verify

EXAMPLES = """examples:
  plenary record bundle clear-fields --output clear-fields.bundle.jsonl
  plenary record verify clear-fields.bundle.jsonl
  plenary record verify clear-fields.bundle.jsonl --head clear-fields.head.json --head 4812:9f3c5a1be0d277649f3c5a1be0d27764
  plenary record audit
"""


class Command(Base):
    """The record, from the command line."""

    help = "take a coalition's record away, verify it anywhere, or audit it"

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """The parser, with examples at the foot of its help."""
        kwargs |= {"epilog": EXAMPLES, "formatter_class": RawDescriptionHelpFormatter}
        return super().create_parser(prog_name, subcommand, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        """Three subcommands."""
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="bundle | verify | audit")
        bundle = verbs.add_parser("bundle", help="write a coalition's record to a file, redacted for its reader")
        bundle.add_argument("coalition", metavar="COALITION", help="the coalition's address, such as clear-fields")
        bundle.add_argument(
            "--output", required=True, metavar="FILE", help="the file to write; it is replaced when whole"
        )
        bundle.add_argument(
            "--audience",
            action="append",
            metavar="TOKEN",
            help="whose openings to include: public, members, body:CODE … (repeatable; public when left out)",
        )
        check = verbs.add_parser("verify", help="verify a bundle or a receipt; needs no database and no network")
        check.add_argument("file", metavar="FILE", help="a bundle or a receipt")
        check.add_argument(
            "--head",
            action="append",
            default=[],
            metavar="HEAD",
            help="a head that you kept: a file with a head or a receipt, its text, or SIZE:ROOT (repeatable)",
        )
        audit = verbs.add_parser("audit", help="compare the record with itself, and every room's rows with the record")
        audit.add_argument("coalition", nargs="?", metavar="COALITION", help="one coalition; all when left out")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Run one subcommand."""
        {"bundle": self._bundle, "verify": self._verify, "audit": self._audit}[options["verb"]](options)

    def _bundle(self, options: dict[str, Any]) -> None:
        coalition = _coalition(options["coalition"])
        tokens = frozenset(options["audience"] or [visibility.PUBLIC])
        if visibility.SEALED in tokens:
            raise CommandError(_("Sealed entries are never put into a bundle."))
        standing = replace(Standing.nobody(coalition.id), audiences=tokens | {visibility.PUBLIC})
        tree = Tree.objects.of(coalition.id).first()
        if tree is None:
            raise CommandError(refuse("record.tree_missing").sentence)
        output = Path(options["output"])
        unfinished = output.with_name(f"{output.name}.unfinished")
        try:
            with self.progress(_("Writing the bundle"), tree.size + 3) as progress, unfinished.open("wb") as stream:
                queries.write_bundle(standing, stream, progress.step)
            os.replace(unfinished, output)
        except OSError as error:
            raise CommandError(_("%(file)s cannot be written: %(why)s.") % _failed(output, error)) from error
        head = queries.signed_head(coalition.id)
        told = {"file": output, "count": tree.size, "head": short_head(head.size, head.root)}
        self.stdout.write(_("%(file)s holds %(count)s entries. Its head, to keep: %(head)s") % told)

    def _verify(self, options: dict[str, Any]) -> None:
        kept = [_kept(text) for text in options["head"]]
        path = Path(options["file"])
        try:
            with path.open("rb") as stream, self.progress(_("Verifying entries")) as progress:
                found = verify(stream, kept, progress.step)
        except OSError as error:
            raise CommandError(_("%(file)s cannot be read: %(why)s.") % _failed(path, error)) from error
        except BrokenError as broken:
            raise CommandError(refuse(broken.reason, "", **broken.facts).sentence) from broken
        told = {
            "size": found.head.size,
            "openings": found.openings,
            "head": short_head(found.head.size, found.head.root),
            "key": found.head.key,
            "n": found.entry,
        }
        if found.entry is None:
            self.stdout.write(_("All holds: %(size)s entries, %(openings)s openings read. Head %(head)s") % told)
        else:
            self.stdout.write(_("Entry %(n)s holds: it stands in the record of %(size)s entries. Head %(head)s") % told)
        self.stdout.write(_("Signed with the key %(key)s") % told)
        if not found.compared:
            self.stdout.write(_("No kept head was compared; only one shows that the owner of the key rewrote nothing."))

    def _audit(self, options: dict[str, Any]) -> None:
        slug = options["coalition"]
        coalitions = [_coalition(slug)] if slug else _all_coalitions()
        problems = 0
        for coalition in coalitions:
            reach.enter(coalition.id)
            for problem in self._problems(coalition):
                problems += 1
                self.stdout.write(f"{coalition.slug}: {problem}")
        if problems:
            words = ngettext("%(count)s problem was found.", "%(count)s problems were found.", problems)
            raise CommandError(words % {"count": problems})
        self.stdout.write(_("All holds: %(count)s coalitions were audited.") % {"count": len(coalitions)})

    def _problems(self, coalition: Coalition) -> list[str]:
        tree = Tree.objects.of(coalition.id).first()
        label = _("Auditing %(coalition)s") % {"coalition": coalition.slug}
        with self.progress(label, tree.size if tree else 0) as progress:
            problems = queries.verify_record(coalition.id, progress.step)
            for name, audit in audits().items():
                progress.say(name)
                problems.extend(audit(coalition.id))
        return problems


def _coalition(slug: str) -> Coalition:
    found = coalition_at(slug)
    if found is None:
        raise CommandError(_("There is no coalition at the address %(slug)s.") % {"slug": slug})
    reach.enter(found.id)
    return found


def _all_coalitions() -> list[Coalition]:
    with reach.everywhere("an audit without a name is for all, one after the other"):
        return list(Coalition.objects.order_by("slug"))


def _kept(text: str) -> KeptHead:
    try:
        is_file = Path(text).is_file()
    except (OSError, ValueError):
        is_file = False
    try:
        return kept_head(Path(text).read_text() if is_file else text)
    except (HeadError, UnicodeDecodeError, OSError) as error:
        told = _(
            "The head that you kept cannot be used: %(head)s. It is a size, a colon and at least 32 digits, or a file."
        )
        raise CommandError(told % {"head": text[:80]}) from error


def _failed(path: Path, error: OSError) -> dict[str, object]:
    return {"file": path, "why": (error.strerror or str(error)).lower()}
