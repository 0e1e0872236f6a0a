"""Audits: rooms register how their rows are compared with the record's entries; `plenary record audit` runs them all."""

from collections.abc import Callable, Iterable, Mapping

type Audit = Callable[[str], Iterable[str]]

_audits: dict[str, Audit] = {}


def register_audit(name: str, audit: Audit) -> None:
    """Bring an audit: given a coalition id it tells each problem in one sentence. Raises ValueError when the name is taken."""
    if _audits.get(name, audit) is not audit:
        raise ValueError(f"audit {name} is registered twice")
    _audits[name] = audit


def audits() -> Mapping[str, Audit]:
    """Every audit, by name."""
    return dict(_audits)
