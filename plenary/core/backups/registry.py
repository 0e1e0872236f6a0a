"""What rooms say about backups: whose rows are left out, and what vouches that a restored database is the one that was kept."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Model

type Json = Mapping[str, object] | list[object]


@dataclass(frozen=True, slots=True)
class Voucher:
    """How a part of the database proves itself, before and after.

    `says` tells it in JSON, read from the database alias that it is given: ids, sizes and hashes, no names. The same must be said
    of the restored database. `problems` looks at the restored one closely and tells each problem in one sentence, and
    `shown` tells an operator what to compare, a line each; both read the default database.
    """

    name: str
    says: Callable[[str], Json]
    problems: Callable[[Callable[[int], object]], Iterable[str]]
    shown: Callable[[], Iterable[str]]


_left_out: list[type[Model]] = []
_vouchers: dict[str, Voucher] = {}


def leave_out(*models: type[Model]) -> None:
    """Rows of these models go into no backup: what ends with the server that made it, such as sessions. Nothing else
    may refer to them."""
    _left_out.extend(model for model in models if model not in _left_out)


def tables_left_out() -> list[str]:
    """The tables whose rows go into no backup, in order of names."""
    return sorted(model._meta.db_table for model in _left_out)


def register_voucher(voucher: Voucher) -> None:
    """Bring a voucher. Raises ValueError when its name is taken."""
    if _vouchers.get(voucher.name, voucher) is not voucher:
        raise ValueError(f"voucher {voucher.name} is registered twice")
    _vouchers[voucher.name] = voucher


def vouchers() -> list[Voucher]:
    """Every voucher, in order of names."""
    return [_vouchers[name] for name in sorted(_vouchers)]
