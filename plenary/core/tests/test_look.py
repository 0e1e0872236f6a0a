"""What the design system promises of itself: its weight, its directions, and a rule for every class that a page uses."""

import gzip
import re
from pathlib import Path

import plenary

HOUSE = Path(plenary.__file__).parent
STYLE = (HOUSE / "core/static/core/plenary.css").read_text(encoding="utf-8")
PICTURES = (HOUSE / "core/static/core/pictures.css").read_text(
    encoding="utf-8"
)  # for pages that have one, beside the other
CSS = STYLE + PICTURES
WRITTEN = sorted(HOUSE.glob("*/templates/**/*.html"))
TEMPLATES = [path for path in WRITTEN if "alone" not in path.parts]
ALONE = [path for path in WRITTEN if "alone" in path.parts]  # pages in a file of their own, which no server shows

PHYSICAL = re.compile(
    r"(?<![\w-])(?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right|top|bottom)"
    r"|[{;]\s*(?:left|right|top|bottom|width|height|min-width|max-width|min-height|max-height)\s*:"
    r"|text-align\s*:\s*(?:left|right)|float\s*:\s*(?:left|right)"
)
CLASS_ATTRIBUTE = re.compile(r"""class=(?:"([^"]*)"|'([^']*)')""")
TEMPLATE_CODE = re.compile(r"\{%.*?%\}|\{\{.*?\}\}")


def test_stylesheets_are_light() -> None:
    assert len(gzip.compress(STYLE.encode(), 9)) < 8_000
    assert len(gzip.compress(PICTURES.encode(), 9)) < 2_000


def test_stylesheet_knows_no_left_or_right() -> None:
    assert PHYSICAL.findall(CSS) == []


def test_stylesheet_gives_no_side_a_width_of_its_own_by_shorthand() -> None:
    shorthand = re.findall(r"(?:margin|padding|inset|border-width)\s*:\s*([^;}]+)", CSS)
    assert [
        value for value in shorthand if len(re.sub(r"\([^()]*(?:\([^()]*\)[^()]*)*\)", "", value).split()) > 3
    ] == []


def test_stylesheet_loads_nothing() -> None:
    assert re.findall(r"url\(|@import|@font-face", CSS) == []


def test_pages_carry_no_style_and_no_script_of_their_own() -> None:
    found = {
        str(path.relative_to(HOUSE)): hits
        for path in TEMPLATES
        if (hits := re.findall(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=", path.read_text(encoding="utf-8")))
        and "mail" not in path.parts
    }
    assert found == {}


def test_pages_that_stand_alone_carry_no_script_fetch_nothing_and_know_no_left_or_right() -> None:
    assert [path.name for path in ALONE] == ["account.html"]
    for path in ALONE:
        source = path.read_text(encoding="utf-8")
        assert re.findall(r"<script|\son[a-z]+=|\ssrc=|<link|url\(|@import", source) == []
        assert PHYSICAL.findall(source.replace("(prefers-color-scheme", "")) == []


def test_every_class_of_a_page_has_a_rule() -> None:
    ruled = set(re.findall(r"\.([a-z][a-z0-9-]*)", CSS))
    missing = {
        (str(path.relative_to(HOUSE)), name)
        for path in TEMPLATES
        for name in _classes(path.read_text(encoding="utf-8")) - ruled
    }
    assert missing == set()


def _classes(source: str) -> set[str]:
    """The classes that a template writes itself; those that it computes are states, whose codes fall back on one shape."""
    found = set()
    for double, single in CLASS_ATTRIBUTE.findall(source):
        written = TEMPLATE_CODE.sub(lambda code: " " if code[0].startswith("{%") else "\0", double or single)
        found |= {name for name in written.split() if "\0" not in name}
    return found
