"""Who may read, add and remove files: what they hang on says so."""

from plenary.core.standing import Standing
from plenary.core.verdicts import Verdict, allow, refuse
from plenary.files.models import File
from plenary.files.parents import parent_of
from plenary.record.permissions import may_read_record


def may_ask(standing: Standing) -> Verdict:
    """Those whom the coalition knows, and others where it lets them read something; who may not read what a file hangs on is told
    that there is none. At most one query."""
    return allow() if standing.is_known else may_read_record(standing)


def is_guarded(standing: Standing, kind: str, parent_id: str) -> bool:
    """True for files that a session left open must not be enough to read, by one who may read them; a look at them is entered
    (`parents.Guard`)."""
    parent = parent_of(kind)
    return bool(parent and parent.guard and parent.guard.matters(standing, parent_id))


def may_keep(standing: Standing, kind: str, parent_id: str) -> Verdict:
    """As the room says on whose row it would hang; nothing hangs on what that room does not let one read."""
    parent = parent_of(kind)
    if parent is None or parent_id not in parent.visible(standing, [parent_id]):
        return refuse("core.not_here")
    return parent.may_keep(standing, parent_id)


def may_remove(standing: Standing, file: File) -> Verdict:
    """As the room says on whose row it hangs: whoever may add there, where it says nothing else. Once."""
    parent = parent_of(file.kind)
    if parent is None or file.parent_id not in parent.visible(standing, [file.parent_id]):
        return refuse("core.not_here")
    if file.removed_at is not None:
        return refuse("files.removed")
    return (parent.may_remove or parent.may_keep)(standing, file.parent_id)
