"""A process of the product that stands by for a site: loaded once, as every command loads it, it runs each command in a fork of
itself, which goes on from where a started one would be by then. To load the product takes longer than most commands."""

import json
import os
import subprocess
import sys
import traceback
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


class Standby:
    """Commands of the product in one environment. The process is started with the first of them, and ended by `end`."""

    def __init__(self, env: dict[str, str]) -> None:
        """Nothing is started yet."""
        self._env = env
        self._process: subprocess.Popen[str] | None = None

    def run(self, *arguments: str) -> str:
        """The output of a command. Raises CalledProcessError when it refuses."""
        process = self._process = self._process or self._started()
        assert process.stdin
        assert process.stdout
        with TemporaryDirectory() as folder:
            process.stdin.write(json.dumps({"arguments": arguments, "folder": folder}) + "\n")
            process.stdin.flush()
            status = int(process.stdout.readline())
            out, err = ((Path(folder) / name).read_text() for name in ("out", "err"))
        if status:
            raise subprocess.CalledProcessError(status, arguments, out, err)
        return out

    def end(self) -> None:
        """The process ends once nobody asks it any more."""
        if self._process and self._process.stdin:
            self._process.stdin.close()
            self._process.wait(20)

    def _started(self) -> "subprocess.Popen[str]":
        return subprocess.Popen(  # the tests' own module
            [sys.executable, "-m", "tests.standby"],
            cwd=ROOT, env=self._env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip


def _stand_by() -> None:
    """Run what is asked, one after the other, until nothing is."""
    from django.urls import get_resolver  # noqa: PLC0415  # as the next

    from plenary.__main__ import carry_out, load  # noqa: PLC0415  # here alone, not where commands are asked for

    load()
    get_resolver().reverse_dict  # noqa: B018  # the addresses of pages, which else each fork would look for
    for line in sys.stdin:
        asked = json.loads(line)
        child = os.fork()
        if not child:
            _run(asked, carry_out)
        _pid, ended = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(ended)}\n")
        sys.stdout.flush()


def _run(asked: dict[str, Any], carry_out: Any) -> None:
    """Run one command with files for its output, and end this process."""
    for number, name in ((1, "out"), (2, "err")):
        os.dup2(os.open(Path(asked["folder"]) / name, os.O_WRONLY | os.O_CREAT, 0o600), number)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    status = 1
    try:
        sys.argv = ["plenary", *asked["arguments"]]
        carry_out(sys.argv)
        status = 0
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
        if isinstance(ended.code, str):
            sys.stderr.write(ended.code)
    except BaseException:  # whatever it is, it is told, and this fork goes no further
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


if __name__ == "__main__":
    _stand_by()
