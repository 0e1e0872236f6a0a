"""What findings of the story rest on: a source with a redacted file, whose copy is for those who keep sources; one withdrawn."""

from plenary.core.standing import Standing
from plenary.files.formats import read
from plenary.monitoring import actions
from plenary.monitoring.models import Source
from plenary.monitoring.rules.sources import Kind, Readers
from tests.story.marks import said


def keep(by: Standing, words: str = "") -> dict[str, str]:
    """A source and one that was withdrawn; what their addresses need."""

    def told(text: str) -> str:
        return said(f"{words} {text}".strip())

    kept = _kept(
        by, told("Field notes"), told("Notes of the field, of a nurse."), told("notes"), note=told("Seen twice.")
    )
    actions.redact_source(by=by, source=kept, words=["nurse"])
    gone = _kept(by, told("Letter"), told("A letter."), told("letter"))
    actions.withdraw_source(by=by, source=gone, why=told("It was not so."))
    return {"source_id": kept.id}


def more(by: Standing) -> None:
    """Two further sources."""
    for number in range(2):
        _kept(by, f"Notes {number}", f"Further notes {number}.", f"further {number}")


def _kept(by: Standing, title: str, data: str, name: str, note: str = "") -> Source:
    source = actions.Told(
        kind=Kind.DOCUMENT,
        title=title,
        published="1998-06",
        language="en",
        address=f"https://example.org/{said('notes').replace(' ', '/')}",
        publisher=said(f"{title} team"),
        note=note,
        readers=Readers.KEEPERS,
    )
    return actions.keep_source(by=by, told=source, found=read(f"{name}.txt", data.encode()))
