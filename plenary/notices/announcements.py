"""How a room has its entries mailed: it calls `announce` for its kinds in its own `notices.py`."""

from plenary.coalitions.models import Coalition
from plenary.core.standing import Standing
from plenary.core.verdicts import Label
from plenary.notices import tasks
from plenary.notices.rules.ways import Way
from plenary.notices.topics import topic_of, topics
from plenary.notices.wordings import Address, Addressees, Announcement, Wording, keep
from plenary.record.kinds import EntryLike, on_entry


def announce(
    kind: str,
    subject: Label,
    body: Label = "",
    address: Address | None = None,
    *,
    topic: str = "",
    reply: str = "",
    asks: bool = False,
    dated: bool = False,
    to: Addressees | None = None,
    wording: Wording | None = None,
) -> None:
    """Mail every entry of this kind to its audience, each reader in their language, except to the one who acted.

    `subject` and `body` are filled from the facts that the reader may see, and `%(coalition)s`; without a body the
    entry's own sentence stands there. `address` gives the path to read on from the coalition's slug and the id that the
    entry is about; without it, the entry's page in the record. With `asks`, what the desk asks of the reader under that
    path, or what is coming there, is told with its moment; it takes the queries of a desk for each. The subject says by
    when something is asked and, with `dated`, when what is coming is. `topic` is what people choose by, else that of the
    kind; `reply` is a kind of thing (the entry's `about`) to which an answer by mail becomes a comment
    (`replying.register_reply`). `to` says which of its audience alone are mailed; `wording` gives other words where the
    facts ask for them. Raises ValueError for a kind that no room registered,
    when it is announced already, and for a topic of which nothing comes at once.
    """
    code = topic or topic_of(kind)
    if Way.AT_ONCE not in topics()[code].ways:
        raise ValueError(f"entries of kind {kind} are announced, and nothing of {code} comes at once")
    listen = on_entry(kind)
    keep(Announcement(kind, subject, body, address, code, reply, asks, dated, to, wording))
    listen(order_mails)


def order_mails(by: Standing, entry: EntryLike) -> None:
    """Order the mails of an entry in its own transaction, gone with it if it is undone. A demonstration mails nobody.

    They are written after the commit, for only then a head of the record holds the entry.
    """
    if not Coalition.objects.filter(id=by.coalition, is_demonstration=True).exists():
        tasks.write_mails.enqueue(by.coalition, entry.id, by.account)
