"""Who is spoken for: a spokeswoman, a press office, a statement or a post is the body behind it."""

from __future__ import annotations

import re

_DETERMINERS = re.compile(
    r"^(?:(?:the|a|an|one|two|three|four|five|some|several|many|other|another|its|their|his|her|"
    r"our|this|that|these|those|unnamed|unidentified|anonymous|senior|top|local|same)\s+)+",
    re.IGNORECASE,
)
_SPEAKER = (
    r"(?:spokes(?:man|woman|person|people|men|women|persons)|"
    r"(?:press|media|information|communications?|public affairs)\s+"
    r"(?:offices?|officers?|secretary|service|department|directorate|director|unit|team|aide))"
)
_PAPER = (
    r"(?:statements?|(?:press|news|media)\s+release|release|communiqu[eé]|(?:press|news)\s+conference|"
    r"bulletin|reports?|dispatch|records?|figures|tally|posts?|tweets?|messages?|announcement|briefing|notice|"
    r"(?:telegram|facebook|whatsapp|twitter|social\s+media)\s+(?:channel|page|account|feed)|website)"
)
_BEARER = re.compile(
    rf"\b(?:{_SPEAKER}|{_PAPER})\b(?:\s+\w+ed)?\s+(?:of|for|from|by|with|at|on\s+behalf\s+of|"
    r"(?<=ed\s)on)\s+"
    r"(?:the\s+)?(?P<body>[^,;:“”\"()]+?)(?=$|[,;:“”\"()]|\s+(?:who|which|that|said|on|in)\b)",
    re.IGNORECASE,
)
_BODY_FIRST = re.compile(
    rf"^(?P<body>[^,;:“”\"()]+?)(?:['’]s?)?\s+(?:(?:chief|deputy|senior|lead|new|official|written|"
    rf"short|brief|joint)\s+)*(?:{_SPEAKER}|{_PAPER})\b",
    re.IGNORECASE,
)
_MEMBER = (
    r"(?:officials?|officers?|sources?|commanders?|members?|representatives?|employees?|insiders?|"
    r"staff|soldiers?|investigators?|persons?|people|man|woman)"
)
_MEMBER_OF = re.compile(
    rf"^{_MEMBER}\s+(?:of|at|from|in|with|inside|within|close\s+to)\s+(?:the\s+)?"
    r"(?P<body>[^,;:“”\"()]+?)(?=$|[,;:“”\"()]|\s+(?:who|which|that|said|speaking)\b)",
    re.IGNORECASE,
)
_MEMBER_LAST = re.compile(rf"^(?P<body>[^,;:“”\"()]+?)\s+{_MEMBER}$", re.IGNORECASE)
_NOBODY = frozenset(
    "it its their his her the a an this that who which chief deputy senior official new former "
    "joint written short brief one news press media preliminary initial early annual recent "
    "autopsy unconfirmed earlier first".split()
)
_VAGUE = frozenset("group organisation organization movement faction company".split())
_PLATFORMS = re.compile(
    r"(?:facebook|telegram|twitter|x|whatsapp|youtube|instagram|social media|television|tv)$",
    re.IGNORECASE,
)
_OF = re.compile(r"\s(?:of|at|from|in|inside|with|within|for|close)\s")
_AFTER = 90
"""Characters after a name in which an apposition may say for whom its bearer speaks."""


def head_of(words: str) -> str:
    """The noun of a description: "governor" of "the governor of Zamfara"."""
    before = _OF.split(description(words), maxsplit=1)[0].split()
    return before[-1] if before else ""


def description(words: str) -> str:
    """A phrase without its articles, numbers and what follows its first clause."""
    line = " ".join(words.split()).strip(" .,;:—–-")
    line = re.split(r"[,;:(]|\s+(?:who|which|that|speaking|asking)\b", line, maxsplit=1)[0]
    return _DETERMINERS.sub("", line).strip() or line


def spoken_for(words: str) -> str | None:
    """The body that a phrase speaks for.

    Args:
        words: How a report names a source: ``army spokesman Colonel Sade``, ``a statement from the
            interior ministry``, ``the press office of the governor``.

    Returns:
        ``army``, ``interior ministry``, ``governor``; None when the words name nobody behind it.
    """
    line = " ".join(words.split())
    found = _BEARER.search(line) or _BODY_FIRST.match(_DETERMINERS.sub("", line))
    if found is None:
        return None
    channel = _BODY_FIRST.match(found.group("body")) if found.re is _BEARER else None
    return _body((channel or found).group("body"))


def speaks_after(text: str, end: int) -> str | None:
    """The body that an apposition names: "Olena Bondar, a spokeswoman for the army, said"."""
    rest = re.match(
        rf",\s+(?P<words>[^.;:“”\"\n]*?\b(?:{_SPEAKER})\b[^.;:“”\"\n,]*)", text[end : end + _AFTER]
    )
    if rest is None or rest.group("words").count(",") > 1:
        return None
    return spoken_for(rest.group("words").strip())


def body_of_member(words: str) -> str | None:
    """The body of an unnamed source: "an interior ministry official", "officers of the army"."""
    line = description(words)
    short = _OF.split(line, maxsplit=1)[0]
    found = _MEMBER_OF.match(line) or _MEMBER_LAST.match(line) or _MEMBER_LAST.match(short)
    return _body(found.group("body")) if found else None


def is_paper(words: str) -> bool:
    """Whether a source is words alone, such as "the statement", whose body is named before."""
    return re.fullmatch(rf"{_PAPER}|{_SPEAKER}", description(words), re.IGNORECASE) is not None


def _body(words: str) -> str | None:
    line = re.sub(r"['’]s?$", "", _DETERMINERS.sub("", words.strip())).strip(" .,-")
    left = [w for w in line.split() if w.casefold() not in _NOBODY]
    if not left or line.casefold() in _VAGUE or _PLATFORMS.match(line):
        return None
    return line
