"""The form of one part of a charter, built from the schema: a new field of the schema appears here once it has its words."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum
from fractions import Fraction
from typing import Any, get_args, get_origin

from babel.dates import get_day_names
from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from plenary.charter import decidable
from plenary.charter.forms.choosing import ask_languages, with_present
from plenary.charter.labels import fields as wording
from plenary.charter.labels import groups
from plenary.charter.labels import parts as naming
from plenary.charter.prose import phrases
from plenary.charter.rules.choices import Weekday
from plenary.charter.rules.parts import ITEMS, MAY_BE_EMPTY, MAY_BE_OTHER, REFERS, Part, fields_of, value_of
from plenary.charter.rules.questions import QUORUMS, THRESHOLDS
from plenary.charter.rules.schema import OTHER_MATTER, Charter, Words
from plenary.charter.rules.words import words_in
from plenary.core.times import locale_of
from plenary.texts.labels import language_name

MOST = 10_000
_LONG, _SHORT = 4000, 160
_LANGUAGES = frozenset({"languages", "required_languages"})


class PartForm(forms.Form):
    """Asks for every field of a part; words have a field for each language of the charter. `value` gives the part anew."""

    def __init__(self, charter: Charter, part: Part, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.charter, self.part, self.present = charter, part, value_of(charter, part)
        self.read: dict[str, Callable[[], Any]] = {}
        for name, hint in fields_of(part.kind).items():
            _Asked(self, name, hint).ask()

    def value(self) -> Any:
        """The part as the valid form says it."""
        return replace(self.present, **{name: read() for name, read in self.read.items()})

    def groups(self) -> list[tuple[str, list[forms.BoundField], bool]]:
        """The fields under their headings, and whether they stand open: the first do, and those with something wrong."""
        grouped = groups.GROUPS.get(self.part.kind)
        if not grouped:
            return [("", list(self), True)]
        found = []
        for place, (title, names) in enumerate(grouped):
            bound = [field for name in names for field in self if field.name.split(":")[0] == name]
            found.append((str(title), bound, place == 0 or any(field.errors for field in bound)))
        return found


class _Asked:
    """One field of a part while its form is built: its words, its present value, and how the answer is read."""

    def __init__(self, form: PartForm, name: str, hint: Any) -> None:
        self.form, self.name, self.hint = form, name, hint
        self.charter, self.kind = form.charter, form.part.kind
        self.present = getattr(form.present, name)
        self.label, self.help = wording.words_of(self.kind, name)
        self.key = (type(form.present).__name__, name)
        self.refers = REFERS.get(self.key, "")

    def ask(self) -> None:
        """Add what asks for this field to the form."""
        origin, inner = get_origin(self.hint), next(iter(get_args(self.hint)), None)
        if self.hint is Words:
            self.words()
        elif self.kind == "matters":
            self.matters()
        elif self.name in _LANGUAGES and self.kind == "languages":
            ask_languages(self.form, self.name, self.asked(list(self.present)))
        elif origin is tuple and inner is Words:
            self.lines_in_languages()
        elif origin is tuple and (self.refers or inner is Weekday):
            self.several()
        elif origin is tuple:
            self.lines()
        elif self.hint is str and self.refers:
            self.one(self.codes())
        elif self.hint is Fraction:
            self.share()
        elif isinstance(self.hint, type) and issubclass(self.hint, StrEnum):
            self.closed()
        else:
            self.simple()

    def add(self, field: forms.Field, read: Callable[[Any], Any]) -> None:
        """Put one form field in, and tell how its answer becomes the value."""
        self.form.fields[self.name] = field
        self.form.read[self.name] = lambda: read(self.form.cleaned_data[self.name])

    def asked(self, initial: Any, *, required: bool = False) -> dict[str, Any]:
        """What every form field is made with."""
        return {"label": self.label, "help_text": self.help, "initial": initial, "required": required}

    def tongues(self) -> list[tuple[str, str, str]]:
        """The languages in which words are asked for: tag, name of the form field, its label."""
        tags = self.charter.languages or ("en",)
        if len(tags) == 1:
            return [(tags[0], f"{self.name}:{tags[0]}", str(self.label))]
        return [(tag, f"{self.name}:{tag}", wording.in_language(self.label, language_name(tag))) for tag in tags]

    def words(self) -> None:
        """Words in each language; a name is one line, anything else a paragraph. The authentic language comes first."""
        is_name = self.name in ("names", "reserved_for", "what")
        for place, (tag, name, label) in enumerate(self.tongues()):
            attrs = {"lang": tag, "dir": "auto"}
            widget = forms.TextInput(attrs) if is_name else forms.Textarea({**attrs, "rows": 3})
            self.form.fields[name] = forms.CharField(
                label=label,
                help_text=str(self.help) if place == 0 else "",
                initial=self.present.get(tag, ""),
                required=place == 0 and ((is_name and self.name != "reserved_for") or self.kind == "purpose"),
                widget=widget,
                max_length=_SHORT if self.name == "names" else _LONG,
            )
        self.form.read[self.name] = self._read_words

    def _read_words(self) -> Words:
        said = {tag: self.form.cleaned_data[name].strip() for tag, name, _label in self.tongues()}
        kept = {tag: text for tag, text in self.present.items() if tag not in said}
        return {**kept, **{tag: text for tag, text in said.items() if text}}

    def lines_in_languages(self) -> None:
        """Several things said, one on each line; the same line of each language says the same."""
        for place, (tag, name, label) in enumerate(self.tongues()):
            said = [item.get(tag, "") for item in self.present]
            self.form.fields[name] = forms.CharField(
                label=label,
                help_text=str(self.help) if place == 0 else _("The same line says the same as above."),
                initial="\n".join(said).rstrip("\n"),
                required=False,
                strip=False,
                widget=forms.Textarea({"lang": tag, "dir": "auto", "rows": max(3, len(said) + 1)}),
                max_length=_LONG,
            )
        self.form.read[self.name] = self._read_lines_in_languages

    def _read_lines_in_languages(self) -> tuple[Words, ...]:
        columns = {
            tag: [line.strip() for line in self.form.cleaned_data[name].splitlines()]
            for tag, name, _label in self.tongues()
        }
        made = []
        for place in range(max(map(len, columns.values()), default=0)):
            said = {tag: lines[place] for tag, lines in columns.items() if place < len(lines) and lines[place]}
            before = self.present[place] if place < len(self.present) else {}
            kept = {tag: text for tag, text in before.items() if tag not in columns}
            if said:
                made.append({**kept, **said})
        return tuple(made)

    def matters(self) -> None:
        """A process for each matter that rooms brought; one left empty is decided as any other matter."""
        known = {code: str(matter.label) for code, matter in decidable.matters().items()}
        known |= {code: code for code in self.charter.matters if code not in known}
        known[OTHER_MATTER] = str(naming.OTHER)
        processes = self.named("process")
        ordered = sorted(known, key=lambda code: (code == OTHER_MATTER, known[code]))
        for matter in ordered:
            present = self.charter.matters.get(matter, "")
            empty = [] if matter == OTHER_MATTER else [("", str(naming.AS_OTHER))]
            self.form.fields[f"matters:{matter}"] = forms.ChoiceField(
                label=known[matter],
                choices=with_present([*empty, *processes], present),
                initial=present,
                required=matter == OTHER_MATTER,
            )
        self.form.read["matters"] = lambda: {
            matter: code for matter in ordered if (code := self.form.cleaned_data[f"matters:{matter}"])
        }

    def several(self) -> None:
        """Some of the offices, bodies, powers, matters or days."""
        if self.refers:
            choices = with_present(self.codes(), *self.present)
        else:
            names = get_day_names("wide", context="stand-alone", locale=locale_of(get_language() or "en"))
            choices = [(day.value, str(names[place])) for place, day in enumerate(Weekday)]
        inner = get_args(self.hint)[0]
        field = forms.MultipleChoiceField(
            choices=choices, widget=forms.CheckboxSelectMultiple, **self.asked([str(code) for code in self.present])
        )
        self.add(field, lambda chosen: tuple(map(inner, chosen)))

    def lines(self) -> None:
        """Several plain entries, one on each line."""
        field = forms.CharField(
            widget=forms.Textarea({"rows": 3}), max_length=_LONG, **self.asked("\n".join(self.present))
        )
        self.add(field, lambda text: tuple(line.strip() for line in text.splitlines() if line.strip()))

    def named(self, kind: str) -> list[tuple[str, str]]:
        """The codes and names of the bodies, offices, processes or categories of the charter."""
        if kind not in ITEMS:
            return []
        language = get_language() or "en"
        return [
            (item.code, words_in(item.names, language, self.charter.languages) or item.code)
            for item in getattr(self.charter, ITEMS[kind])
        ]

    def codes(self) -> list[tuple[str, str]]:
        """What a field of codes may name, with the words for naming nothing where it may."""
        if self.refers == "power":
            return [(code, str(label)) for code, label in decidable.powers().items()]
        if self.refers == "matter":
            known = [(code, str(matter.label)) for code, matter in decidable.matters().items()]
            return [*sorted(known, key=lambda each: each[1]), (OTHER_MATTER, str(naming.OTHER))]
        first = [("", str(naming.NOTHING[self.refers]))] if self.key in MAY_BE_EMPTY else []
        if self.key in MAY_BE_OTHER:
            first.append((OTHER_MATTER, str(naming.AS_OTHER)))
        return [*first, *self.named(self.refers)]

    def one(self, choices: Sequence[tuple[str, str]]) -> None:
        """One of the bodies, offices, processes or categories."""
        field = forms.ChoiceField(
            choices=with_present(choices, self.present),
            **self.asked(self.present, required=not any(code == "" for code, _name in choices)),
        )
        self.add(field, str)

    def share(self) -> None:
        """One of the usual shares, or the present one."""
        usual = (*THRESHOLDS, "1") if self.name == "threshold" else (*QUORUMS, "1")
        shares = sorted({*map(Fraction, usual), self.present})
        choices = [(str(part), phrases.share(part) if part else _("none")) for part in shares]
        self.add(forms.ChoiceField(choices=choices, **self.asked(str(self.present), required=True)), Fraction)

    def closed(self) -> None:
        """One of the closed choices of the schema; where there is one alone, nothing is asked."""
        values = list(self.hint)
        if len(values) == 1:
            return
        words = naming.VALUES[self.hint.__name__]
        field = forms.ChoiceField(
            choices=[(item.value, words[item.value]) for item in values],
            widget=forms.RadioSelect if len(values) > 1 and self.name not in _SHORTLY else forms.Select,
            **self.asked(self.present.value, required=True),
        )
        self.add(field, self.hint)

    def simple(self) -> None:
        """Yes or no, a whole number, a line of text."""
        if self.hint is bool:
            self.add(forms.BooleanField(**self.asked(self.present)), bool)
        elif self.hint is int:
            field = forms.IntegerField(min_value=0, max_value=MOST, **self.asked(self.present, required=True))
            self.add(field, int)
        else:
            self.add(forms.CharField(max_length=_SHORT, **self.asked(self.present)), str.strip)


_SHORTLY = frozenset({"audience", "charter", "members", "bodies", "proposals", "outcomes", "record_heads"})
"""Closed choices of short words, asked in a line."""
