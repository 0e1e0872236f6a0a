"""Speaking about a clause of a draft; the words lie in the clause's thread."""

from plenary.charter import permissions
from plenary.charter.actions.naming import attributed, shown_name
from plenary.charter.models import CharterDraft, ClauseThread
from plenary.core import visibility
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.record import actions as record
from plenary.texts import actions as texts
from plenary.texts.labels import without_a_name
from plenary.texts.models import Comment, Thread
from plenary.texts.queries import coalition_language

AUDIENCE = (visibility.MEMBERS,)


def comment_on_clause(
    *, by: Standing, draft: CharterDraft, clause: str, body: str, language: str = "", unnamed: bool = False
) -> Comment:
    """Say something about a clause of a draft, to members, in a language (the coalition's). The first comment opens the
    clause's thread. A protected member speaks unnamed, as whoever would be `unnamed` does; such a comment cannot
    be taken back. Refuses as may_comment_on_draft, may_go_unnamed and texts.actions.comment say."""
    home = coalition_language(by.coalition)
    with record.act(by=by):
        locked = CharterDraft.objects.of(by.coalition).select_for_update(of=("self",)).get(id=draft.id)
        require(permissions.may_comment_on_draft(by, locked))
        if unnamed:
            require(permissions.may_go_unnamed(by))
        row = ClauseThread.objects.of(by.coalition).filter(draft=locked, clause=clause).first()
        if row is None:
            opened = texts.open_thread(by=by)
            row = ClauseThread.objects.create(coalition_id=by.coalition, draft=locked, clause=clause, thread=opened.id)
        return texts.comment(
            by=attributed(by, unnamed=unnamed),
            thread=Thread.objects.of(by.coalition).get(pk=row.thread),
            body=body,
            language=language or home,
            audience=AUDIENCE,
            about=locked.id,
            of=locked.title,
            name=("" if unnamed else shown_name(by)) or without_a_name(home),
        )


def withdraw_comment(*, by: Standing, draft: CharterDraft, comment: Comment) -> None:
    """Take back one's own comment on a clause of a draft. Refuses one of another draft (`texts.no_such_thread`), another's,
    and one that is withdrawn."""
    with record.act(by=by):
        if not ClauseThread.objects.of(by.coalition).filter(draft=draft, thread=comment.thread_id).exists():
            raise Refused(refuse("texts.no_such_thread"))
        texts.withdraw_comment(by=by, comment=comment, audience=AUDIENCE, about=draft.id, of=draft.title)
