"""The records vouch for a backup: size and root of every tree, before and after; and each is verified where it was restored."""

from collections.abc import Callable, Iterator

from plenary.coalitions.models import Coalition
from plenary.core.backups.registry import Json, Voucher, register_voucher
from plenary.record.appending import cut, frontier_of
from plenary.record.audits import audits
from plenary.record.models import Tree
from plenary.record.queries import verify_record
from plenary.record.rules import merkle
from plenary.record.rules.verification import short_head


def _says(alias: str) -> Json:
    """Size and root of each tree, by the coalition's id."""
    rows = Tree.objects.using(alias).across_coalitions().order_by("coalition_id")
    trees = rows.values_list("coalition_id", "size", "frontier")
    return {coalition: [size, merkle.root(cut(bytes(frontier))).hex()] for coalition, size, frontier in trees}


def _problems(step: Callable[[int], object]) -> Iterator[str]:
    """What does not hold in each record, and in the rows beside it."""
    for coalition in Coalition.objects.order_by("slug"):
        for problem in verify_record(coalition.id, step):
            yield f"{coalition.slug}: {problem}"
        for audit in audits().values():
            for problem in audit(coalition.id):
                yield f"{coalition.slug}: {problem}"


def _shown() -> Iterator[str]:
    """The head of each record, to compare with one that somebody kept."""
    for coalition in Coalition.objects.order_by("slug"):
        tree = Tree.objects.of(coalition.id).first()
        if tree is not None:
            yield f"{coalition.slug}  {short_head(tree.size, merkle.root(frontier_of(tree)).hex())}"


register_voucher(Voucher("record", _says, _problems, _shown))
