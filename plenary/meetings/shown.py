"""What pages and the API show alike of a meeting, gathered for a standing."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.times import zone_of
from plenary.decisions.asks import state_of
from plenary.decisions.models import Proposal
from plenary.decisions.queries import titles_of
from plenary.decisions.shown.lists import Line, lines_of
from plenary.directory.labels import GENDER_GROUPS
from plenary.directory.models import Person
from plenary.directory.rules.countries import country_name
from plenary.files.models import File
from plenary.files.queries import files_of
from plenary.meetings import permissions, queries
from plenary.meetings.labels import KIND, MANNER, PHASE, SHAPE, SILENT_SIZE
from plenary.meetings.models import ActionPoint, AgendaItem, Attendance, Meeting, Speech
from plenary.meetings.rules import PAPERS, is_due, runs_over, times_of
from plenary.meetings.rules.fairness import EDGE, Participant, Weighed
from plenary.meetings.rules.presence import Heard
from plenary.notices.calendars import Event, text_of

MOST_NAMED = 12
"""So many names stand beside a time."""


@dataclass(frozen=True, slots=True)
class ProposalShown:
    """A proposal that belongs to an item: how it stands, as a state and its word."""

    row: Proposal
    state: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemShown:
    """An item with when it begins (where the meeting has a date), who presents, and as far as the reader may read them its
    proposal, the proposals that were made from it and the decisions that were entered from its minutes; and its papers."""

    row: AgendaItem
    kind: object
    begins: datetime | None
    presenter: str
    proposal: ProposalShown | None
    made: Sequence[ProposalShown] = ()
    decisions: Sequence[ProposalShown] = ()
    papers: Sequence[File] = ()

    @property
    def is_taken_up(self) -> bool:
        """True once it is decided, or put to those who decide it; not by a proposal that was withdrawn."""
        return bool(self.proposal or self.decisions or any(each.row.withdrawn_at is None for each in self.made))


@dataclass(frozen=True, slots=True, kw_only=True)
class PointShown:
    """An action, the name of its owner, whether its day has come, and whether the reader may say what became of it."""

    row: ActionPoint
    owner: str
    is_due: bool
    may_finish: bool


def of_list(meetings: Iterable[Meeting]) -> list[dict[str, Any]]:
    """Meetings as lines of a list. One query at most besides theirs, however many there are."""
    found = list(meetings)
    names = _names(found)
    return [
        {"row": each, "body": names[each.body], "state": SHAPE[each.phase], "state_label": PHASE[each.phase]}
        for each in found
    ]


def body_of(meeting: Meeting) -> str:
    """Who meets, in words."""
    return _names([meeting])[meeting.body]


def _names(meetings: Sequence[Meeting]) -> dict[str, str]:
    if not meetings:
        return {}
    return queries.names_of_bodies(meetings[0].coalition_id, {each.body for each in meetings}, _("all members"))


def agenda_of(standing: Standing, meeting: Meeting) -> list[ItemShown]:
    """The agenda as the reader sees it. Four queries, and those of sight."""
    items = queries.items_of(meeting)
    begun = queries.proposals_from(standing, items)
    papers = files_of(standing, PAPERS, [item.pk for item in items])
    seen = queries.proposals_seen(standing, items)
    starts = times_of(meeting.starts_at, [item.minutes for item in items]) if meeting.starts_at else [None] * len(items)
    return [
        ItemShown(
            row=item,
            kind=KIND[item.kind],
            begins=begins,
            presenter=item.presenter.name if item.presenter and not item.presenter.protected else "",
            proposal=_as_shown(seen[item.proposal_id]) if item.proposal_id in seen else None,
            made=[_as_shown(each) for each in begun[item.pk] if not each.decided_elsewhere],
            decisions=[_as_shown(each) for each in begun[item.pk] if each.decided_elsewhere],
            papers=papers[item.pk],
        )
        for item, begins in zip(items, starts, strict=True)
    ]


def _as_shown(proposal: Proposal) -> ProposalShown:
    return ProposalShown(proposal, *state_of(proposal))


def votes_of(standing: Standing, meeting: Meeting) -> list[Line]:
    """The votes of a meeting as lines, those that are open and then those that were decided: how each stands, and whether one's
    own ballot is asked for, or cast."""
    rows = queries.votes_at(standing, meeting)
    return lines_of(rows, titles_of(rows))


@dataclass(frozen=True, slots=True)
class Waiting:
    """One who waits to speak, and for whoever keeps the list the persons who might, where there are several."""

    row: Speech
    persons: Sequence[Person] = ()


def waiting_to_speak(meeting: Meeting, waiting: Sequence[Speech], *, may_give: bool) -> list[Waiting]:
    """Who waits to speak, in turn. One query at most."""
    known = queries.who_may_speak(meeting, waiting) if may_give and waiting else {}
    several = {key: persons for key, persons in known.items() if len(persons) > 1}
    return [Waiting(row, several.get(row.member_id, ())) for row in waiting]


def voices_missing(heard: Heard) -> list[str]:
    """Of whom nobody has spoken, in words: regions, members of a size, persons of a gender."""
    language = get_language() or "en"
    regions = sorted(country_name(code, language) or code for code in heard.silent_regions)
    sizes = [str(SILENT_SIZE[code]) for code in ("small", "medium", "large") if code in heard.silent_sizes]
    return regions + sizes + [str(GENDER_GROUPS.get(code, code)) for code in heard.silent_genders]


def noted_of(meeting: Meeting) -> dict[str, Any]:
    """The agenda with its minutes, and a stamp that is another whenever somebody wrote. One query."""
    items = queries.items_of(meeting)
    told = "|".join(f"{item.pk} {item.revision} {item.title}" for item in items)
    return {"noted": items, "stamp": sha256(told.encode()).hexdigest()[:12]}


def over_by(meeting: Meeting, items: list[ItemShown]) -> int:
    """By how many minutes the agenda takes longer than the meeting."""
    if meeting.starts_at is None or meeting.ends_at is None:
        return 0
    return runs_over(meeting.starts_at, meeting.ends_at, [item.row.minutes for item in items])


def points_shown(standing: Standing, meeting: Meeting, rows: list[ActionPoint]) -> list[PointShown]:
    """Actions as the reader sees them."""
    today = clock.now().astimezone(zone_of(meeting.time_zone)).date()
    return [
        PointShown(
            row=row,
            owner=row.owner.name if row.owner and not row.owner.protected else "",
            is_due=is_due(row.until, today, done=row.done_at is not None),
            may_finish=bool(permissions.may_finish(standing, row)),
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeShown:
    """A time with how fair it is: what it costs all, for whom its hour is bad (name, local hour), whom it spares because they
    carried more before, and what was answered."""

    key: str
    starts: datetime
    ends: datetime
    cost: int
    bad: tuple[tuple[str, str], ...]
    turns: str
    yes: int = 0
    reluctant: int = 0
    cannot: int = 0
    answered: bool = False


def options_of(meeting: Meeting) -> list[TimeShown]:
    """The times that are offered, the fairest first."""
    found, said = queries.weighed_options(meeting), queries.answers_of(meeting)
    yes = Counter(row.option_id for row in said if row.answer == "yes")
    told = {row.option_id for row in said}
    names, people = _names_of(meeting), {each.key: each for each in queries.participants(meeting)}
    return [_time(each, names, people, yes=yes[each.slot.key], answered=each.slot.key in told) for each in found]


def weighed(meeting: Meeting, each: Weighed) -> TimeShown:
    """A time that is suggested."""
    return _time(each, _names_of(meeting), {one.key: one for one in queries.participants(meeting)})


def _time(
    each: Weighed, names: Mapping[str, str], people: Mapping[str, Participant], *, yes: int = 0, answered: bool = False
) -> TimeShown:
    most = max((one.carried for one in people.values()), default=0)
    fine = {hour.key for hour in each.hours if hour.cost <= EDGE}
    spared = sorted(names.get(key, "") for key, one in people.items() if one.carried == most and most and key in fine)
    return TimeShown(
        key=each.slot.key,
        starts=each.slot.starts,
        ends=each.slot.ends,
        cost=each.cost,
        bad=tuple((names.get(hour.key, ""), f"{hour.local:%H:%M}") for hour in each.bad[:MOST_NAMED]),
        turns=", ".join(spared[:MOST_NAMED]),
        yes=yes,
        reluctant=each.reluctant,
        cannot=each.cannot,
        answered=answered,
    )


def _names_of(meeting: Meeting) -> dict[str, str]:
    return {place.member: place.name for place in queries.places_of(meeting)}


@dataclass(frozen=True, slots=True, kw_only=True)
class ThereShown:
    """One who was there, and how; by proxy the name of who acts for it, and whether that waits to be confirmed; and the names of
    those for whom it acts itself."""

    row: Attendance
    name: str
    manner: object
    carrier: str = ""
    acts_for: tuple[str, ...] = ()
    waits: bool = False


def there_of(meeting: Meeting) -> list[ThereShown]:
    """Who was there, by name. Two queries at most."""
    rows = queries.attendances_of(meeting)
    carriers, waiting = queries.carriers_in(rows), queries.waiting_in(rows)
    named = [
        ThereShown(
            row=row,
            name=row.name,
            manner=MANNER[row.manner],
            carrier=carriers[row.pk].name if row.pk in carriers else "",
            acts_for=tuple(sorted(each.name for each in rows if each.carrier_id == row.pk)),
            waits=row.pk in waiting,
        )
        for row in rows
    ]
    return sorted(named, key=lambda each: each.name)


def calendar_of(standing: Standing, meeting: Meeting, url: str) -> bytes:
    """A meeting as a calendar file (RFC 5545), for its reader; the link to join stands in that of those invited alone."""
    if meeting.starts_at is None or meeting.ends_at is None:
        return text_of([], meeting.title)
    lines = [body_of(meeting), meeting.about]
    if meeting.link and queries.is_invited(standing, meeting):
        lines.append(meeting.link)
    event = Event(
        key=f"meeting-{meeting.pk}",
        stamp=clock.now().replace(microsecond=0) if meeting.called_off_at is None else meeting.called_off_at,
        at=meeting.starts_at,
        ends=max(meeting.ends_at, meeting.starts_at + timedelta(minutes=1)),
        title=meeting.title,
        description="\n".join(line for line in lines if line),
        place=meeting.place,
        url=url,
        is_off=meeting.called_off_at is not None,
    )
    return text_of([event], meeting.title)
