"""The log is read by others, and kept longer, than pages: no line of it names a protected member, whatever is asked and fails."""

import logging
from collections.abc import Callable
from typing import Any

import pytest
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection

from plenary.core import clock
from plenary.core.schedule import apart
from plenary.notices.actions.sending import send_due
from plenary.notices.models import OutgoingMail
from tests.leaks.logs import OWN, kept_log, naming_the_protected
from tests.leaks.readings import Readings, browser
from tests.story import SECRETS, TODAY, Story
from tests.walk import address

pytestmark = pytest.mark.django_db


def _pages(story: Story) -> list[str]:
    protected = story.members["protected"]
    return [
        address("membership:member", story, member_id=protected.id),
        address("directory:organisation", story, card_id=story.ids["protected_card"]),
        address("directory:person", story, card_id=story.ids["protected_person"]),
        address("membership:protected", story),
    ]


def test_what_is_planted_in_a_log_is_found() -> None:
    with kept_log() as lines:
        logging.getLogger(f"{OWN}.anything").debug("a look at %s", SECRETS[0])
        try:
            raise RuntimeError(f"nothing at {SECRETS[1]}")
        except RuntimeError:
            logging.getLogger("django.request").exception("Internal Server Error")
    assert len(naming_the_protected(lines)) == 2


def test_no_look_and_no_request_of_its_own_names_it_in_the_log(told: Story) -> None:
    with clock.set_to(TODAY), kept_log() as lines:
        read = [browser(told, role).get(url) for role in ("chair", "protected", "member") for url in _pages(told)]
        for role in ("protected", "chair"):
            browser(told, role).post(address("membership:protected", told), {"name": SECRETS[0], "category": "none"})
    assert any(word in answer.content.decode() for answer in read for word in SECRETS)
    assert naming_the_protected(lines) == []


def test_a_request_that_fails_names_it_in_no_trace(told: Story) -> None:
    def failing(execute: Callable[..., Any], sql: str, *given: Any) -> Any:
        if "membership_member" in sql:
            raise RuntimeError("the disk is gone")
        return execute(sql, *given)

    with clock.set_to(TODAY), kept_log() as lines:
        for role in ("chair", "protected"):
            client = browser(told, role)
            client.raise_request_exception = False
            for url in _pages(told):
                with connection.execute_wrapper(failing):
                    assert client.get(f"{url}?q=1").status_code == 500
    assert len([line for line in lines if "the disk is gone" in line]) >= 8
    assert naming_the_protected(lines) == []


def test_a_mail_that_is_refused_names_nobody_in_the_log(told: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_backend: EmailBackend, messages: Any) -> int:
        raise OSError(f"550 no such user: {[message.to for message in messages]}")

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    waits = OutgoingMail.objects.filter(account=told.accounts["protected"].id, state=OutgoingMail.WAITING)
    assert waits.update(next_at=TODAY) > 0
    with clock.set_to(TODAY), kept_log() as lines:
        send_due()
    assert any("could not be sent" in line for line in lines)
    assert naming_the_protected(lines) == []


def test_periodic_work_that_breaks_off_says_for_which_row_and_not_for_whom(told: Story) -> None:
    with kept_log() as lines, apart(f"the matter of conduct {told.members['protected'].id}"):
        raise RuntimeError("the disk is gone")
    assert any("is tried again" in line for line in lines)
    assert naming_the_protected(lines) == []


def test_the_whole_walk_leaves_no_name_of_the_protected_in_the_log(readings: Readings) -> None:
    assert readings.log != []
    assert naming_the_protected(readings.log) == []
