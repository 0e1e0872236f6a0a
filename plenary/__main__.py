"""`python -m plenary` and the command `plenary`: the product's own commands listed, Django's reachable."""

import difflib
import gc
import os
import sys
from tempfile import TemporaryDirectory

import django
from django.conf import settings
from django.core.management import execute_from_command_line, get_commands, load_command_class

from plenary import __version__
from plenary.core import reach


def main() -> None:
    """Run one command."""
    argv = ["plenary", *sys.argv[1:]]
    if argv[1:2] == ["help"]:
        argv = ["plenary", *argv[2:], "--help"]
    if argv[1:2] in ([], ["demo"], ["-h"], ["--help"]):  # the demonstration's room is there only with its setting
        os.environ["PLENARY_DEMONSTRATION"] = "1"
    if argv[1:3] == ["record", "verify"] or argv[1:2] in (["count"], ["treaty"]):
        # offline: neither a database nor a folder of the server's own is needed
        with TemporaryDirectory() as nowhere:
            os.environ["PLENARY_VAR"] = nowhere
            _run(argv)
    else:
        _run(argv)


def _run(argv: list[str]) -> None:
    load()
    carry_out(argv)


def load() -> None:
    """Load the product, as its settings say. Files that it makes, the database too, are for the server's own user alone."""
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plenary.config.settings")
    _read_settings()
    gc.disable()  # what is loaded now stays to the end: looking through it for garbage took a sixth of the start
    django.setup()
    gc.freeze()
    gc.enable()


def carry_out(argv: list[str]) -> None:
    """Run one command of the loaded product. Raises SystemExit where it refuses."""
    match argv[1:]:
        case [] | ["--help"] | ["-h"]:
            sys.stdout.write(f"{_listing()}\n")
        case ["--version"]:
            sys.stdout.write(f"{__version__}\n")
        case ["django", *rest]:
            reach.outermost = reach.EVERYWHERE  # the operator's own hand, beside the product
            execute_from_command_line(["plenary django", *rest])
        case [name, *_] if name not in get_commands():
            near = difflib.get_close_matches(name, _own_commands(), n=1)
            hint = f"did you mean {near[0]}?" if near else "plenary --help lists all commands."
            sys.exit(f"There is no command {name}; {hint}")
        case _:
            execute_from_command_line(argv)


def _read_settings() -> None:
    """Read the settings now; what does not fit ends the command with one sentence."""
    try:
        settings.DEBUG  # noqa: B018  # reading it is what tells whether the settings hold
    except (ValueError, OSError) as error:
        why = f"{error.strerror}: {error.filename}" if isinstance(error, OSError) else error
        sys.exit(f"The settings cannot be used: {why}. They are described in docs/operators/settings.md.")


def _own_commands() -> dict[str, str]:
    """The product's commands with their one line, in order of names."""
    from plenary.core.command import Command  # noqa: PLC0415  # its words are translated, which reads the settings

    found = {}
    for name, app in get_commands().items():
        if isinstance(app, str) and app.startswith("plenary."):
            command = load_command_class(app, name)
            if isinstance(command, Command) and command.advertised:
                found[name] = str(command.help)
    return dict(sorted(found.items()))


def _listing() -> str:
    commands = _own_commands()
    width = max(len(name) for name in commands)
    lines = [f"  {name:<{width}}  {words}" for name, words in commands.items()]
    return "\n".join(
        [
            "usage: plenary COMMAND …",
            "",
            *lines,
            "",
            "plenary COMMAND --help tells more; plenary django --help lists Django's own commands.",
        ]
    )


if __name__ == "__main__":
    main()
