"""In which language a report is written."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from sayso.ingest.lexicon import word_set

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

# The commonest function words of English: in running English text about every third word is one
# of them. None of them is frequent in a language that is written alike.
_ENGLISH = word_set(
    """
    the of and to that was were is are for with on by at from said has have had been they his
    her who which after as it be an or not this their when
    """
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

# Characters that are looked at: language does not change after a page of text.
_SAMPLE = 4_000

# A sentence of five words may have only one function word; below this share English is not told.
_ENGLISH_SHARE = 0.12

# py3langid on 20 words and more is right in over 99% of its answers above this probability.
_SURE = 0.9


def language_of(text: str, declared: str | None = None) -> str | None:
    """ISO 639-1 code of the language of a text.

    The words decide; what the page declares (``<html lang>``) counts where they do not, because
    templates declare the language of the site's maker.

    Args:
        text: The body of the report.
        declared: A BCP 47 tag such as ``en-GB``.

    Returns:
        The code, or None where neither words nor declaration tell.
    """
    sample = text[:_SAMPLE].lower()
    words = _WORD.findall(sample)
    said = declared.strip().lower().replace("_", "-").split("-")[0] if declared else ""
    hint = said if 2 <= len(said) <= 3 and said.isalpha() else None
    if not words:
        return hint
    hits = [w for w in words if w in _ENGLISH]
    if len(hits) >= _ENGLISH_SHARE * len(words) and (len(set(hits)) > 1 or len(words) < 12):
        return "en"
    language, probability = _identifier().classify(sample)
    # A template's language cannot be that of words in another script.
    other = sum(c > "\u024f" for c in sample) > 0.5 * sum(c.isalpha() for c in sample)
    if probability >= (0.5 if other else _SURE) and (len(words) >= 5 or other):
        return str(language)
    return hint or (str(language) if probability >= 0.5 else None)


@functools.cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
