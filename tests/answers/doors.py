"""Who in the story passes each permission with which a page is marked.

A page without ids answers as its permission is told here, and so does whatever is marked with it later: what is expected
follows from who holds which seat, mandate and power in the story, never from asking the permission. What depends on a row, or
asks more than the mark, is told by its address (`rooms.py`, `closed.py`).
"""

from tests.answers.patterns import ALL, BEHIND, CHAIR, COORDINATOR, INSIDE, KNOWN

NOBODY_BEHIND = "in 404 403 403 403 404"
KNOWN_BEHIND = "in 404 200 200 200 404"
COORDINATOR_BEHIND = "in 404 403 403 200 404"

# permission -> what the roles are answered in “Open Fields” (`tests.walk.ROLES`), and behind closed doors (`closed.CLOSED_ROLES`)
DOORS: dict[str, tuple[str, str]] = {
    # who reads as those inside do, or as everybody does where the coalition stands open
    "agreements.may_draft": (INSIDE, BEHIND),
    "agreements.may_open_drafts": (INSIDE, BEHIND),
    "agreements.may_read_agreements": (ALL, BEHIND),
    "bodies.may_read_bodies": (ALL, BEHIND),
    "bodies.may_read_uses": (INSIDE, BEHIND),
    "bodies.may_read_workload": (INSIDE, BEHIND),
    "charter.may_draft_charter": (INSIDE, BEHIND),
    "charter.may_read_charter": (ALL, BEHIND),
    "decisions.has_a_voice": (INSIDE, BEHIND),
    "decisions.may_draft": (INSIDE, BEHIND),
    "decisions.may_read_proposals": (ALL, BEHIND),
    "directory.may_read_directory": (INSIDE, BEHIND),
    "health.may_read_of_concerns": (ALL, BEHIND),
    "meetings.may_read_meetings": (INSIDE, BEHIND),
    "monitoring.may_read_drive": (INSIDE, BEHIND),
    "monitoring.may_read_instruments": (ALL, BEHIND),
    "membership.may_be_welcomed": (INSIDE, BEHIND),
    "membership.may_hear_opening": (INSIDE, BEHIND),
    "membership.may_read_applicants": (INSIDE, BEHIND),
    "membership.may_read_members": (ALL, BEHIND),
    "membership.may_take_over": (INSIDE, BEHIND),
    "membership.may_vouch": (INSIDE, BEHIND),
    # an applicant too
    "desk.may_see_coalition": (ALL, KNOWN_BEHIND),
    "membership.may_print_opening": (KNOWN, KNOWN_BEHIND),  # for a first meeting
    "membership.may_read_conduct": (KNOWN, KNOWN_BEHIND),
    "notices.may_open_inbox": (KNOWN, KNOWN_BEHIND),
    "record.may_read_record": (ALL, KNOWN_BEHIND),  # what concerns the application
    # powers of the coordinator
    "directory.may_administer": (COORDINATOR, COORDINATOR_BEHIND),
    "directory.may_export": (COORDINATOR, COORDINATOR_BEHIND),
    "directory.may_import": (COORDINATOR, COORDINATOR_BEHIND),
    "monitoring.may_read_sources": (INSIDE, BEHIND),
    "monitoring.may_write_findings": (INSIDE, BEHIND),
    "monitoring.may_keep": (COORDINATOR, COORDINATOR_BEHIND),
    "notices.may_connect": (COORDINATOR, COORDINATOR_BEHIND),
    # powers of the chair; behind closed doors one office has all there are
    "decisions.may_enter_calls": (CHAIR, COORDINATOR_BEHIND),
    "health.may_receive": (CHAIR, NOBODY_BEHIND),  # its charter names no office to which a concern goes
    "membership.may_see_protected": (CHAIR, NOBODY_BEHIND),  # its charter protects nobody
    # whoever holds an office
    "health.may_keep_key": ("in 404 403 403 403 200 200 404", COORDINATOR_BEHIND),
    # everybody, where the charter says so
    "health.may_raise": (ALL, NOBODY_BEHIND),
    # who is no member yet
    "membership.may_apply": ("in 200 403 403 403 403 403 200", "in 404 403 403 403 404"),  # behind: by invitation
}
