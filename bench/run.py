"""`make bench`: every module of this folder that measures, as one table. Runs on a database of its own, then removes it."""

import os
import pkgutil
import sys
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

import bench
from bench.figures import Figure

FRAME = {"run", "figures", "limits"}


def subjects() -> list[str]:
    """The modules that measure."""
    return sorted(module.name for module in pkgutil.iter_modules(bench.__path__) if module.name not in FRAME)


def table(rows: Iterable[tuple[str, Figure]]) -> str:
    """The figures, each beside the machine's own limit."""
    heads = ("subject", "what", "a second", "", "limit", "a second", "share")
    lines = [heads]
    for subject, figure in rows:
        limit = f"{figure.limit:,.0f}" if figure.limit else ""
        lines.append((subject, figure.name, f"{figure.rate:,.0f}", figure.unit, figure.limit_name, limit, figure.share))
    widths = [max(len(line[column]) for line in lines) for column in range(len(heads))]
    right = {2, 5, 6}
    return "\n".join(
        "  ".join(
            text.rjust(width) if column in right else text.ljust(width)
            for column, (text, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def main() -> None:
    """Measure the subjects that are named, or all."""
    wanted = sys.argv[1:] or subjects()
    with TemporaryDirectory(
        dir=Path.cwd(), prefix=".bench-"
    ) as var:  # on the disk that the data lies on, not in memory
        os.environ["PLENARY_VAR"] = var
        os.environ["DJANGO_SETTINGS_MODULE"] = "plenary.config.settings"
        import django  # noqa: PLC0415  # the settings are read now
        from django.core.management import call_command  # noqa: PLC0415  # likewise

        django.setup()
        from plenary.core import reach  # noqa: PLC0415  # likewise

        reach.outermost = reach.EVERYWHERE  # what is measured here is called past requests and tasks
        call_command("migrate", verbosity=0)
        rows = []
        for subject in wanted:
            print(f"Measuring {subject}", file=sys.stderr)
            rows += [(subject, figure) for figure in import_module(f"bench.{subject}").measure()]
    print(table(rows))


if __name__ == "__main__":
    main()
