"""Upper-case text, as old newswire has it, in a case that the parser knows.

Words of the English dictionary (lemminflect's, and spaCy's list of function words) become
lower-case; others are taken for names.
"""

from __future__ import annotations

import functools
import re

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ACRONYM = re.compile(r"(?<=[(\[])[^\W\d_]{2,8}(?=[)\]])")
_STOP = re.compile(r"(?:[.!?:][\"'”’)\]]*|[\n\[(])\s*\Z")
_SMALL = frozenset({"of", "the", "for", "and", "de", "del", "la", "in", "to"})
_MIN_LETTERS = 20
_UPPER_SHARE = 0.9
_SHORTEST_NAME = 3


def recase(text: str) -> str:
    """Text of the same length; unchanged unless nearly all of its letters are capitals."""
    if not is_upper(text):
        return text
    words = list(_WORD.finditer(text))
    cased = [_name_or_word(m.group()) for m in words]
    _capitalise_sentences(text, words, cased)
    _spell_out_acronyms(text, words, cased)
    out: list[str] = []
    at = 0
    for found, word in zip(words, cased, strict=True):
        out += [text[at : found.start()], word]
        at = found.end()
    return "".join([*out, text[at:]])


def is_upper(text: str) -> bool:
    """Whether nearly all letters of a text are capitals, and there are enough to tell."""
    # The commonest small letters alone are told fast, and settle it for ordinary text.
    if sum(map(text.count, "etaoinsr")) > 2 * (1 - _UPPER_SHARE) * len(text):
        return False
    letters = sum(map(str.isalpha, text))
    return letters >= _MIN_LETTERS and sum(map(str.isupper, text)) >= _UPPER_SHARE * letters


def _name_or_word(word: str) -> str:
    lower = word.lower()
    if len(lower) != len(word):  # letters whose lower case is longer
        return word
    return lower if is_english(lower) else lower[0].upper() + lower[1:]


@functools.lru_cache(maxsize=50_000)
def is_english(lower: str) -> bool:
    """Whether a word is in the dictionary as anything but a name."""
    from lemminflect import getAllLemmas
    from spacy.lang.en.stop_words import STOP_WORDS

    bare = re.sub(r"['’]s?$", "", lower)
    if len(bare) < _SHORTEST_NAME or bare in STOP_WORDS:
        return True
    return bool(set(getAllLemmas(bare)) - {"PROPN"})


def _capitalise_sentences(text: str, words: list[re.Match[str]], cased: list[str]) -> None:
    for i, found in enumerate(words):
        before = text[max(0, found.start() - 6) : found.start()]
        if i == 0 or _STOP.search(before):
            cased[i] = cased[i][0].upper() + cased[i][1:]


def _spell_out_acronyms(text: str, words: list[re.Match[str]], cased: list[str]) -> None:
    """Capitals for "national liberation front (FMLN)": the acronym, and the words it stands for."""
    starts = {m.start(): i for i, m in enumerate(words)}
    for acronym in _ACRONYM.finditer(text):
        at = starts.get(acronym.start())
        if at is None or is_english(acronym.group().lower()):
            continue
        cased[at] = acronym.group()
        initials = set(acronym.group().lower())
        first = at - 1
        while first >= 0 and at - first <= len(acronym.group()) + 2:
            lower = cased[first].lower()
            if lower not in _SMALL and lower[0] not in initials:
                break
            first -= 1
        for i in range(first + 1, at):
            if cased[i] not in _SMALL:
                cased[i] = cased[i][0].upper() + cased[i][1:]
