"""What a fork of the tests' process changes of the house, and what tells which lines of it a test passes."""

import functools
import gc
import sys
from collections.abc import Iterable, Iterator
from types import CodeType, FunctionType, ModuleType
from typing import Any


class Lines:
    """Which lines of some files a test passes, as the interpreter tells (sys.monitoring)."""

    TOOL = 4

    def __init__(self, codes: Iterable[CodeType]) -> None:
        self.passed: set[tuple[str, int]] = set()
        line = sys.monitoring.events.LINE
        sys.monitoring.use_tool_id(self.TOOL, "mutate")
        sys.monitoring.register_callback(self.TOOL, line, self._passes)
        for code in codes:
            sys.monitoring.set_local_events(self.TOOL, code, line)

    def _passes(self, code: CodeType, line: int) -> Any:
        self.passed.add((code.co_filename, line))
        return sys.monitoring.DISABLE

    def of_next(self) -> None:
        """From here on the next test passes them."""
        self.passed = set()
        sys.monitoring.restart_events()

    def end(self) -> None:
        """Tell nothing any more."""
        sys.monitoring.register_callback(self.TOOL, sys.monitoring.events.LINE, None)
        sys.monitoring.free_tool_id(self.TOOL)


class House:
    """What of the house a fork changes, found once: its functions, by their module, and what keeps an answer."""

    def __init__(self) -> None:
        self.functions: dict[str, list[FunctionType]] = {}
        self.keeping: list[Any] = []
        for each in gc.get_objects():
            if type(each) is FunctionType:
                self.functions.setdefault(each.__module__, []).append(each)
            elif type(each) is functools._lru_cache_wrapper and str(each.__module__).startswith("plenary."):
                self.keeping.append(each)

    def codes_of(self, files: Iterable[str]) -> Iterator[CodeType]:
        """The code of all functions that stand in some files."""
        for each in (function.__code__ for functions in self.functions.values() for function in functions):
            if each.co_filename in files:
                yield each
                yield from _codes(each)

    def put(self, code: CodeType, module: ModuleType, function: str) -> None:
        """Let a module go by changed code: its functions where they are, whoever imported them; what stands in no function
        anew, in every module that has it under that name."""
        if function:
            new = {(each.co_qualname, each.co_firstlineno): each for each in _codes(code)}
            for each in self.functions.get(module.__name__, []):
                key = (each.__code__.co_qualname, each.__code__.co_firstlineno)
                if key in new and each.__code__.co_freevars == new[key].co_freevars:
                    each.__code__ = new[key]
        else:
            changed = {name: vars(module)[name] for name in ("__name__", "__package__", "__file__")}
            exec(code, changed)  # noqa: S102  # the house's own code
            for name, value in changed.items():
                if not name.startswith("__") and not isinstance(value, type | FunctionType | ModuleType):
                    _instead_of(vars(module)[name], name, value)
        for each in self.keeping:
            each.cache_clear()


def _instead_of(old: Any, name: str, new: Any) -> None:
    if type(old).__module__ == "typing" or old == new:
        return
    for module in list(sys.modules.values()):
        if getattr(module, "__dict__", {}).get(name) is old:
            setattr(module, name, new)


def _codes(code: CodeType) -> Iterator[CodeType]:
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield each
            yield from _codes(each)
