"""What the operator's commands print, and the files that they write: all of it, each command in each of its ways."""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from django.core.management import CommandError, call_command

from plenary.core.management.commands import doctor
from plenary.directory.actions.exports import CSV, POPOLO, XLSX
from plenary.directory.rules.fields import KINDS
from plenary.record.models import EntryAudience
from tests.leaks.checking import plain
from tests.story import Story
from tests.within import words_of

TRIED = {"alarms", "charter", "doctor", "export", "import", "invite", "mail", "record"}
"""The commands that are run here."""
LEFT_OUT = {
    "backup": "seals the whole for a key that the server does not keep, and prints where it lies",
    "count": "reads a file and no database; the ballots that are given out are walked over as pages",
    "treaty": "reads a file and no database",
    "database": "prints SQL about roles, and which tables are open: no row",
    "demo": "makes people who do not exist, and says who they are",
    "migrate": "changes tables, and prints their names",
    "prepare": "makes files of the program's own before it is started: no row",
    "restore": "opens a backup on an empty server",
    "serve": "answers requests: its log is looked through by itself",
    "worker": "works off what waits: its log is looked through by itself",
}
"""The others, with the reason."""
MAY_FAIL = {
    "doctor": "says what is wrong with a server on which nothing works off what waits",
    "doctor --json": "the same",
    "record audit open-fields": "rows were marked anew after the record was written",
    "record bundle open-fields --audience sealed": "sealed entries are never put into a bundle",
}
"""The calls that may end with an error, with the reason."""


class Run(NamedTuple):
    """A command as it was called, all that it printed and wrote, and with what it failed: empty where it did not."""

    call: str
    words: str
    failure: str


def printed(story: Story, folder: Path) -> Iterator[Run]:
    """Each command as it was called, and all that it printed and wrote."""
    slug = story.open.slug
    for token in _tokens(story):
        yield _run(folder, "record", "bundle", slug, "--audience", token, writes="one.jsonl")
    yield _run(folder, "record", "bundle", slug, writes="public.jsonl")
    yield _run(folder, "record", "verify", str(folder / "public.jsonl"))
    yield _run(folder, "record", "audit", slug)
    for form in (CSV, XLSX, POPOLO):
        for kind in KINDS:
            yield _run(folder, "export", slug, "--format", form, "--kind", kind, writes=f"{kind}.{form}")
    cards = folder / "cards.csv"
    cards.write_text("Name,Country\nA name of no card,Mali\n")
    yield _run(folder, "import", slug, str(cards), "--dry-run")
    yield _run(folder, "charter", "export", slug)
    with patch.object(doctor, "_read_only"):  # else nothing could be written afterwards
        yield _run(folder, "doctor")
        yield _run(folder, "doctor", "--json")
    yield _run(folder, "alarms")
    yield _run(folder, "invite", "somebody.new@example.org")
    yield _run(folder, "mail", "receive")


def _tokens(story: Story) -> list[str]:
    """Every token by which an entry of the coalition is read, and those of whom nothing was entered yet."""
    own = {f"member:{story.members['protected'].id}", f"person:{story.ids['protected_person']}", "sealed"}
    return sorted(own | set(EntryAudience.objects.of(story.open.id).values_list("token", flat=True)))


def _run(folder: Path, *words: str, writes: str = "") -> Run:
    out, errors, failure = StringIO(), StringIO(), ""
    output = folder / writes
    given = [*words, *(["--output", str(output)] if writes else [])]
    try:
        call_command(*given, stdout=out, stderr=errors)
    except (CommandError, SystemExit) as error:
        failure = repr(error)
        errors.write(str(error))
    written = words_of(output.read_bytes()) if writes and output.exists() else ""
    return Run(" ".join(words), plain(f"{out.getvalue()} {errors.getvalue()} {written}"), failure)
