"""What a coalition behind closed doors answers, where its answer is not that of an open one."""

from tests.answers.doors import COORDINATOR_BEHIND, DOORS, KNOWN_BEHIND
from tests.answers.following import FOLLOWING
from tests.answers.house import OF_THE_HOUSE
from tests.answers.patterns import (
    BEHIND,
    CHAIR,
    COORDINATOR,
    NO_GET,
    POSTED_INSIDE,
    TO_A_DRAFT,
    TO_A_FORM_FOR_ALL,
    TO_ITS_FORM,
)
from tests.answers.rooms import OF_ROOMS
from tests.walk import door_of, page_of

# anonymous, outsider, applicant, member, coordinator of “Closed Doors”, and a member of another coalition
CLOSED_ROLES = ("anonymous", "outsider", "closed_applicant", "closed_member", "closed_coordinator", "elsewhere")
CLOSED = {
    "decisions:end-delegation": "in 404 403 404 404 404",
    "membership:member": "in 404 404 200 200 404",
    "membership:open_case": "in 404 404 403 403 404",
    "membership:case": "in 404 404 404 404 404",
    "notices:held": "in 404 404 404 404 404",
    "files:files": "in 404 404 200 200 404",
    "files:file": "in 404 404 404 404 404",  # it has none
    "membership:application": "in 404 404 200 200 404",
    "membership:recommend": "in 404 404 403 403 404",
    "membership:rename": "in 404 404 403 200 404",
    "membership:network": "in 404 404 200 200 404",
    "membership:merge": "in 404 404 403 200 404",
    "membership:merging": "in 404 404 404 404 404",
    "membership:withdraw": "in 404 404 403 200 404",
    "membership:invite": "in 404 404 403 200 404",
    "membership:commitment": "in 404 404 403 200 404",
    "membership:mandate": "in 404 404 403 200 404",
    "membership:member_opening": "in 404 404 200 200 404",
    "membership:answer": "in 404 404 403 200 404",
    "membership:answer_one": "in 404 404 403 200 404",
    "membership:offer": "in 404 404 403 200 404",
    "membership:promise": "in 404 404 403 200 404",
    "membership:accommodations": "in 404 404 200 200 404",
    "membership:ask_accommodation": "in 404 404 403 200 404",
    "membership:accommodation": "in 404 404 404 404 404",
    "membership:contribution": "in 404 404 404 404 404",
    "membership:member_commitment": "in 404 404 404 404 404",
    "bodies:formed": "in 404 403 404 404 404",
    "bodies:join": "in 404 403 404 404 404",
    "bodies:turn": "in 404 403 404 404 404",
    "agreements:sign": "in 404 403 403 403 404",  # nothing is adopted
    "monitoring:counter": "in 404 403 404 404 404",  # nothing of it is public
    "monitoring:counter_json": "in 404 403 404 404 404",
    "monitoring:timeline": "in 404 403 404 404 404",
    "monitoring:approach": "in 404 403 403 200 404",  # no member leads it
    "agreements:beside": "in 404 403 404 404 404",  # nothing is translated
    "agreements:part": "in 404 403 403 403 404",  # it is not about roles
    "agreements:look_at": "in 404 403 403 403 404",
    "agreements:withdraw": "in 404 403 403 403 404",
    "agreements:paper": "in 404 403 403 404 404",
    "agreements:confirm": "in 404 403 403 403 404",
    "bodies:handover": "in 404 403 403 200 404",
    "bodies:give_up": "in 404 403 403 200 404",
    "health:concern": "in 404 403 404 404 404",
    "charter:compare": "in 404 403 404 404 404",  # there is one version
    "charter:part": "in 404 403 404 404 404",  # its charter has no board
    "charter:take_out": "in 404 403 404 404 404",
    "decisions:settle_on_call": "in 404 403 403 403 404",
    "decisions:correct_call": "in 404 403 403 403 404",
    "decisions:edit": "in 404 403 403 403 404",  # it was decided
    "decisions:vacancy": "in 404 403 404 404 404",
    "decisions:count": "in 404 403 404 404 404",
    "decisions:papers": "in 404 403 404 404 404",
    "decisions:brief": "in 404 403 404 404 404",  # and asks nothing of anybody any more
    "decisions:statement": "in 404 403 404 404 404",  # nobody is nominated
    "decisions:translate": "in 404 403 403 403 404",
    "decisions:amend": "in 404 403 403 403 404",
    "decisions:reword": "in 404 403 403 403 404",
    "decisions:answers": "in 404 403 403 403 404",
    "directory:amend_person": "in 404 403 403 200 404",
    "meetings:finish": "in 404 403 200 200 404",  # the one's own action
    "meetings:offer": "in 404 403 403 403 404",  # it has its date
    "meetings:object": "in 404 403 403 403 404",  # its minutes are not published
    "meetings:settle": "in 404 403 404 404 404",
}


def answer_behind_closed_doors(name: str) -> str:
    """What a closed coalition answers where nothing else is told: an export as its page, a page without ids as the permission
    of its mark (`doors.py`); of others, what was open to all is open to its members."""
    if name in CLOSED:
        return CLOSED[name]
    if name in FOLLOWING and name not in OF_THE_HOUSE | OF_ROOMS:
        page = page_of(name)
        return answer_behind_closed_doors(page) if page else DOORS[door_of(name)][1]
    open_to = (OF_THE_HOUSE | OF_ROOMS)[name]
    if name.startswith("record:"):
        return KNOWN_BEHIND
    if open_to == NO_GET:
        return "405 405 405 405 405 405"
    if open_to in {TO_ITS_FORM, TO_A_FORM_FOR_ALL, TO_A_DRAFT}:
        return "in 404 403 >proposal >proposal 404"
    if open_to == POSTED_INSIDE:
        return "in 404 403 405 405 404"
    if open_to in {CHAIR, COORDINATOR}:  # one office has all powers there
        by_mark, behind = DOORS.get(door_of(name), ("", ""))
        return behind if by_mark == open_to else COORDINATOR_BEHIND
    return BEHIND
