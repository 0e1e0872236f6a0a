"""`make bench`: every module of this folder that measures, on SQLite and on PostgreSQL, as one table and as
`var/bench/latest.json`. Each database is new, on the disk that the data lies on, and removed afterwards. What needs no
database is measured once, before.

`python -m bench.run [SUBJECT …] [--database sqlite|postgresql] [--quick]`; `--quick` takes the two smaller sizes of worlds and
leaves out ten million ballots. Ends with 1 where a figure exceeds what was promised of it, and says which.
"""

import argparse
import json
import os
import pkgutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from contextlib import nullcontext
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

import bench
from bench.figures import Figure
from scripts.postgresql import NoPostgresqlError, cluster, settings_for

FRAME = {"run", "figures", "limits", "world", "voters", "peers"}
BARE = {"counts"}  # what needs no database
WITH_QUICK = {"pages", "ballots", "counts"}
ROOT = Path(__file__).resolve().parent.parent
LATEST = ROOT / "var" / "bench" / "latest.json"
DATABASES = ("sqlite", "postgresql")


def subjects() -> list[str]:
    """The modules that measure."""
    return sorted(module.name for module in pkgutil.iter_modules(bench.__path__) if module.name not in FRAME)


def table(figures: Iterable[Mapping[str, object]]) -> str:
    """The figures, beside what was promised and the machine's own limit, with growth from the smallest size to the largest."""

    def number(value: object) -> str:
        return (
            "" if value is None else f"{value:,.0f}" if isinstance(value, float) and value >= 100 else f"{value:,.2f}"
        )

    lines = [("figure", "value", "unit", "promised", "beside", "", "ratio", "growth", "at each size")]
    for each in figures:
        sizes = each["sizes"] if isinstance(each["sizes"], dict) else {}
        lines.append(
            (
                str(each["name"]),
                number(each["value"]),
                str(each["unit"]),
                number(each["bound"]),
                number(each["beside"]),
                str(each["beside_what"]),
                number(each["ratio"]),
                number(each["growth"]),
                "  ".join(f"{size}: {number(value)}" for size, value in sizes.items()),
            )
        )
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    right = {1, 3, 4, 6, 7}
    return "\n".join(
        "  ".join(
            text.rjust(width) if column in right else text.ljust(width)
            for column, (text, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def exceeded(figures: Iterable[dict[str, object]]) -> list[str]:
    """A sentence for each figure whose value is above its bound; one at the bound is within it."""
    found = []
    for each in figures:
        value, bound = each["value"], each["bound"]
        if isinstance(value, int | float) and isinstance(bound, int | float) and value > bound:
            found.append(f"Exceeded: {each['name']} took {value:,.2f} {each['unit']}, promised were {bound:,.2f}.")
    return found


def measure_here(wanted: list[str], *, quick: bool) -> list[Figure]:
    """Measure in this process, on the database that the environment names."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plenary.config.settings")
    import django  # noqa: PLC0415  # the settings are read now
    from django.core.management import call_command  # noqa: PLC0415  # likewise

    django.setup()
    from plenary.core import reach  # noqa: PLC0415  # likewise

    reach.outermost = reach.EVERYWHERE  # what is measured here is called past requests and tasks
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    return measured(wanted, quick=quick)


def measured(wanted: list[str], *, quick: bool) -> list[Figure]:
    """The figures of these subjects, measured in this process; those of each are told as soon as they are there, for all of them
    take many minutes."""
    found: list[Figure] = []
    for subject in wanted:
        print(f"Measuring {subject}", file=sys.stderr, flush=True)
        module = import_module(f"bench.{subject}")
        own: list[Figure] = module.measure(quick=quick) if subject in WITH_QUICK else module.measure()
        print(table(figure.as_json() for figure in own), file=sys.stderr, flush=True)
        found += own
    return found


def measure_on(database: str, wanted: list[str], *, quick: bool) -> list[dict[str, object]]:
    """Measure in a process of its own, on a new database of this kind; each figure's name ends in it."""
    print(f"On {database}", file=sys.stderr, flush=True)
    served = cluster(durable=True) if database == "postgresql" else nullcontext("")
    with TemporaryDirectory(dir=ROOT, prefix=".bench-") as var, served as address:
        out = Path(var) / "figures.json"
        env = os.environ | {"PLENARY_VAR": var, "PLENARY_URL": "http://localhost:8000"}
        env |= settings_for(address) if address else {"PLENARY_DATABASE": ""}
        command = [sys.executable, "-m", "bench.run", *wanted, "--into", str(out), *(["--quick"] if quick else [])]
        subprocess.run(command, cwd=ROOT, env=env, check=True)  # noqa: S603  # this very module
        figures: list[dict[str, object]] = json.loads(out.read_text())
    return [{**each, "name": f"{each['name']}_{database}"} for each in figures]


def main() -> None:
    """Measure the subjects that are named, or all; those that need a database on the one that is named, or on both."""
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("subjects", nargs="*", help=", ".join(subjects()))
    parser.add_argument("--database", choices=DATABASES)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--into", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    wanted = given.subjects or subjects()
    if given.into:
        found = measure_here(wanted, quick=given.quick)
        given.into.write_text(json.dumps([figure.as_json() for figure in found]))
        return
    figures = [figure.as_json() for figure in measured([each for each in wanted if each in BARE], quick=given.quick)]
    stored = [each for each in wanted if each not in BARE]
    for database in () if not stored else (given.database,) if given.database else DATABASES:
        try:
            figures += measure_on(database, stored, quick=given.quick)
        except NoPostgresqlError as missing:
            print(f"Not measured on PostgreSQL: {missing}", file=sys.stderr)
    LATEST.parent.mkdir(parents=True, exist_ok=True)
    LATEST.write_text(json.dumps(figures, indent=1) + "\n")
    print(table(figures))
    print(f"\nThe same figures lie in {LATEST.relative_to(ROOT)}.")
    if wrong := exceeded(figures):
        loaded = f"The load of this machine was {os.getloadavg()[0]:,.1f}, on {os.cpu_count()} processors."
        sys.exit("\n" + "\n".join([*wrong, loaded]))


if __name__ == "__main__":
    main()
