r"""What somebody wrote in a reply: without what is quoted, the line above it, the signature and the phone's own remark.

Mail programs agree on little (RFC 3676 knows ``>`` and the signature's ``-- ``), so the rule goes by shape first: a line
or two that end in a colon just above a quotation introduce it, in whatever language. Known words are asked only where a
program quotes without marks.
"""

import re

MOST_WORDS = 50_000  # characters

_UNWANTED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_SIGNATURE = re.compile(r"^--\s*$")
_RULED = re.compile(r"^\s*[-_*=]{3,}\s*[^-_*=]{0,60}[-_*=]{3,}\s*$|^\s*_{8,}\s*$")
"""A line that programs draw above the mail that was answered, with words in it or none."""

_INTRODUCES = re.compile(
    r"(wrote|writes|a écrit|écrit|escribió|escribi[oó]|schrieb|escreveu|ha scritto|schreef|skrev|kirjoitti|napisał\w*|"
    r"написал\w*|пише|пишет|написа\w*|έγραψε|yazdı|كتب\w*|כתב\w*|نوشت|写道|書きました|님이 작성)[^:：]*[:：]\s*$",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    r"^(on|le|el|am|em|il|op|den|pe|dnia|в|на|στις|tarihinde|في|ב|در|在|\d).*", re.IGNORECASE | re.DOTALL
)
_FROM = re.compile(
    r"^\s*\**(from|von|de|da|van|från|fra|od|от|від|من|מאת|kimden|发件人|差出人)\**\s*[:：].*", re.IGNORECASE
)
_HEADER = re.compile(r"^\s*\**[^\s:：*][^:：\n]{0,24}\**\s*[:：]\s*\S.*")
_PHONE = re.compile(
    r"^(sent from (my|yahoo|outlook|mail|proton)|get outlook for|envoyé (de|depuis|à partir)|enviado (desde|do|de)|"
    r"von meinem .{1,40} gesendet|gesendet von|inviato da|verzonden (vanaf|met)|отправлено (с|из)|надіслано з|أرسلت من|"
    r"أُرسلت من|تم الإرسال من|télécharger outlook|obtener outlook)",
    re.IGNORECASE,
)
_MOST_ABOVE = 3  # lines that an introduction may take
_LONGEST = 400  # characters; a longer line is no introduction and no header, and is not searched


def own_words(text: str) -> str:
    """The words of a reply alone, written above the quotation, below it or between its parts; empty when there are none."""
    clean = _UNWANTED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))[:MOST_WORDS]
    lines = [line.rstrip() for line in clean.split("\n")]
    lines = _without_quotations(_until_signature(lines))
    lines = _until_original(lines)
    while lines and (not lines[-1].strip() or _PHONE.match(lines[-1].strip())):
        lines.pop()
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _until_signature(lines: list[str]) -> list[str]:
    """The lines above the signature's mark; a mark above a quotation is only the end of what stands before it."""
    kept: list[str] = []
    is_signed = False
    for line in lines:
        is_signed = bool(_SIGNATURE.match(line)) or (is_signed and not _is_quoted(line))
        if not is_signed:
            kept.append(line)
    return kept


def _is_quoted(line: str) -> bool:
    return line.lstrip().startswith(">")


def _without_quotations(lines: list[str]) -> list[str]:
    kept: list[str] = []
    was_quoted = False
    for line in lines:
        is_quoted = _is_quoted(line)
        if is_quoted and not was_quoted:
            _drop_introduction(kept)
        if not is_quoted:
            kept.append(line)
        was_quoted = is_quoted or (was_quoted and not line.strip())
    return kept


def _drop_introduction(kept: list[str]) -> None:
    """Take off the lines that introduce a quotation: up to three without a gap, of which the last ends in a colon."""
    while kept and not kept[-1].strip():
        kept.pop()
    if not kept or not kept[-1].rstrip().endswith((":", "：")):
        return
    first = len(kept) - 1
    if len(kept[first]) > _LONGEST:
        return
    while first > 0 and len(kept) - first < _MOST_ABOVE and 0 < len(kept[first - 1].strip()) <= _LONGEST:
        first -= 1
    starts = range(len(kept) - 1, first - 1, -1)
    joined = {start: " ".join(kept[start:]).strip() for start in starts}
    worded = [start for start in starts if _INTRODUCES.search(joined[start])]
    begins = [start for start in worded if _BEGINS.match(joined[start])]
    addressed = [start for start in worded if re.search(r"<[^<>\s]+@[^<>\s]+>", joined[start])]
    if found := begins or addressed:
        del kept[found[0] :]
        return
    if re.search(r"\d{1,4}.*\d|@", kept[-1]):  # a date or an address: an introduction in a language unknown here
        kept.pop()


def _until_original(lines: list[str]) -> list[str]:
    """The lines above a mail that was answered and is not marked as quoted; where none stand above, those are kept."""
    searched = [line if len(line) <= _LONGEST else "…" for line in lines]
    for place, line in enumerate(searched):
        if _is_above_original(searched, place):
            return lines[:place]
        joined = " ".join(searched[place : place + 2]).strip()
        if any(
            _INTRODUCES.search(words) and _BEGINS.match(words) and re.search(r"\d", words) for words in (line, joined)
        ):
            above = lines[:place]
            return above if any(each.strip() for each in above) else lines[place + 1 :]
    return lines


def _is_above_original(lines: list[str], place: int) -> bool:
    """True where a drawn line or nothing is followed by headers: who, when, to whom, on what."""
    following = [line for line in lines[place : place + 8] if line.strip()]
    if following and _RULED.match(following[0]):
        following = following[1:]
    if not following or not _FROM.match(following[0]):
        return False
    headers = 0
    for line in following:
        if not _HEADER.match(line):
            break
        headers += 1
    return headers >= 3
