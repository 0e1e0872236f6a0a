"""Files of the program abcvoting (.abc.yaml), read: approval ballots for a committee.

`profile` is a list of ballots, each a list of candidates by their number from 0; `num_cand` says how many there are,
`committeesize` how many are to be chosen, `description` what it is. Other keys say nothing of the ballots.
"""

from collections import Counter
from typing import Any

import yaml

from plenary.decisions.formats.lines import MOST_CANDIDATES, Lines, Source, shortened, whole
from plenary.decisions.formats.reading import Ballots, MalformedError
from plenary.decisions.rules.methods.profiles import Approved

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_abcvoting(source: Source) -> Ballots:
    """The approval ballots of an abcvoting file, with its seats and description; candidates are called by their numbers.
    Raises MalformedError."""
    said = _keys(_text(source))
    for key in ("profile", "num_cand"):
        if key not in said:
            raise MalformedError(0, f"the file does not say what {key} is")
    candidates = _number(said["num_cand"], "num_cand")
    if not 1 <= candidates <= MOST_CANDIDATES:
        raise MalformedError(_line(said["num_cand"]), f"there must be between 1 and {MOST_CANDIDATES} candidates")
    profile = said["profile"]
    if not isinstance(profile, yaml.SequenceNode):
        raise MalformedError(_line(profile), "profile is not a list of ballots")
    ballots = Counter(_ballot(node, candidates) for node in profile.value)
    names = tuple(str(each) for each in range(candidates))
    seats = _number(said["committeesize"], "committeesize") if "committeesize" in said else 0
    description = said.get("description")
    title = description.value if isinstance(description, yaml.ScalarNode) else ""
    return Ballots(profile=Approved(names=names, ballots=dict(ballots)), seats=seats, title=title)


def _text(source: Source) -> str:
    lines, found = Lines(source), []
    while (text := lines.next_whole()) is not None:
        found.append(text)
    return "".join(found)


def _keys(text: str) -> dict[str, yaml.Node]:
    loader = _LOADER(text)
    try:
        root = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 0
        raise MalformedError(line, f"the file is not YAML: {error.problem or error.context}") from None
    except (yaml.YAMLError, RecursionError) as error:
        raise MalformedError(0, f"the file is not YAML: {shortened(' '.join(str(error).split()))}") from None
    finally:
        loader.dispose()
    if not isinstance(root, yaml.MappingNode):
        raise MalformedError(1, "the file is not a list of keys and values")
    found: dict[str, yaml.Node] = {}
    for key, value in root.value:
        if key.value in found if isinstance(key, yaml.ScalarNode) else True:
            raise MalformedError(_line(key), "a key stands there twice, or is none")
        found[key.value] = value
    return found


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def _number(node: yaml.Node, what: str) -> int:
    if not isinstance(node, yaml.ScalarNode):
        raise MalformedError(_line(node), f"{what} is not a whole number")
    return whole(node.value, what, _line(node))


def _ballot(node: yaml.Node, candidates: int) -> tuple[int, ...]:
    if not isinstance(node, yaml.SequenceNode):
        raise MalformedError(_line(node), "a ballot is not a list of candidates")
    named = [_number(each, "the number of a candidate") for each in node.value]
    for each, at in zip(named, node.value, strict=True):
        if each >= candidates:
            raise MalformedError(
                _line(at), f"there is no candidate {each}: they are numbered from 0 to {candidates - 1}"
            )
    if len(set(named)) != len(named):
        raise MalformedError(_line(node), "the ballot names a candidate twice")
    return tuple(sorted(named))
