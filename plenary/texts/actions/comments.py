"""Writes of comments: a thread, a comment and its withdrawal. Permission to write is the caller's."""

from collections.abc import Sequence

from plenary.core import clock, masthead
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.record import actions as record
from plenary.texts import permissions
from plenary.texts.actions.words import MOST_OF_A_COMMENT, words_of
from plenary.texts.models import Comment, Thread


def open_thread(*, by: Standing) -> Thread:
    """A new place for comments, for the room that will hold the reference. Within the caller's act."""
    with record.act(by=by):
        return Thread.objects.create(coalition_id=by.coalition, made_at=clock.now())


def comment(
    *,
    by: Standing,
    thread: Thread,
    body: str,
    language: str,
    audience: Sequence[str],
    about: str,
    of: str = "",
    name: str = "",
) -> Comment:
    """Say something in a thread, and enter it for `audience` (`texts.commented`, about the parent's id `about`,
    whose title is `of`).

    `name` is what is shown as the speaker; without it, the names by which the masthead knows the standing. The name and
    the words are an opening about the person, so that they can be erased. Who may comment, and that the thread is the
    parent's, the caller has checked. Refuses no words (`texts.empty`), more than 10,000 characters (`texts.too_long`)
    and a thread of another coalition (`texts.no_such_thread`).
    """
    words = words_of(body, MOST_OF_A_COMMENT)
    if thread.coalition_id != by.coalition:
        raise Refused(refuse("texts.no_such_thread"))
    shown = name or _shown_name(by)
    with record.act(by=by):
        said = Comment.objects.create(
            coalition_id=by.coalition,
            thread=thread,
            person=by.person,
            member=by.member,
            name=shown,
            language=language,
            body=words,
            at=clock.now(),
        )
        record.enter(
            by=by,
            kind="texts.commented",
            about=about,
            audience=audience,
            facts={"comment": said.id, "thread": thread.id, "language": language, **({"of": of} if of else {})},
            parts=[record.Part(facts={"name": shown, "body": words}, person=by.person)],
        )
    return said


def withdraw_comment(*, by: Standing, comment: Comment, audience: Sequence[str], about: str, of: str = "") -> None:
    """Take back one's own comment: its words go from the page, its place stays, and the withdrawal is entered.

    The entry of the comment keeps the words until the person is erased. Refuses another's (`texts.not_yours`) and one
    that is withdrawn (`texts.withdrawn`).
    """
    with record.act(by=by):
        locked = Comment.objects.of(by.coalition).select_for_update().get(id=comment.id)
        require(permissions.may_withdraw(by, locked))
        locked.body, locked.withdrawn_at = "", clock.now()
        locked.save(update_fields=["body", "withdrawn_at"])
        record.enter(
            by=by,
            kind="texts.comment_withdrawn",
            about=about,
            audience=audience,
            facts={"comment": locked.id, "thread": locked.thread_id, **({"of": of} if of else {})},
            parts=[record.Part(facts={"name": locked.name}, person=by.person)],
        )


def _shown_name(by: Standing) -> str:
    who = masthead.who(by)
    if who is None:
        return ""
    return f"{who.person}, {who.member}" if who.member else who.person
