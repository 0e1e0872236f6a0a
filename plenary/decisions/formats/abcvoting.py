"""Files of the program abcvoting (.abc.yaml), read: approval ballots for a committee.

`profile` is a list of ballots, each a list of candidates by their number from 0; `num_cand` says how many there are,
`committeesize` how many are to be chosen, `description` what it is. Other keys say nothing of the ballots.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import yaml

from plenary.decisions.formats.lines import MOST_CANDIDATES, Lines, Source, shortened, whole
from plenary.decisions.formats.reading import Ballots, MalformedError
from plenary.decisions.rules.methods.profiles import Approved
from plenary.decisions.rules.methods.reasons import gettext_noop

_DEEPEST = 20
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_abcvoting(source: Source) -> Ballots:
    """The approval ballots of an abcvoting file, with its seats and description; candidates are called by their numbers.
    Raises MalformedError."""
    said = _keys(_text(source))
    for key in ("profile", "num_cand"):
        if key not in said:
            raise MalformedError(0, gettext_noop("the file does not say what %(key)s is"), key=key)
    candidates = _number(said["num_cand"], "num_cand")
    if not 1 <= candidates <= MOST_CANDIDATES:
        raise MalformedError(
            said["num_cand"].line, gettext_noop("there must be between 1 and %(most)s candidates"), most=MOST_CANDIDATES
        )
    profile = said["profile"]
    if profile.text is not None or profile.is_mapping:
        raise MalformedError(profile.line, gettext_noop("profile is not a list of ballots"))
    ballots = Counter(_ballot(node, candidates) for node in profile.members)
    names = tuple(str(each) for each in range(candidates))
    seats = _number(said["committeesize"], "committeesize") if "committeesize" in said else 0
    title = said["description"].text or "" if "description" in said else ""
    return Ballots(profile=Approved(names=names, ballots=dict(ballots)), seats=seats, title=title)


def _text(source: Source) -> str:
    lines, found = Lines(source), []
    while (text := lines.next_whole()) is not None:
        found.append(text)
    return "".join(found)


@dataclass(slots=True)
class _Node:
    """What stands at a line: a text, a list, or keys and values one after the other."""

    line: int
    is_mapping: bool = False
    text: str | None = None
    members: list["_Node"] = field(default_factory=list)


def _keys(text: str) -> dict[str, _Node]:
    try:
        root = _tree(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        last = text.count("\n") + (not text.endswith("\n"))  # the library may point behind it
        line = min(mark.line + 1, last) if mark else 0
        raise MalformedError(
            line, gettext_noop("the file is not YAML: %(problem)s"), problem=error.problem or error.context
        ) from None
    except yaml.YAMLError as error:
        raise MalformedError(
            0, gettext_noop("the file is not YAML: %(problem)s"), problem=shortened(" ".join(str(error).split()))
        ) from None
    if not root.is_mapping:
        raise MalformedError(root.line, gettext_noop("the file is not a list of keys and values"))
    found: dict[str, _Node] = {}
    for key, value in zip(root.members[::2], root.members[1::2], strict=True):
        if key.text is None or key.text in found:
            raise MalformedError(key.line, gettext_noop("a key stands there twice, or is none"))
        found[key.text] = value
    return found


def _tree(text: str) -> _Node:
    """The first document. Events are gone through one by one: the library's own tree is built by recursion without bounds."""
    top = _Node(1)
    open_nodes = [top]
    for event in yaml.parse(text, Loader=_LOADER):
        line = event.start_mark.line + 1 if event.start_mark else 0
        if isinstance(event, yaml.ScalarEvent):
            open_nodes[-1].members.append(_Node(line, text=event.value))
        elif isinstance(event, yaml.CollectionStartEvent):
            node = _Node(line, is_mapping=isinstance(event, yaml.MappingStartEvent))
            open_nodes[-1].members.append(node)
            open_nodes.append(node)
            if len(open_nodes) > _DEEPEST:
                raise MalformedError(line, gettext_noop("the file is nested too deep"))
        elif isinstance(event, yaml.CollectionEndEvent):
            open_nodes.pop()
        elif isinstance(event, yaml.AliasEvent):
            raise MalformedError(line, gettext_noop("the file refers to another place of itself, which is not read"))
    return top.members[0] if top.members else top


def _number(node: _Node, what: str) -> int:
    if node.text is None:
        raise MalformedError(node.line, gettext_noop("%(what)s is not a whole number"), what=what)
    return whole(node.text, what, node.line)


def _ballot(node: _Node, candidates: int) -> tuple[int, ...]:
    if node.text is not None or node.is_mapping:
        raise MalformedError(node.line, gettext_noop("a ballot is not a list of candidates"))
    named = [_number(each, gettext_noop("the number of a candidate")) for each in node.members]
    for each, at in zip(named, node.members, strict=True):
        if each >= candidates:
            raise MalformedError(
                at.line,
                gettext_noop("there is no candidate %(number)s: they are numbered from 0 to %(last)s"),
                number=each,
                last=candidates - 1,
            )
    if len(set(named)) != len(named):
        raise MalformedError(node.line, gettext_noop("the ballot names a candidate twice"))
    return tuple(sorted(named))
