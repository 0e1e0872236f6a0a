"""Brings the catalogues up to the sources: what is new is added empty, what went is removed, the rest stays as it stands.

``make words`` runs it, says which words are empty and where they are asked for, and compiles. With ``--check`` it writes
nothing and ends with 1 when a catalogue is behind the sources, holds an empty message, or is compiled otherwise.
"""

import ast
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from babel.messages.catalog import Catalog, Message  # noqa: E402  # the folder of the sources comes first
from babel.messages.mofile import write_mo  # noqa: E402  # likewise
from babel.messages.pofile import read_po, write_po  # noqa: E402  # likewise
from django.conf import settings  # noqa: E402  # likewise
from django.utils.translation.template import templatize  # noqa: E402  # likewise

from plenary.core.languages import TRANSLATED  # noqa: E402  # likewise

PLENARY = ROOT / "plenary"
LOCALE = PLENARY / "core" / "locale"
HEAD = """# Plenary, the {} catalogue.
# Plenary is free software under the AGPL-3.0-or-later; so is this file."""

WORDS = {"_": 0, "gettext": 0, "gettext_lazy": 0, "gettext_noop": 0}  # where in a call the words stand
WORDS |= {"ngettext": 0, "ngettext_lazy": 0, "pgettext": 1, "pgettext_lazy": 1, "npgettext": 1, "npgettext_lazy": 1}
IN_TEMPLATE = re.compile(r"\b(?:_|n?p?gettext)\((?:[^()'\"]|'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")*\)")

type Words = tuple[str, ...]  # context, words, and the plural where there is one


def code() -> list[Path]:
    """Every module of the product, without tests and migrations."""
    found = sorted(PLENARY.rglob("*.py"))
    return [path for path in found if not {"tests", "migrations"} & set(path.relative_to(PLENARY).parts)]


def templates() -> list[Path]:
    """Every template, of pages and of mails."""
    return [path for kind in ("html", "txt") for path in sorted(PLENARY.rglob(f"templates/**/*.{kind}"))]


def strings_of(source: str) -> Iterator[Words]:
    """Each string that Python code asks to be translated."""
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in WORDS):
            continue
        texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        at = WORDS[node.func.id]
        until = at + (2 if node.func.id.startswith("n") else 1)
        if len(texts) >= until:
            yield (texts[0] if at else "", *texts[at:until])


def strings_of_template(source: str) -> Iterator[Words]:
    """The same of a template, which Django turns into calls among signs that stand for the rest."""
    for call in IN_TEMPLATE.findall(templatize(source)):
        yield from strings_of(call)


def asked() -> dict[Words, str]:
    """Every string that the product asks to be translated, with the first file that does, in the order of the files."""
    found: dict[Words, str] = {}
    for paths, read in ((code(), strings_of), (templates(), strings_of_template)):
        for path in paths:
            for words in read(path.read_text()):
                found.setdefault(words, str(path.relative_to(ROOT)))
    return found


def at_odds(found: Iterable[Words]) -> list[list[Words]]:
    """Strings that are asked for with two plurals: a catalogue keeps one, so the other would be shown in English."""
    plurals = defaultdict[Words, list[Words]](list)
    for words in found:
        if len(words) > 2:  # context, words, plural
            plurals[words[:2]].append(words)
    return [several for several in plurals.values() if len(several) > 1]


def places(language: str) -> tuple[Path, Path]:
    """Where a language's catalogue lies: written, and compiled."""
    folder = LOCALE / language / "LC_MESSAGES"
    return folder / "django.po", folder / "django.mo"


def read(language: str) -> Catalog:
    """A language's catalogue as it lies there, or a new one."""
    path = places(language)[0]
    if path.exists():
        return read_po(BytesIO(path.read_bytes()), locale=language)
    return Catalog(
        locale=language, project="Plenary", version="0.1.0", header_comment=HEAD.format(language), fuzzy=False,
        last_translator="Plenary", language_team="Plenary",
    )  # fmt: skip


def forms(text: object) -> list[str]:
    """The forms of a message or of its translation: one, or as many as numbers ask for."""
    return [str(form) for form in text] if isinstance(text, (list, tuple)) else [str(text or "")]


def key(message: Message) -> Words:
    """A message by its context, its words, and its plural where it has one."""
    context = message.context or ""  # compiled catalogues give it as bytes
    return (context.decode() if isinstance(context, bytes) else context, *forms(message.id))


def messages(catalogue: Catalog) -> list[Message]:
    """What a catalogue holds, without its head."""
    return [message for message in catalogue if message.id]


def lacking(catalogue: Catalog) -> list[Words]:
    """The messages that are not translated, or in doubt."""
    return [key(each) for each in messages(catalogue) if each.fuzzy or not all(map(str.strip, forms(each.string)))]


def follow(catalogue: Catalog, found: Iterable[Words]) -> None:
    """Remove from a catalogue what is asked for no longer, and add at its end, empty, what is new."""
    wanted = set(found)
    for message in messages(catalogue):
        if key(message) not in wanted and not (len(key(message)) > 2 and key(message)[:2] in wanted):
            catalogue.delete(forms(message.id)[0], message.context)
    held = {key(message)[:2] for message in messages(catalogue)}
    for context, *words in found:
        if (context, words[0]) not in held:
            catalogue.add(tuple(words) if len(words) > 1 else words[0], context=context or None)
            held.add((context, words[0]))


def written(catalogue: Catalog) -> tuple[bytes, bytes]:
    """A catalogue as its two files hold it: written, and compiled."""
    text, compiled = BytesIO(), BytesIO()
    write_po(text, catalogue, width=79, no_location=True, sort_output=False)
    write_mo(compiled, catalogue)
    return text.getvalue().rstrip(b"\n") + b"\n\n\n", compiled.getvalue()


def bring_up(language: str, found: dict[Words, str], *, only_look: bool) -> Iterator[str]:
    """Bring one language's two files up to the sources, or only look; what is to be said of them, a line each."""
    catalogue = read(language)
    before = {key(message) for message in messages(catalogue)}
    follow(catalogue, found)
    after = {key(message) for message in messages(catalogue)}
    for path, content in zip(places(language), written(catalogue), strict=True):
        if path.exists() and path.read_bytes() == content:
            continue
        yield f"{path.relative_to(ROOT)} {'is behind the sources: run make words' if only_look else 'written'}"
        if not only_look:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    yield from (f"  removed: {words[1]!r}" for words in sorted(before - after))
    if empty := lacking(catalogue):
        yield f"{places(language)[0].relative_to(ROOT)}: {len(empty)} empty; translate them, then run make words"
        by_singular = {words[:2]: place for words, place in found.items()}
        yield from (f"  {by_singular[words[:2]]}: {words[1]!r}" for words in empty)


def main() -> int:
    """Bring up every catalogue; the exit code is 1 when the sources are at odds or, with --check, when anything is to be said."""
    only_look = "--check" in sys.argv
    settings.configure()
    found = asked()
    odd = at_odds(found)
    for several in odd:
        print(f"one string with two plurals; let them have the same blanks: {[(*w, found[w]) for w in several]}")
    said = [line for language in TRANSLATED for line in bring_up(language, found, only_look=only_look)]
    print("\n".join(said) or f"{len(found)} strings; {', '.join(TRANSLATED)} hold them all, none is empty")
    return 1 if odd or (said and only_look) else 0


if __name__ == "__main__":
    sys.exit(main())
