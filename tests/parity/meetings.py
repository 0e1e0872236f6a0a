"""How the API does what the pages of meetings do (see tests/parity/__init__.py)."""

ASKED = "401 404 403 422 422 422 422 404"  # what is missing is told first

DONE_BY: dict[str, tuple[str, ...]] = {
    "meetings:attendance": ("meetings_roster", "meetings_attendance"),
    "meetings:dates": ("meetings_dates", "meetings_say_when"),
    "meetings:offer": ("meetings_suggested", "meetings_offer"),
    "meetings:object": ("meetings_object_to_minutes",),
}

READS: dict[str, str] = {"meetings_suggested": "401 404 403 403 403 403 200 404"}  # those who call meetings

EXCEPTIONS: dict[str, str] = {
    "meetings:sheet": "a sheet to print and to write on; what stands on it, the meeting and its attendance tell",
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
    "meetings_say_when": ASKED,
    "meetings_offer": ASKED,
    "meetings_choose": "401 404 403 403 403 403 200 404",
    "meetings_need": "401 404 403 204 403 204 204 404",
    "meetings_speak": "401 404 403 204 403 204 204 404",
    "meetings_floor": "401 404 403 403 403 403 204 404",
    "meetings_type_in": "401 404 403 403 403 403 204 404",
    "meetings_publish": "401 404 403 403 403 403 204 404",
    "meetings_object_to_minutes": ASKED,
    "meetings_settle": ASKED,
}
