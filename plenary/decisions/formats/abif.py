"""ABIF files (Aggregated Ballot Information Format, electowiki.org/wiki/ABIF), read and written.

A line `count:a/5>b=c/3` tells how many ballots say the same (`count*` as well): candidates from the most preferred down, equal
ones joined by `=`, each with its rating behind `/` where it has one; `a/5,b/3` gives ratings without an order. A line
`=token:[name]` names a candidate; a token in brackets may stand in a ballot undeclared, a bare one only where none is declared.
A line of JSON tells of the file: `title`, `min_rating` and `max_rating`, `ballot_type` (`ranked`, `rated`, `choose_many`,
`choose_one`), `seats`; other keys say nothing of the ballots. Comments run from `#` on.

Which ballots a file holds is what `ballot_type` says; else graded ones where every candidate that is named has a rating, and
ranked ones otherwise. The caller may ask for another kind.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from plenary.decisions.formats.lines import HIGHEST_GRADE, Lines, Source, grade, shortened, told, whole
from plenary.decisions.formats.reading import Ballots, MalformedError
from plenary.decisions.formats.writing import any_profile, check_names
from plenary.decisions.rules.methods.profiles import Approved, Place, Profile, Ranked, Ranking, Rated
from plenary.decisions.rules.methods.reasons import gettext_noop

type _Choice = tuple[str, int | None]  # a token, and its rating
type _Ballot = tuple[tuple[_Choice, ...], ...]  # equal choices together, from the most preferred down

_BALLOT = re.compile(r"([^:*]*)[:*](.*)")
_CHOICE = re.compile(r"\s*(?:\[([^\[\]]*)\]|([^\s\[\]/>=,#:*{}]+))\s*(?:/\s*([^\s/>=,]+)\s*)?(?:([>=,])|$)")
_NAMED = re.compile(r"=\s*(?:\[([^\[\]]*)\]|([^\s\[\]]+?))\s*:\s*\[([^\[\]]*)\]\s*(?:#.*)?$")
_KINDS: dict[str, type[Profile]] = {"ranked": Ranked, "rated": Rated, "choose_many": Approved, "choose_one": Approved}


@dataclass(slots=True)
class _File:
    names: dict[str, str] = field(default_factory=dict)  # declared, by token
    said: dict[str, Any] = field(default_factory=dict)
    inline: set[str] = field(default_factory=set)  # tokens in brackets, undeclared
    bare: set[str] = field(default_factory=set)  # tokens as they are


def read_abif(source: Source, kind: type[Profile] | None = None) -> Ballots:
    """The ballots of an ABIF file, as `kind` where one is asked for; raises MalformedError."""
    lines, file = Lines(source), _File()
    mark = lines.mark()
    _declarations(lines, file)
    lines.back(mark)

    def understood(line: bytes) -> tuple[_Ballot, int] | None:
        text = told(line)
        text = text[: _comment_at(text)].strip()
        return None if not text or text[0] in "={" else _ballot(text, file)

    raw = lines.counted(understood)
    tokens = [*file.names, *sorted(file.inline - set(file.names))] if file.names else sorted(file.inline | file.bare)
    if not tokens:
        raise MalformedError(0, gettext_noop("the file names no candidate"))
    lines.back(mark)
    wanted = kind or _KINDS.get(file.said.get("ballot_type", "")) or _kind_of(raw)
    form = _Form(lines, understood, raw, file.said, {token: each for each, token in enumerate(tokens)})
    names = tuple(file.names.get(token, token) for token in tokens)
    return Ballots(
        profile=form.profile(wanted, names), seats=file.said.get("seats", 0), title=file.said.get("title", "")
    )


def _comment_at(text: str) -> int:
    """Where the comment of a line begins: at the first `#` behind all brackets; the line's end where there is none."""
    at = text.find("#", text.rfind("]") + 1)
    return len(text) if at < 0 else at


def _declarations(lines: Lines, file: _File) -> None:
    while (text := lines.next()) is not None:
        if text.startswith("{"):
            file.said |= _json(text, lines.number)
        elif text.startswith("="):
            match = _NAMED.match(text)
            if match is None:
                raise MalformedError(
                    lines.number,
                    gettext_noop("a candidate is named as =token:[name], not %(text)s"),
                    text=shortened(text),
                )
            token, name = (match[1] if match[1] is not None else match[2]).strip(), match[3].strip()
            if token in file.names:
                raise MalformedError(
                    lines.number, gettext_noop("the candidate %(candidate)s is named twice"), candidate=shortened(token)
                )
            if not token or not name:
                raise MalformedError(lines.number, gettext_noop("a candidate has no name"))
            file.names[token] = name


def _json(text: str, number: int) -> dict[str, Any]:
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        raise MalformedError(
            number, gettext_noop("the line in braces is not JSON: %(text)s"), text=shortened(text)
        ) from None
    for key, kind in {"title": str, "ballot_type": str, "seats": int, "min_rating": int, "max_rating": int}.items():
        if key in said and (type(said[key]) is not kind or (kind is int and not 0 <= said[key] <= HIGHEST_GRADE)):
            if kind is str:
                raise MalformedError(number, gettext_noop("%(key)s must be text"), key=key)
            raise MalformedError(
                number, gettext_noop("%(key)s must be a whole number up to %(most)s"), key=key, most=HIGHEST_GRADE
            )
    if said.get("ballot_type", "ranked") not in _KINDS:
        raise MalformedError(number, gettext_noop("ballot_type must be one of %(known)s"), known=", ".join(_KINDS))
    return dict(said)


def _ballot(text: str, file: _File) -> tuple[_Ballot, int]:
    match = _BALLOT.match(text)
    if match is None:
        raise MalformedError(
            0, gettext_noop("a ballot begins with how many there are and a colon, not %(text)s"), text=shortened(text)
        )
    count = whole(match[1].strip(), gettext_noop("the number of ballots"))
    if not count:
        raise MalformedError(0, gettext_noop("a line of 0 ballots counts for nothing; leave it out"))
    groups, signs = _groups(match[2].strip(), file)
    if signs == {","}:
        groups = _by_rating([choice for group in groups for choice in group])
    elif "," in signs:
        raise MalformedError(0, gettext_noop("a ballot joins candidates either by commas or by > and ="))
    last: int | None = None
    for group in groups:
        ratings = [rating for _token, rating in group if rating is not None]
        if last is not None and ratings and max(ratings) > last:
            raise MalformedError(0, gettext_noop("a candidate that stands behind another has a higher rating"))
        last = min([*ratings, last] if last is not None else ratings, default=None)
    return tuple(tuple(sorted(group, key=lambda choice: choice[0])) for group in groups), count


def _groups(text: str, file: _File) -> tuple[list[list[_Choice]], set[str]]:
    groups: list[list[_Choice]] = []
    seen: set[str] = set()
    signs: set[str] = set()
    at, joined = 0, ""
    while at < len(text) or joined:
        match = _CHOICE.match(text, at)
        if match is None:
            raise MalformedError(
                0,
                gettext_noop("this is not a candidate: %(text)s"),
                text=shortened(text[at:]) or gettext_noop("nothing"),
            )
        token = match[1].strip() if match[1] is not None else match[2]
        if not token or token in seen:
            if not token:
                raise MalformedError(0, gettext_noop("an empty name"))
            raise MalformedError(
                0, gettext_noop("the ballot names a candidate twice: %(ballot)s"), ballot=shortened(token)
            )
        _known(token, file, bracketed=match[1] is not None)
        seen.add(token)
        choice = (token, grade(match[3]) if match[3] else None)
        if joined == "=":
            groups[-1].append(choice)
        else:
            groups.append([choice])
        at, joined = match.end(), match[4] or ""
        if joined:
            signs.add(joined)
    return groups, signs


def _known(token: str, file: _File, *, bracketed: bool) -> None:
    if token in file.names:
        return
    if bracketed:
        file.inline.add(token)
    elif file.names:
        raise MalformedError(0, gettext_noop("there is no candidate %(candidate)s"), candidate=shortened(token))
    else:
        file.bare.add(token)


def _by_rating(choices: list[_Choice]) -> list[list[_Choice]]:
    by: dict[int, list[_Choice]] = {}
    for choice in choices:
        by.setdefault(-1 if choice[1] is None else choice[1], []).append(choice)
    if set(by) == {-1}:
        return [by[-1]]
    return [by[rating] for rating in sorted(by, reverse=True)]


def _kind_of(raw: dict[_Ballot, int]) -> type[Profile]:
    ratings = [rating for ballot in raw for group in ballot for _token, rating in group]
    return Rated if ratings and None not in ratings else Ranked


@dataclass(slots=True)
class _Form:
    """Makes the ballots of one kind, from lines that have been understood once already."""

    lines: Lines
    understood: Callable[[bytes], tuple[_Ballot, int] | None]
    raw: dict[_Ballot, int]
    said: dict[str, Any]
    index: dict[str, int]

    def profile(self, kind: type[Profile], names: tuple[str, ...]) -> Profile:
        if kind is Ranked:
            return Ranked(names=names, ballots=self._counted(self._ranking))
        if kind is Approved:
            return Approved(names=names, ballots=self._counted(self._approvals))
        if kind is not Rated:
            raise MalformedError(0, gettext_noop("an ABIF file holds no budget"))
        choices = [choice for ballot in self.raw for group in ballot for choice in group]
        ratings = [rating for _token, rating in choices if rating is not None]
        if choices and not ratings:
            raise MalformedError(0, gettext_noop("the ballots hold no ratings"))
        scale = self.said.get("min_rating", 0), self.said.get("max_rating", max(ratings, default=0))
        ballots = self._counted(lambda ballot: self._grades(ballot, scale))
        return Rated(names=names, ballots=ballots, lowest=scale[0], highest=scale[1])

    def _counted[T](self, converted: Callable[[_Ballot], T]) -> dict[T, int]:
        def again(line: bytes) -> tuple[T, int] | None:
            found = self.understood(line)
            return found and (converted(found[0]), found[1])

        return self.lines.counted(again)

    def _ranking(self, ballot: _Ballot) -> Ranking:
        places: list[Place] = []
        for group in ballot:
            found = sorted(self.index[token] for token, _rating in group)
            places.append(found[0] if len(found) == 1 else tuple(found))
        return tuple(places)

    def _approvals(self, ballot: _Ballot) -> tuple[int, ...]:
        choices = [choice for group in ballot for choice in group]
        if any(rating not in {0, 1, None} for _token, rating in choices):
            raise MalformedError(0, gettext_noop("an approval has the rating 1 or 0, or none"))
        if len(ballot) > 1 and any(rating is None for _token, rating in choices):
            raise MalformedError(0, gettext_noop("the ballot ranks candidates, which is more than to approve of them"))
        return tuple(sorted(self.index[token] for token, rating in choices if rating != 0))

    def _grades(self, ballot: _Ballot, scale: tuple[int, int]) -> tuple[int | None, ...]:
        grades: list[int | None] = [None] * len(self.index)
        for group in ballot:
            for token, rating in group:
                if rating is not None and not scale[0] <= rating <= scale[1]:
                    raise MalformedError(
                        0,
                        gettext_noop("a rating is not between %(lowest)s and %(highest)s"),
                        lowest=scale[0],
                        highest=scale[1],
                    )
                grades[self.index[token]] = rating
        return tuple(grades)


def write_abif(ballots: Ballots) -> bytes:
    """An ABIF file of ranked, approval or graded ballots; raises UnwritableError."""
    profile = any_profile(ballots)
    check_names(profile.names, without="[]")
    said: dict[str, Any] = {"title": ballots.title} if ballots.title else {}
    said |= {"seats": ballots.seats} if ballots.seats else {}
    said["ballot_type"] = {Ranked: "ranked", Rated: "rated", Approved: "choose_many"}[type(profile)]
    if isinstance(profile, Rated):
        said |= {"min_rating": profile.lowest, "max_rating": profile.highest}
    lines = [json.dumps({key: value}, ensure_ascii=False) for key, value in said.items()]
    lines += [f"=c{each}:[{name}]" for each, name in enumerate(profile.names, 1)]
    if isinstance(profile, Ranked):
        lines += [f"{count}:{_ranked(ranking)}" for ranking, count in profile.ballots.items()]
    elif isinstance(profile, Approved):
        lines += [f"{count}:{'='.join(f'c{each + 1}/1' for each in named)}" for named, count in profile.ballots.items()]
    else:
        for row, count in profile.ballots.items():
            graded = [f"c{each}/{grade}" for each, grade in enumerate(row, 1) if grade is not None]
            lines.append(f"{count}:{','.join(graded)}")
    return "".join(f"{line}\n" for line in lines).encode()


def _ranked(ranking: Ranking) -> str:
    return ">".join(
        f"c{place + 1}" if isinstance(place, int) else "=".join(f"c{each + 1}" for each in place) for place in ranking
    )
