"""Papers of agenda items: who reads them, who adds and removes them, and what becomes of them with their item."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from plenary.accounts.models import Account
from plenary.core.verdicts import Refused
from plenary.files import actions as files
from plenary.files.models import File
from plenary.files.queries import files_of, visible_file
from plenary.meetings import actions
from plenary.meetings.models import AgendaItem, Meeting
from plenary.meetings.rules import PAPERS, ItemKind
from plenary.meetings.tests import factories
from plenary.meetings.tests.test_views import place, visit
from plenary.record.models import Entry
from tests.programs import Program

__all__ = ["place"]

pytestmark = pytest.mark.django_db


def on_agenda(of: factories.Place, meeting: Meeting) -> AgendaItem:
    one = actions.Item(title="Lima", kind=ItemKind.DECIDE, minutes=10)
    (item,) = actions.set_agenda(by=of.officer(), meeting=meeting, items=[one])
    return item


def keep(of: factories.Place, item: AgendaItem, name: str = "Prices.txt") -> File:
    return files.keep_file(by=of.officer(), kind=PAPERS, parent_id=item.pk, name=name, data=b"What it costs.")


def test_whoever_prepares_the_agenda_adds_and_removes_papers_and_all_who_see_the_item_read_them(
    place: factories.Place,
) -> None:
    meeting = factories.meeting(place, begins_in=timedelta(days=2))
    item, slug = on_agenda(place, meeting), place.of.slug
    calls, member = visit(place, "valley"), visit(place, "roads")
    address = reverse("files:files", args=[slug, PAPERS, item.pk])
    page = reverse("meetings:meeting", args=[slug, meeting.pk])
    paper = {"file": SimpleUploadedFile("Prices.txt", b"What it costs.", "text/plain")}
    answer = calls.post(address, paper)
    assert (answer.status_code, answer.url) == (302, f"{page}#item-{item.pk}")
    (file,) = File.objects.of(place.of.id)
    told = member.get(page).content.decode()
    assert ("Prices.txt" in told, address in told) == (True, False)
    assert address in calls.get(page).content.decode()
    assert "Prices.txt" in calls.get(reverse("meetings:sheet", args=[slug, meeting.pk])).content.decode()
    assert b"".join(member.get(reverse("files:file", args=[slug, file.pk])).streaming_content) == b"What it costs."
    program = Program.of(Account.objects.get(id=place.accounts["roads"]))
    agenda = program.get(f"/coalitions/{slug}/meetings/{meeting.pk}").json()["agenda"]
    assert agenda[0]["papers"] == [{"id": file.pk, "name": "Prices.txt"}]
    assert member.post(reverse("files:remove", args=[slug, file.pk])).status_code == 403
    assert calls.post(reverse("files:remove", args=[slug, file.pk])).status_code == 302
    assert "Prices.txt" not in member.get(page).content.decode()


def test_of_a_meeting_of_others_no_paper_exists(place: factories.Place) -> None:
    item = on_agenda(place, factories.meeting(place, begins_in=timedelta(days=2), body="board"))
    file, slug = keep(place, item), place.of.slug
    member = visit(place, "roads")
    for name, args in (("files:file", [slug, file.pk]), ("files:files", [slug, PAPERS, item.pk])):
        hidden = member.get(reverse(name, args=args))
        missing = member.get(reverse(name, args=[*args[:-1], "0" * 16]))
        assert (hidden.status_code, missing.status_code) == (404, 404)
    assert visible_file(place.by("roads"), file.pk) is None
    entry = Entry.objects.of(place.of.id).get(kind="files.kept")
    assert "members" not in set(entry.audiences.values_list("token", flat=True))


def test_papers_go_with_their_item_and_none_is_added_once_the_meeting_is_over(place: factories.Place) -> None:
    meeting = factories.meeting(place)
    item = on_agenda(place, meeting)
    keep(place, item)
    actions.set_agenda(by=place.officer(), meeting=meeting, items=[])
    assert [each.removed_at is not None for each in File.objects.of(place.of.id)] == [True]
    over = on_agenda(place, meeting)
    Meeting.objects.of(place.of.id).update(ends_at=meeting.starts_at + timedelta(seconds=1))
    with pytest.raises(Refused, match="is_over"):
        keep(place, over)
    assert files_of(place.by("roads"), PAPERS, [over.pk]) == {over.pk: ()}
