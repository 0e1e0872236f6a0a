"""One paper set by Typst, in a process of its own: it reads what to set from its input and writes the PDF to its output.

`printing` starts it as a program. It imports nothing of the product: the compiler keeps hundreds of megabytes of what it
has set before, and here all of it ends with the paper; one that takes too long can be stopped.
"""

import json
import sys
from typing import Any

import typst

FOR_ALL, TAGGED = b"ua-1\n", b"tagged\n"  # the first line of the output: whether the file keeps PDF/UA-1
UNREADABLE_LETTERS = ("could not be displayed with font", "disallowed codepoint")


def main() -> int:
    """Set one paper. Answers 1, and says why on the error stream, when the template cannot be set."""
    told = json.load(sys.stdin.buffer)
    try:
        kept, made = _compiled(told)
    except typst.TypstError as error:
        sys.stderr.write(error.diagnostic)
        return 1
    sys.stdout.buffer.write(kept + made)
    return 0


def _compiled(told: dict[str, Any]) -> tuple[bytes, bytes]:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[told["fonts"]])
    compiler = typst.Compiler(
        told["source"],
        root=told["root"],
        font_paths=fonts,
        ignore_system_fonts=True,
        sys_inputs={"handed": json.dumps(told["handed"], ensure_ascii=False)},
    )
    try:
        return FOR_ALL, _one(compiler.compile(format="pdf", pdf_standards="ua-1", timestamp=told["moment"]))
    except typst.TypstError as error:
        if not any(words in error.message for words in UNREADABLE_LETTERS):
            raise
    return TAGGED, _one(compiler.compile(format="pdf", timestamp=told["moment"]))


def _one(made: object) -> bytes:
    if not isinstance(made, bytes):
        raise TypeError("a PDF is one file")
    return made


if __name__ == "__main__":
    sys.exit(main())
