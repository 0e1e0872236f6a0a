"""Writes of texts: a text, its next version, a thread, a comment and its withdrawal. Permission to write is the caller's."""

from collections.abc import Sequence

from django.db.models import Max

from plenary.core import clock, masthead
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.record import actions as record
from plenary.texts import permissions
from plenary.texts.models import Comment, Text, Thread, Version

MOST_OF_A_TEXT = 200_000  # characters
MOST_OF_A_COMMENT = 10_000


def write_text(*, by: Standing, language: str, body: str) -> Text:
    """A new text with its first version, in the language that decides (BCP 47).

    The room that owns the text enters it in the record and holds the reference. Within the caller's act.
    Refuses an empty one (`texts.empty`) and one of more than 200,000 characters (`texts.too_long`).
    """
    words = _words(body, MOST_OF_A_TEXT)
    with record.act(by=by):
        text = Text.objects.create(coalition_id=by.coalition, authentic_language=language, made_at=clock.now())
        _add_version(by, text, language, words, None)
    return text


def revise_text(
    *, by: Standing, text: Text, body: str, language: str = "", source_version: Version | None = None
) -> Version:
    """The next version of a text in a language, by default the one that decides. Numbers go up by one, under a lock.

    A translation names the authentic version that it translates; without one it is the newest. Nothing new gives the
    version that stands already. Refuses as `write_text` does, and a source of another text or language
    (`texts.cannot_translate`).
    """
    words = _words(body, MOST_OF_A_TEXT)
    with record.act(by=by):
        locked = Text.objects.of(by.coalition).select_for_update().get(id=text.id)
        wanted = language or locked.authentic_language
        source = None if wanted == locked.authentic_language else _source(by, locked, source_version)
        newest = Version.objects.of(by.coalition).filter(text=locked, language=wanted).order_by("-number").first()
        if newest and newest.body == words and newest.source_version_id == (source.id if source else None):
            return newest
        return _add_version(by, locked, wanted, words, source)


def open_thread(*, by: Standing) -> Thread:
    """A new place for comments, for the room that will hold the reference. Within the caller's act."""
    with record.act(by=by):
        return Thread.objects.create(coalition_id=by.coalition, made_at=clock.now())


def comment(
    *, by: Standing, thread: Thread, body: str, language: str, audience: Sequence[str], about: str, name: str = ""
) -> Comment:
    """Say something in a thread, and enter it for `audience` (`texts.commented`, about the parent's id `about`).

    `name` is what is shown as the speaker; without it, the names by which the masthead knows the standing. The name and
    the words are an opening about the person, so that they can be erased. Who may comment, and that the thread is the
    parent's, the caller has checked. Refuses no words (`texts.empty`), more than 10,000 characters (`texts.too_long`)
    and a thread of another coalition (`texts.no_such_thread`).
    """
    words = _words(body, MOST_OF_A_COMMENT)
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
            facts={"comment": said.id, "thread": thread.id, "language": language},
            parts=[record.Part(facts={"name": shown, "body": words}, person=by.person)],
        )
    return said


def withdraw_comment(*, by: Standing, comment: Comment, audience: Sequence[str], about: str) -> None:
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
            facts={"comment": locked.id, "thread": locked.thread_id},
            parts=[record.Part(facts={"name": locked.name}, person=by.person)],
        )


def _words(body: str, most: int) -> str:
    words = body.replace("\r\n", "\n").strip()
    if not words:
        raise Refused(refuse("texts.empty"))
    if len(words) > most:
        raise Refused(refuse("texts.too_long", most=most))
    return words


def _shown_name(by: Standing) -> str:
    who = masthead.who(by)
    if who is None:
        return ""
    return f"{who.person}, {who.member}" if who.member else who.person


def _source(by: Standing, text: Text, given: Version | None) -> Version:
    authentic = Version.objects.of(by.coalition).filter(text=text, language=text.authentic_language)
    source = authentic.filter(id=given.id).first() if given else authentic.order_by("-number").first()
    if source is None:
        raise Refused(refuse("texts.cannot_translate"))
    return source


def _add_version(by: Standing, text: Text, language: str, words: str, source: Version | None) -> Version:
    same = Version.objects.of(by.coalition).filter(text=text, language=language)
    last: int = same.aggregate(last=Max("number"))["last"] or 0
    return Version.objects.create(
        coalition_id=by.coalition,
        text=text,
        language=language,
        number=last + 1,
        body=words,
        made_at=clock.now(),
        made_by=by.person,
        source_version=source,
    )
