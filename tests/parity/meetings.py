"""How the API does what the pages of meetings do (see tests/parity/__init__.py)."""

ASKED = "401 404 403 422 422 422 422 404"  # what is missing is told first

DONE_BY: dict[str, tuple[str, ...]] = {
    "meetings:meetings": ("meetings_meetings",),
    "meetings:call": ("meetings_call",),
    "meetings:meeting": ("meetings_meeting",),
    "meetings:change": ("meetings_change",),
    "meetings:call_off": ("meetings_call_off",),
    "meetings:agenda": ("meetings_agenda",),
    "meetings:attend": ("meetings_attend",),
    "meetings:attendance": ("meetings_roster", "meetings_attendance"),
    "meetings:write": ("meetings_write",),
    "meetings:agree": ("meetings_agree",),
    "meetings:finish": ("meetings_finish",),
}

EXCEPTIONS: dict[str, str] = {
    "meetings:calendar": "a program reads date, place and link of the meeting itself, and writes what file it likes",
}

WRITES: dict[str, str] = {
    "meetings_call": ASKED,
    "meetings_change": ASKED,
    "meetings_call_off": "401 404 403 403 403 403 204 404",
    "meetings_agenda": ASKED,
    "meetings_attend": "401 404 403 204 403 204 204 404",
    "meetings_attendance": ASKED,
    "meetings_write": ASKED,
    "meetings_agree": ASKED,
    "meetings_finish": "401 404 403 403 403 403 200 404",
}
