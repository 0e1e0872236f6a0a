"""The headings that files give their columns, by the field that they mean: a module for each language."""

from importlib import import_module

from babel import Locale

from plenary.core.languages import TAGS


def _of(language: str) -> dict[str, str]:
    """What a language calls the columns: field -> headings with commas between; `name_in` is of a name in some language."""
    return dict(import_module(f"{__name__}.{language}").HEADINGS)


def _named(pattern: str, spoken: str, tag: str) -> str:
    """The headings of a name in one language, as another says them."""
    return pattern.format(str(Locale(spoken).languages[tag]))


IN_LANGUAGES = {language: _of(language) for language in TAGS}


def headings_of(field: str) -> tuple[str, ...]:
    """The headings that mean a field, in the languages that tell some; those of a name in a language are made of the language's
    name."""
    tag = field.removeprefix("name_")
    if tag in TAGS:
        called = [f"name {tag}", *(_named(words["name_in"], spoken, tag) for spoken, words in IN_LANGUAGES.items())]
    else:
        called = [words[field] for words in IN_LANGUAGES.values() if field in words]
    return tuple(heading for each in called for heading in each.split(", "))
