"""A meeting live: who is present and whether that is a quorum, who speaks."""

from typing import Any

from django.http import Http404
from ninja import Schema
from pydantic import Field

from plenary.coalitions.access import CoalitionRequest
from plenary.core.verdicts import require
from plenary.meetings import actions, permissions, queries, shown
from plenary.meetings.api.given import MEETING, READERS, meeting_of, routes


class QuorumOut(Schema):
    """The quorum of a process by who is present."""

    process: str = Field(description="code of the process")
    name: str
    present: int
    of: int
    needed: int
    holds: bool
    by_head: bool = Field(
        description="it counts those who have a vote and decides votes at the meeting; else it counts votes"
    )


class PersonSpeakingOut(Schema):
    """A person who acts for a member."""

    id: str
    name: str


class SpeakerOut(Schema):
    """One on the speakers' list."""

    id: str
    name: str = Field(description="who speaks, and for which member")
    persons: list[PersonSpeakingOut] = Field(
        description="who acts for the member and might speak for it; for those who keep the list"
    )


class OpenVoteOut(Schema):
    """An open proposal at a meeting."""

    id: str
    state: str = Field(description="the shape of its state, as in the list of proposals")
    is_asked: bool = Field(description="a ballot of one's own is asked for and not cast")
    has_voted: bool = Field(description="one's own ballot is cast")


class LiveOut(Schema):
    """A meeting as it goes on."""

    voting: int = Field(description="who have a vote and are present")
    electors: int
    there: int
    checked: int = Field(description="whose credentials an officer checked")
    quorums: list[QuorumOut]
    speaks: SpeakerOut | None
    waiting: list[SpeakerOut] = Field(description="in turn: who has spoken least first")
    silent: list[str] = Field(description="names of those who are there and have not spoken")
    silent_regions: list[str]
    silent_sizes: list[str] = Field(
        description="small, medium or large: members of this capacity are there, and none has spoken"
    )
    silent_genders: list[str] = Field(
        description="five persons or more of this gender are there, who let all members read it, and none has spoken"
    )
    proposals: list[OpenVoteOut] = Field(
        description="open proposals: those of the agenda that are voted on first, then those that the body of the meeting decides"
    )


class SpeakIn(Schema):
    """To ask, or to take it back."""

    back: bool = False


class FloorIn(Schema):
    """Who is to speak."""

    speech: str = Field("", max_length=16, description="id on the speakers' list; empty: nobody")
    person: str = Field("", max_length=16, description="who speaks for the member; empty: whoever asked")


@routes.get(f"{MEETING}/live", READERS, gives=LiveOut)
def live(request: CoalitionRequest, meeting_id: str) -> Any:
    """Who is present and what that is enough for, who speaks and whose voice is missing, what is voted on."""
    found = meeting_of(request, meeting_id)
    here, speeches = queries.present_at(found), queries.speeches_of(found)
    told, heard = queries.presence_of(found, here), queries.heard_at(found, speeches, here)
    now, waiting = queries.speakers(speeches)
    may_give = bool(permissions.may_give_floor(request.standing, found))
    return {
        **{name: getattr(told, name) for name in ("voting", "electors", "there", "checked")},
        "quorums": [
            {
                "process": each.code,
                "name": each.name,
                "present": each.quorum.present,
                "of": each.quorum.of,
                "needed": each.quorum.needed,
                "holds": each.quorum.holds,
                "by_head": each.quorum.by_head,
            }
            for each in told.quorums
        ],
        "speaks": {"id": now.pk, "name": now.name, "persons": []} if now else None,
        "waiting": [
            {
                "id": each.row.pk,
                "name": each.row.name,
                "persons": [{"id": who.pk, "name": who.name} for who in each.persons],
            }
            for each in shown.waiting_to_speak(found, waiting, may_give=may_give)
        ],
        "silent": list(heard.silent),
        "silent_regions": list(heard.silent_regions),
        "silent_sizes": list(heard.silent_sizes),
        "silent_genders": list(heard.silent_genders),
        "proposals": [
            {"id": each.proposal.pk, **{name: getattr(each, name) for name in ("state", "is_asked", "has_voted")}}
            for each in shown.votes_of(request.standing, found)
        ],
    }


@routes.post(f"{MEETING}/live/speak", READERS, gives=None, status=204)
def speak(request: CoalitionRequest, meeting_id: str, wanted: SpeakIn) -> None:
    """Ask to speak, or take it back."""
    found = meeting_of(request, meeting_id)
    (actions.take_back if wanted.back else actions.ask_to_speak)(by=request.standing, meeting=found)


@routes.post(f"{MEETING}/live/floor", READERS, gives=None, status=204)
def floor(request: CoalitionRequest, meeting_id: str, wanted: FloorIn) -> None:
    """Let one who waits speak, or end the speech that is held."""
    found = meeting_of(request, meeting_id)
    require(permissions.may_give_floor(request.standing, found))
    _now, waiting = queries.speakers(queries.speeches_of(found))
    speech = next((row for row in waiting if row.pk == wanted.speech), None)
    if wanted.speech and speech is None:
        raise Http404
    actions.give_floor(by=request.standing, meeting=found, speech=speech, person=wanted.person)
