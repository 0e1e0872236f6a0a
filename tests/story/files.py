"""Files in both coalitions: on shelves for all, for members and for the chair; and one that was removed."""

from plenary.core import clock, visibility
from plenary.core.standing import Standing
from plenary.files import actions
from plenary.files.models import File
from plenary.files.rules import DOCX, JPEG, PDF, PNG, WEBP, XLSX
from plenary.files.tests.factories import SHELF, office, paper, picture, register_shelf
from tests.story.marks import said
from tests.story.stage import MARK, Story, days_ago


def tell_files(story: Story) -> None:
    """Besides the papers of a meeting (`tests/story/meetings.py`), shelves, whose ids are audience tokens: for those for whom no
    room's rows are."""
    register_shelf()
    with clock.set_to(days_ago(1)):
        chair = story.by("chair")
        for shelf in (visibility.PUBLIC, visibility.office("chair")):
            _kept(chair, shelf)
        actions.remove_file(by=chair, file=_kept(chair, visibility.MEMBERS))
        story.ids["file_id"] = _kept(chair, visibility.MEMBERS).id
        by = story.by("elsewhere", story.elsewhere)
        actions.remove_file(by=by, file=_kept(by, visibility.MEMBERS, MARK))
        story.others["file_id"] = _kept(by, visibility.MEMBERS, MARK).id


def tell_described(story: Story) -> None:
    """Files of the kinds that tell of their maker, for all to read: of what each said, nothing must be left."""
    sent = {kind: picture(form) for kind, form in ((PNG, "PNG"), (JPEG, "JPEG"), (WEBP, "WEBP"))}
    sent |= {PDF: paper(), DOCX: office("docx"), XLSX: office("xlsx")}
    with clock.set_to(days_ago(1)):
        for kind, data in sent.items():
            name = said(f"Sent by one.{kind.endings[0]}")
            by, shelf = story.by("chair"), visibility.PUBLIC
            actions.keep_file(by=by, kind=SHELF, parent_id=shelf, name=name, data=data)


def _kept(by: Standing, shelf: str, words: str = "Minutes") -> File:
    data = said(f"{words} of May.").encode()
    return actions.keep_file(by=by, kind=SHELF, parent_id=shelf, name=said(f"{words}.txt"), data=data)
