"""The records: the newest head of each holds against its tree. `plenary record audit` reads everything; this does not."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import F, Max, OuterRef, Subquery
from django.utils.translation import gettext as _

from plenary.core import clock
from plenary.core.findings import Finding, checks, look, ok, wrong
from plenary.core.health.clock import AHEAD, keep_by_time_server
from plenary.record.appending import cut, frontier_of
from plenary.record.models import Entry, SignedHead, Tree
from plenary.record.rules import heads, merkle

LATE = timedelta(hours=3)  # heads are signed each hour


@checks(area="records")
def latest_heads() -> Iterator[Finding]:
    """No record is shorter or other than its newest head says."""
    trees = list(Tree.objects.across_coalitions())
    newest = SignedHead.objects.across_coalitions().filter(coalition=OuterRef("coalition")).order_by("-size")
    signed = SignedHead.objects.across_coalitions().annotate(newest=Subquery(newest.values("size")[:1]))
    rows = {row.coalition_id: row for row in signed.filter(size=F("newest"))}
    broken = [
        tree.coalition_id for tree in trees if tree.coalition_id in rows and not _holds(tree, rows[tree.coalition_id])
    ]
    if broken:
        yield wrong(
            _("Records whose newest head does not hold: %(count)s (coalition %(first)s).")
            % {"count": len(broken), "first": broken[0]},
            _("Run plenary record audit; change nothing before you know why, and keep the last backups."),
        )
    else:
        yield ok(_("The newest head holds in each of %(count)s records.") % {"count": len(trees)})
    late = [
        tree
        for tree in trees
        if tree.size and (row := rows.get(tree.coalition_id)) and row.size < tree.size and row.at < clock.now() - LATE
    ]
    if late:
        yield look(
            _("Records that grew and whose head was not signed for hours: %(count)s.") % {"count": len(late)},
            _("Is a worker at work?"),
        )


def _holds(tree: Tree, row: SignedHead) -> bool:
    """True when the head is signed by its key and is the root of the tree's first entries. Two queries at most."""
    try:
        head = heads.read_parts(bytes(row.body), bytes(row.signature))
    except (heads.HeadError, UnicodeDecodeError):
        return False
    if (head.coalition, head.size) != (tree.coalition_id, row.size) or head.size > tree.size:
        return False
    if head.size == tree.size:
        return head.root == merkle.root(frontier_of(tree)).hex()
    spots = merkle.complete_subtrees((0, head.size))
    places = Entry.objects.of(tree.coalition_id).filter(n__in=[last for last, _level in spots])
    kept = {n: cut(bytes(hashes)) for n, hashes in places.values_list("n", "hashes")}
    try:
        return head.root == merkle.root([kept[last][level] for last, level in spots]).hex()
    except (KeyError, IndexError):
        return False


@checks(area="clock")
def entries_ahead() -> Iterator[Finding]:
    """No entry is from the future."""
    last = Entry.objects.across_coalitions().aggregate(last=Max("at"))["last"]
    if last is not None and last > clock.now() + AHEAD:
        yield wrong(
            _("A record holds an entry of the future: the clock stood wrong, or does now."), keep_by_time_server()
        )
    else:
        yield ok(_("No record holds an entry of the future."))
