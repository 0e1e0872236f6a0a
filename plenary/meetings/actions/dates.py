"""Finding a date: offering times, saying when one can, choosing one; and saying what one needs to take part."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from plenary.core import clock, visibility
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.meetings import permissions
from plenary.meetings.actions.entering import enter, lock
from plenary.meetings.models import Availability, DateOption, Meeting, Need
from plenary.meetings.queries.audience import callers_of
from plenary.meetings.rules import LONGEST
from plenary.record import actions as record

MOST_OPTIONS = 20


def offer_dates(*, by: Standing, meeting: Meeting, spans: Sequence[tuple[datetime, datetime]]) -> list[DateOption]:
    """Offer these times (aware) for a meeting that has no date, besides those that are offered already.

    All who may read of it are told. Refuses as permissions.may_find_date says; with meetings.ends_too_soon for what is no span
    or is past, and with meetings.too_many_times.
    """
    with record.act(by=by):
        found = lock(by, meeting)
        require(permissions.may_find_date(by, found))
        there = set(DateOption.objects.of(by.coalition).filter(meeting=found).values_list("starts_at", flat=True))
        new = {starts: ends for starts, ends in spans if starts not in there}
        if any(not (clock.now() < starts < ends <= starts + LONGEST) for starts, ends in new.items()):
            raise Refused(refuse("meetings.ends_too_soon"))
        if len(there) + len(new) > MOST_OPTIONS:
            raise Refused(refuse("meetings.too_many_times", most=MOST_OPTIONS))
        rows = [
            DateOption(coalition_id=by.coalition, meeting=found, starts_at=starts, ends_at=ends)
            for starts, ends in sorted(new.items())
        ]
        DateOption.objects.bulk_create(rows)
        if rows:
            told = {"options": [[row.pk, row.starts_at.isoformat()] for row in rows]}
            enter(by, "meetings.dates_offered", found, told)
    return rows


def say_when(*, by: Standing, meeting: Meeting, answers: Mapping[str, str]) -> None:
    """Say by option whether one's own member can: ``yes``, ``if_need`` or ``no``. An answer given again takes the place of the
    one before. Refuses as permissions.may_say_when says, and with meetings.no_such_time."""
    with record.act(by=by):
        found = lock(by, meeting)
        require(permissions.may_say_when(by, found))
        options = {row.pk: row for row in DateOption.objects.of(by.coalition).filter(meeting=found)}
        if not set(answers) <= set(options):
            raise Refused(refuse("meetings.no_such_time"))
        if not answers:
            return
        for key, answer in answers.items():
            Availability.objects.of(by.coalition).update_or_create(
                option=options[key],
                member_id=by.member,
                defaults={
                    "coalition_id": by.coalition,
                    "answer": answer,
                    "answered_by": by.person,
                    "answered_at": clock.now(),
                },
            )
        told = {"member": by.member, "answers": sorted([key, answer] for key, answer in answers.items())}
        enter(by, "meetings.available", found, told, own=True)


def choose_date(*, by: Standing, meeting: Meeting, option: DateOption) -> Meeting:
    """Choose one of the times that are offered: it becomes the meeting's, and all who may read of it are told.

    Refuses as permissions.may_find_date says.
    """
    with record.act(by=by):
        found = lock(by, meeting)
        require(permissions.may_find_date(by, found))
        found.starts_at, found.ends_at = option.starts_at, option.ends_at
        found.save(update_fields=["starts_at", "ends_at"])
        told = {"body": found.body, "starts": option.starts_at.isoformat(), "ends": option.ends_at.isoformat()}
        enter(by, "meetings.date_found", found, told)
    return found


def tell_need(*, by: Standing, meeting: Meeting, words: str) -> None:
    """Say what one's own member needs to take part; empty takes it back. What it is stands in no entry: it is for those who
    call meetings alone. Refuses as permissions.may_tell_need says."""
    with record.act(by=by):
        found = lock(by, meeting)
        require(permissions.may_tell_need(by, found))
        rows = Need.objects.of(by.coalition).filter(meeting=found, member=by.member)
        if words:
            told = {"coalition_id": by.coalition, "words": words, "told_at": clock.now()}
            rows.update_or_create(meeting=found, member_id=by.member, defaults=told)
        elif not rows.delete()[0]:
            return
        audience = [visibility.member(by.member), *callers_of(found)]
        facts = {"title": found.title, "tells": bool(words)}
        record.enter(by=by, kind="meetings.need_told", about=found.pk, audience=audience, facts=facts, power="")
