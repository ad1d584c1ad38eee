"""Words that are about the report: editor's notes, introductions, corrections."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.ingest.lexicon import word_set

# A label: "Comment:", "Editor's note —", "[Ed. …", "Example Watch comment:", "Note by Jane Doe:".
_NAME = r"[A-Z][\w.&'’-]*(?:\s+(?:(?:of|the|de|del|al|el|la|and|&)\s+)?[A-Z0-9][\w.&'’-]*){0,5}"
_LABEL = re.compile(
    rf"[\[(*—–\s]*(?:(?P<before>{_NAME}?)(?:['’]s)?\s+)??"
    r"(?:(?i:editor(?:s|['’]s|s['’])?(?:[-\s]in[-\s]chief)?(?:['’]s)?\s+(?:note|comment|remark)s?"
    r"|(?:editorial|publisher['’]?s?|translator['’]?s?|web\s?editor['’]?s?|admin(?:istrator)?['’]?s?"
    r"|moderator['’]?s?|reader['’]?s?|desk)\s+(?:note|comment|remark)s?"
    r"|note\s+(?:from|by|of)\s+the\s+(?:editors?|publisher|translator)s?"
    r"|anmerkung\s+der\s+redaktion|anm\.\s*d\.\s*red\.?|redaktion(?:elle)?(?:\s+\w+)?"
    r"|nota\s+d(?:el|e\s+la)\s+(?:editora?|redacci[oó]n)|note\s+de\s+la\s+r[eé]daction|ndlr"
    r"|from\s+the\s+editors?|trigger\s+warning)"
    r"|Comment(?:ary)?|COMMENT|Note|NOTE|(?<=[\w’']\s)(?:comment|note)s?"
    r"|Ed\.?(?:\s+[Nn]ote)?|Eds?\b|Background note)"
    rf"(?:\s+(?:by|from|of)\s+(?P<after>{_NAME}))?"
    r"(?:\s*\((?P<inside>[^()]{2,60})\))?\s*(?:[:—–]|\s-\s|\.:|\.(?=\s)|$|(?<=Ed\.))",
)
_SIGNED = re.compile(
    rf"(?:[—–]\s?|--\s?|\s-\s)(?P<name>{_NAME})(?:,\s*(?:the\s+)?(?:\w+\s+)?editor\b[^\]\)]{{0,60}})?"
    r"\s*[\])]*\s*$"
)

_ABOUT = re.compile(
    r"\b(?:re-?published|re-?printed|reposted|originally|first\s+(?:appeared|published)|appeared\s+"
    r"(?:in|on|at)|(?:this|the\s+following|below\s+is)\s+(?:the\s+)?(?:article|story|report|piece|"
    r"text|interview|account|post|dispatch|translation)|names?\s+(?:has|have)\s+been\s+"
    r"(?:changed|withheld)|translated\s+(?:from|by)|edited\s+for|the\s+editors?\b|our\s+readers)",
    re.IGNORECASE,
)
_DOC = r"(?:article|story|report|piece|post|text|interview|account|dispatch|column|version|item)"
_CARRIED = (
    r"(?:published|carried|released|broadcast|aired|posted|distributed|produced|reported|written|"
    r"issued|filed|provided|supplied|appeared|printed|ran|run|sent|received)"
)
_FORWARD = re.compile(
    r"\b(?:the\s+following|below\s+(?:is|follows|you)|here\s+(?:is|follows)|what\s+follows)\b"
    r"|\b(?:as\s+follows|the\s+following)\s*:\s*$|\breport(?:ed|s)?\s+below\b|:\s*$",
    re.IGNORECASE,
)
_INTRODUCES = re.compile(
    rf"\b(?:the\s+following\s+(?:is|was|comes|(?:\w+\s+){{0,3}}?{_DOC})|below|here\s+(?:is|follows)"
    rf"|what\s+follows)\b.{{0,120}}?\b(?:{_CARRIED}\s+(?:\w+\s+){{0,3}}?(?:by|in|on|from|at)|{_DOC}\s+(?:by|from|of|in)"
    rf"|(?:is|comes?|taken)\s+from)\b"
    r"|\bthe\s+following\s+(?:is|was|comes)\s+(?:\w+\s+){0,2}?from\b"
    rf"|\b(?:this|the\s+(?:above|following|original|present))\s+(?:\w+\s+){{0,2}}?{_DOC}\s+(?:below\s+)?(?:(?:was|is|has|had|been|first|"
    rf"originally|previously|also|being)\s+){{0,4}}(?:re-?)?(?:{_CARRIED}|printed|produced)\b"
    r".{0,80}?\b(?:by|in|on|at|from)\b"
    r"|\b(?:re-?published|re-?printed|reposted|reproduced|cross-?posted|syndicated)\b.{0,80}?"
    r"\b(?:from|of|by|courtesy\s+of|on)\b"
    r"|^[\W]*(?:originally|first|previously)\s+(?:published|appeared|posted)\b.{0,40}?\b(?:by|in|on|at)\b"
    rf"|\b(?:read|see)\s+the\s+(?:original|full)\s+{_DOC}\s+(?:on|at|in)\b"
    r"|^[\W]*via\b",
    re.IGNORECASE | re.DOTALL,
)
_REPORTED_THUS = re.compile(
    rf"^\W*(?P<name>{_NAME})\s+(?:has\s+|had\s+)?(?:reported|published|carried|wrote|aired|"
    rf"broadcast|reports|writes)\b[^.]{{0,80}}\b(?:the\s+following\s+{_DOC}|as\s+follows|in\s+full)"
    r"[^.]{0,40}:\s*$"
)
_LEAD_IN = re.compile(
    rf"(?:from\s+|as\s+)?(?:the\s+)?(?P<name>{_NAME})\s+(?:reports|reported|wrote|writes|has\s+this)"
    r"[^.:]{0,60}:",
    re.DOTALL,
)
_AFTER_NAME = re.compile(
    rf"\s*(?:the\s+|a\s+|our\s+partners?\s*,?\s*(?:at\s+)?|permission\s+(?:from|of)\s+|courtesy\s+of\s+|"
    rf"(?:website|site|pages|channel|newspaper|daily|agency|broadcaster|news\s+agency|outlet)\s+"
    rf"(?:of\s+)?(?:the\s+)?)*(?P<name>{_NAME})",
)
_PREPOSITION = re.compile(r"\b(?:by|in|on|at|from|of|via)\b", re.IGNORECASE)
_NO_OUTLET = word_set(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december english arabic french spanish german
    russian creative it this he she they a i
    """
)
_CREATIVE = re.compile(r"\s+(?:under|and|on|with|in|as)\s.*$", re.DOTALL)

_CORRECTION = re.compile(
    r"[\[(*\s]*(?:(?:editor['’]?s?\s+)?(?:corrections?|clarifications?|correction\s+and\s+"
    r"clarification|updates?|retraction|erratum|amendment|berichtigung|korrektur|correcci[oó]n)\b"
    r"(?:(?:\s*\([^()]{2,60}\)|,\s+[\w ,.]{3,30}|\s+(?:of|on)\s+[\w ,.]{3,30})?"
    r"\s*(?:[:—–]|\s-\s)|\s*$)"
    r"|an?\s+(?:earlier|previous|original|prior)\s+version\s+of\s+(?:this|the)\b"
    rf"|(?:this|the)\s+{_DOC}\s+(?:has\s+been|was)\s+(?:corrected|amended|updated|revised|clarified)"
    r"|we\s+(?:have\s+)?(?:corrected|amended|updated)\s+th(?:is|e)\b"
    rf"|in\s+an\s+earlier\s+version\s+of\s+this\b)",
    re.IGNORECASE,
)

EDITOR = "the editor"
"""The teller of a note where neither its writer nor the outlet is known."""


@dataclass(frozen=True, slots=True)
class Note:
    """A note of whoever put the page together."""

    teller: str | None
    """The writer that the note names."""
    header: bool
    """A label alone: the note itself is the next block."""


@dataclass(frozen=True, slots=True)
class Introduction:
    """Words that give other text of the page to another outlet."""

    outlet: str
    start: int
    """Offset of the outlet's name in the words."""
    forward: bool
    """It announces what follows; else it is about the report as a whole."""


def find_note(text: str, *, apart: bool = False) -> Note | None:
    """Read a block as a note.

    Args:
        text: The block.
        apart: The page sets it apart (italics, brackets, a box).
    """
    label = _LABEL.match(text)
    if label and (label.end() > 0) and text[: label.end()].strip():
        rest = text[label.end() :].strip(" ])*")
        who = label["before"] or label["after"] or label["inside"]
        if who and (who.split()[0].lower() in ("the", "a", "this") or who.islower()):
            who = None
        who = re.sub(r"['’]s?$", "", who.strip()) if who else _signature(text)
        return Note(who or None, header=not rest)
    if find_introduction(text) and len(text.split()) <= 70:
        return Note(None, header=False)
    bracketed = text.strip()[:1] == "[" and text.strip()[-1:] == "]"
    if (apart or bracketed) and len(text.split()) <= 120 and _ABOUT.search(text):
        return Note(_signature(text), header=False)
    return None


def _signature(note: str) -> str | None:
    """The name that a note is signed with; "Ed." is nobody's."""
    signed = _SIGNED.search(note, max(0, len(note) - 120))
    if signed is None or re.match(r"(?:the\s+)?(?:eds?|editors?)\b", signed["name"], re.IGNORECASE):
        return None
    return signed["name"]


def find_introduction(text: str) -> Introduction | None:
    """The outlet that a note names as the one whose report follows or stands here."""
    thus = _REPORTED_THUS.match(text)
    if thus:
        return Introduction(thus["name"], thus.start("name"), forward=True)
    cue = _INTRODUCES.search(text[:600])
    if cue is None:
        return None
    within = [m.end() for m in _PREPOSITION.finditer(text, cue.start(), cue.end())]
    stop = text.find(". ", cue.end())
    until = min(cue.end() + 160, stop if stop >= 0 else len(text))
    starts = within[-1:] or [cue.end()]
    starts += [m.end() for m in _PREPOSITION.finditer(text, cue.end(), until)]
    for start in starts:
        found = _AFTER_NAME.match(text, start)
        if found is None:
            continue
        name = _CREATIVE.sub("", found["name"]).strip(" .,'’")
        name = re.sub(r"['’]s$", "", name)
        if name.split()[0].lower() not in _NO_OUTLET:
            return Introduction(name, found.start("name"), bool(_FORWARD.search(text)))
    return None


def find_lead_in(text: str) -> Introduction | None:
    """The outlet that a line before a quotation names: ``Example Wire reports:``."""
    match = _LEAD_IN.fullmatch(text.strip())
    return Introduction(match["name"], match.start("name"), forward=True) if match else None


def is_correction(text: str) -> bool:
    """Whether a block corrects or updates the report."""
    return bool(_CORRECTION.match(text))
