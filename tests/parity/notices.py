"""How the API does what the pages of notices do (see tests/parity/__init__.py)."""

KNOWN = "401 404 422 422 422 422 422 404"

DONE_BY: dict[str, tuple[str, ...]] = {
    "notices:inbox": ("notices_inbox", "notices_read", "notices_held_list"),
    "notices:choices": ("notices_mails", "notices_choose_mails"),
    "notices:held": ("notices_held", "notices_confirm_held", "notices_discard_held"),
    "notices:own": ("notices_quiet_hours", "notices_set_quiet_hours", "notices_calendar"),
    "notices:calendar": ("notices_make_calendar", "notices_stop_calendar"),
}

EXCEPTIONS: dict[str, str] = {
    **dict.fromkeys(
        ("notices:webhooks", "notices:new_webhook", "notices:webhook"),
        "webhooks are made and ended by people, who choose what leaves the server",
    ),
    "notices:stop": "the link of a mail, which needs no token: mail programs follow it by themselves",
    "notices:deadlines": "the address of a calendar, which needs no token: calendars read it by themselves",
}

NOT_YET: set[str] = set()

WRITES: dict[str, str] = {
    "notices_read": KNOWN,
    "notices_choose_mails": KNOWN,
    "notices_confirm_held": "401 404 404 204 404 404 404 404",
    "notices_discard_held": "401 404 404 204 404 404 404 404",
    "notices_set_quiet_hours": "401 200 200 200 200 200 200 200",
    "notices_make_calendar": "401 201 201 201 201 201 201 201",
    "notices_stop_calendar": "401 204 204 204 204 204 204 204",
}
