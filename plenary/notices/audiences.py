"""Who stands behind an audience token: rooms above register resolvers, mails ask them. This room knows no domain."""

from collections.abc import Callable, Iterable, Mapping

from plenary.core import visibility

type Resolver = Callable[[str, str], Iterable[str]]
type ContentFree = Callable[[str], Iterable[str]]

_resolvers: dict[str, Resolver] = {}
_content_free: list[ContentFree] = []


def register_audience(prefix: str, resolver: Resolver) -> None:
    """Say who reads a kind of token: `members` exactly, or every token that starts with a prefix such as `body:`.

    The resolver takes the coalition's id and the whole token and gives account ids, in a constant number of queries.
    Raises ValueError when the prefix is taken.
    """
    if prefix in _resolvers:
        raise ValueError(f"audience {prefix} is registered twice")
    _resolvers[prefix] = resolver


def register_content_free(finder: ContentFree) -> ContentFree:
    """Register who gets mails that say nothing (accounts at risk): takes the coalition's id, gives account ids."""
    _content_free.append(finder)
    return finder


def readers(coalition_id: str, tokens: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """The account ids behind these tokens, each with the tokens through which it reads.

    What is public is mailed to the members, and what is sealed to nobody. A token that no room knows has no readers.
    """
    found: dict[str, set[str]] = {}
    for token in sorted(set(tokens) - {visibility.SEALED}):
        known = visibility.MEMBERS if token == visibility.PUBLIC else token
        resolver = _resolvers.get(known) or _resolvers.get(known.partition(":")[0] + ":")
        for account in resolver(coalition_id, known) if resolver else ():
            found.setdefault(account, set()).add(token)
    return {account: frozenset(through) for account, through in found.items()}


def content_free(coalition_id: str) -> frozenset[str]:
    """The account ids to which mails of this coalition say nothing."""
    return frozenset(account for finder in _content_free for account in finder(coalition_id))
