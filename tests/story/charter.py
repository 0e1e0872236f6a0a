"""The charter of the story: each kind of process, seat and office once; open to all except while a matter is argued."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

from plenary.charter.rules.schema import (
    Accountability,
    Body,
    BodyKind,
    Category,
    Charter,
    Conflict,
    Disclosed,
    Disclosure,
    Elections,
    Method,
    Office,
    Process,
    Protection,
    Purpose,
    Seats,
    Secrecy,
    Urgent,
    Vacancies,
)
from tests.story.marks import said

POWERS = (
    "membership.administer",
    "membership.facilitate",
    "directory.administer",
    "directory.import",
    "directory.export",
    "charter.administer",
    "bodies.administer",
    "decisions.enter_answers",
    "agreements.draft",
    "agreements.enter_paper",
    "notices.connect",
    "meetings.call",
    "meetings.minute",
    "monitoring.keep",
)


# Longer: one charter whole, as it would be written.
def story_charter(mark: str = "") -> Charter:
    """Members, bodies and outcomes are public, proposals are argued among members; one member may be protected.

    `mark` stands in every name that the charter gives.
    """

    def named(text: str) -> dict[str, str]:
        return {"en": said(f"{mark} {text}".strip())}

    def process(code: str, **terms: Any) -> Process:
        terms = {"method": Method.MAJORITY, "electorate": "plenary", "discussion_days": 2, "voting_days": 7} | terms
        return Process(code=code, names=named(f"{code} decision"), **terms)

    public = Disclosed.PUBLIC
    return Charter(
        languages=("en", "fr"),
        purpose=Purpose(purpose=named("Every field can be walked on.")),
        categories=(
            Category(code="member", names=named("Member"), meetings_a_year=2, tasks_a_year=1),
            Category(
                code="trial",
                names=named("Member on trial"),
                provisional_months=6,
                requirements=(named("Works openly."),),
            ),
        ),
        bodies=(
            Body(code="plenary", kind=BodyKind.PLENARY, names=named("Plenary"), proxies=2),
            Body(
                code="board",
                kind=BodyKind.BOARD,
                names=named("Board"),
                seats=(Seats(code="general", names=named("General seats"), number=4),),
            ),
        ),
        offices=(
            Office(code="chair", names=named("Chair"), body="board", powers=("membership.see_protected",)),
            Office(code="coordinator", names=named("Coordinator"), powers=POWERS),
        ),
        processes=(
            process(
                "ordinary",
                quorum=Fraction(1, 2),
                recorded_by=("chair",),
                delegation=True,
                extension_days=2,
            ),
            process("noticed", notice_days=3),
            process("admission", objections=True, objectors=1),
            process("amendment", threshold=Fraction(2, 3), strictly=False, seconders=1),
            process("removal", hold_hours=48, discussion_days=0, voting_days=5),
            process(
                "together",
                method=Method.CONSENSUS,
                rounds=2,
                discussion_days=3,
                fallback="ordinary",
                advice_from=("board",),
            ),
            process("sent", referral_days=7, delegation=True),
            process(
                "election",
                method=Method.CHOICE,
                secrecy=Secrecy.SECRET,
                notice_days=3,
                discussion_days=0,
                hold_hours=240,
            ),
            process("few", electorate="board", discussion_days=0, voting_days=0, voting_hours=12, early=True),
        ),
        matters={
            "other": "ordinary",
            "membership.suspend": "noticed",
            "membership.admit": "admission",
            "charter.amend": "amendment",
            "membership.remove": "removal",
            "decisions.affairs": "together",
            "decisions.money": "sent",
            "bodies.elect": "election",
        },
        accountability=Accountability(conversation_first=False, answer_days=0, small=Fraction(1, 2)),
        elections=Elections(vacancies=Vacancies.COUNTBACK),
        urgent=Urgent(process="few", confirmed_by="ordinary", matters=("decisions.money",)),
        disclosure=Disclosure(charter=public, members=public, bodies=public, outcomes=public),
        protection=Protection(allowed=True, cap=2, vouchers=1, known_to=("chair",)),
        conflict=Conflict(receiver="chair"),
    )


def amended(charter: Charter, seats: int = 5) -> Charter:
    """The same charter with another number of seats on the board, and a shorter vote on any other matter."""
    bodies = tuple(
        replace(body, seats=(replace(body.seats[0], number=seats),)) if body.code == "board" else body
        for body in charter.bodies
    )
    processes = tuple(replace(each, voting_days=6) if each.code == "ordinary" else each for each in charter.processes)
    return replace(charter, bodies=bodies, processes=processes)
