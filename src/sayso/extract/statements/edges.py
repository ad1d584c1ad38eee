"""Edges of sources and cues that the tags cut a word short."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.extract.spans import strip
from sayso.extract.statements.lexicon import lemmas, lexicon
from sayso.record import Span

# A cue does not end with an article: "said in a [statement]".
_ARTICLE = re.compile(r"\b(?:a|an|the)\Z")
# Who is told is no part of a cue: "had told him".
_TOLD = re.compile(r"\s+(?:him|her|them|me|us|you)\Z", re.IGNORECASE)
_NEXT_WORD = re.compile(r"\s+[\w'’-]+")
# "the commander, [Sayf Barakat]." at the end of a clause.
_NAME = re.compile(
    r"\s+(?:(?:[A-Z]|al-|el-)[\w'’-]+)(?:\s+(?:[A-Z]|al-|el-|bin\b)[\w'’-]*)*(?=[.,;\n]|\Z)"
)
_FIRST_WORD = re.compile(r"(\w+)\s+(?=\S)")
_PHRASE = re.compile(
    r"\s+(?P<phrase>(?!(?:on|in|at|after|before|during|when|as|while|and|but|by)\b)[^\W\d_][^.,;:!?\n]{2,}?)"
    r"(?=\s+(?:in|on|via|through) (?:a|an|its|the|their|his|her)\b|[.,;:!?\n]"
    r"|\s+(?:after|when|but|while)\b|\Z)"
)
_LONGEST = 60


def take_preposition(text: str, cue: Span, contents: list[Span]) -> tuple[Span, list[Span]]:
    """Let "on" and "for" stand with the verb that needs them: "called on | both sides"."""
    needed = lexicon().only_with.get(lemmas(text[cue[0] : cue[1]].split()[-1])[0])
    out = list(contents)
    for n, (start, end) in enumerate(contents):
        word = _FIRST_WORD.match(text, start, end)
        if (
            needed
            and word
            and word[1].casefold() in needed - {"to"}
            and not text[cue[1] : start].strip()
        ):
            return (cue[0], word.end(1)), [*out[:n], (word.end(), end), *out[n + 1 :]]
    return cue, out


# "…, killing two officers, [the captain said]": the tags may end the content before it.
_PARTICIPLE = re.compile(r",\s+[a-z]+ing\b[^.;:!?“”\"\n]{1,120}?(?=,\s*\Z)")


def to_source(text: str, contents: list[Span], frame: Sequence[Span]) -> list[Span]:
    """Contents with the participle that stands between them and who says so."""
    first = min(a for a, _ in frame)
    out = list(contents)
    for n, (start, end) in enumerate(contents):
        if end < first and first - end < 2 * _LONGEST + 20:
            found = _PARTICIPLE.match(text, end - (text[end - 1] == ","), first)
            if found:
                out[n] = (start, found.end())
    return out


def following_phrase(text: str, cue: Span, block: Span) -> Span | None:
    """What stands between a cue and the end of its clause: "claimed | responsibility".

    For cues whose content the tags have missed; a medium at its end is left out.
    """
    found = _PHRASE.match(text, cue[1], min(block[1], cue[1] + 2 * _LONGEST))
    if found is None or not _ends_word(text, found.end("phrase")):
        return None
    return found.span("phrase")


def _ends_word(text: str, at: int) -> bool:
    """Whether no word goes on here: a search that stops somewhere must not cut one."""
    return not (text[at - 1 : at].isalnum() and text[at : at + 1].isalnum())


def without_dummy(text: str, cue: Span, contents: list[Span]) -> list[Span]:
    """Contents without the "it" of "it is believed that …"."""
    kept = [c for c in contents if c[0] > cue[0] or text[slice(*c)].casefold() != "it"]
    return kept or contents


def whole_cue(text: str, cue: Span) -> Span:
    """A cue with the word that its article belongs to, and without those who are told."""
    told = _TOLD.search(text, cue[0], cue[1])
    if told:
        return cue[0], told.start()
    if _ARTICLE.search(text, max(cue[0], cue[1] - 4), cue[1]):
        word = _NEXT_WORD.match(text, cue[1])
        if word and word.end() - cue[1] < _LONGEST:
            return cue[0], word.end()
    return cue


_BARE = frozenset({"the", "a", "an", "its", "their", "his", "her"})
_NEAR_CUE = 60


def source_before(text: str, source: Span, cue: Span) -> Span:
    """A source of which only the article was tagged, up to its cue: "the hospital said"."""
    if text[slice(*source)].casefold() not in _BARE or not 0 < cue[0] - source[1] < _NEAR_CUE:
        return source
    words = text[source[1] : cue[0]]
    return source if re.search(r"[^\w\s'’-]", words) else strip((source[0], cue[0]), text)


def whole_source(text: str, source: Span) -> Span:
    """A source with the name in apposition that it ends before, and without a comma at its end."""
    at = source[1]
    comma = text[at - 1] == "," or text[at : at + 1] == ","
    if comma and text[source[0] : source[0] + 3].casefold() in ("the", "its", "his", "her"):
        start = at if text[at - 1] == "," else at + 1
        name = _NAME.match(text, start, min(len(text), start + _LONGEST))
        if name and text[name.end() : name.end() + 1] in ("", ".", ",", ";", "\n"):
            return source[0], name.end()
    return strip(source, text)
