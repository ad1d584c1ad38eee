"""Keys under which spellings of one place name meet.

``name_key`` folds what writers vary freely: case, accents, hyphens, apostrophes, dots, the Arabic
article, "St." and "Mt.". ``loose_key`` also folds transliteration (kh/k/q, ou/u/o, y/i/e, final
-ah/-a, doubled letters); it is for names that were not found otherwise, inside known countries.
"""

from __future__ import annotations

import functools
import re
import unicodedata

_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ł": "l",
        "ı": "i",
        "ə": "a",
        "ħ": "h",
        "&": " and ",
        "’": "",
        "‘": "",
        "'": "",
        "`": "",
        "´": "",
        "ʻ": "",
        "ʼ": "",
        "ʿ": "",
        "ʾ": "",
        "′": "",
        '"': "",
        "“": "",
        "”": "",
        ".": "",
    }
)
_SEPARATORS = re.compile(r"[\W_]+")
_WHOLE = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "pt": "point"}
# The Arabic article, also before letters that it takes on ("ash-Shirqat", "Deir ez-Zor").
_ARTICLES = frozenset(
    ["al", "el", "ad", "adh", "an", "ar", "as", "ash", "at", "ath", "az", "ed", "en", "er", "es"]
) | {"et", "ez", "ud", "ul", "ur", "us", "uz"}
_LEADING = _ARTICLES | {"the", "la", "le", "les", "los", "las"}

# Words that say what kind of area a name is of; "Basra Governorate" is also looked up as "basra".
GENERIC_AREAS: dict[str, str] = {
    "province": "admin1",
    "governorate": "admin1",
    "state": "admin1",
    "oblast": "admin1",
    "region": "admin1",
    "emirate": "admin1",
    "prefecture": "admin1",
    "canton": "admin1",
    "voivodeship": "admin1",
    "department": "admin1",
    "krai": "admin1",
    "republic": "admin1",
    "wilayat": "admin1",
    "muhafazat": "admin1",
    "territory": "admin1",
    "district": "admin2",
    "county": "admin2",
    "parish": "admin2",
    "raion": "admin2",
    "rayon": "admin2",
    "borough": "admin2",
    "municipality": "admin2",
    "commune": "admin2",
    "division": "admin2",
    "subdistrict": "admin2",
    "township": "admin2",
    "woreda": "admin2",
    "zone": "admin2",
    "qada": "admin2",
    "mintaqat": "admin2",
    "regency": "admin2",
    "agency": "admin2",
    "tehsil": "admin2",
    "taluk": "admin2",
    "cercle": "admin2",
    "local government area": "admin2",
    "city": "city",
    "town": "city",
    "village": "city",
}

_GENERIC_TAIL = re.compile(r"^(.+?) (" + "|".join(GENERIC_AREAS) + r")$")
_GENERIC_HEAD = re.compile(
    r"^(province|provincia|provincie|provinz|region|departement|departamento|municipio|municipality"
    r"|distrito|district|estado|state|oblast|muhafazat|mintaqat|liwa|qada|wilayat|wilaya|ostan e"
    r"|county|commune|canton|gouvernorat|governorate|voivodship|wojewodztwo|land|city|ville)"
    r" (?:de la |de los |de las |des |del |de |du |of the |of |do |da |d )?(.+)$"
)


@functools.lru_cache(maxsize=8192)
def name_key(name: str) -> str:
    """The key of a place name; empty when nothing is left of it."""
    text = name.casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in text if not unicodedata.combining(c))
    words = _SEPARATORS.sub(" ", text.translate(_LETTERS)).split()
    if len(words) > 1:
        words = [_WHOLE.get(w, w) for w in words]
        inner = [w for w in words[1:-1] if w not in _ARTICLES]
        first = [] if words[0] in _LEADING and len(words[-1]) > 2 else [words[0]]
        words = [*first, *inner, words[-1]]
    return " ".join(words)


def bare_keys(key: str) -> list[str]:
    """Keys of the name without the word for its kind: ``basra governorate`` gives ``basra``."""
    out = []
    if found := _GENERIC_TAIL.match(key):
        out.append(found.group(1))
    if found := _GENERIC_HEAD.match(key):
        out.append(found.group(2))
    return [k for k in out if len(k) > 2]


_LOOSE = (
    (re.compile(r"tch|tsch|tsh"), "c"),
    (re.compile(r"kh|gh|ck|q|x"), "k"),
    (re.compile(r"dj|dzh|zh"), "j"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"([tds])h"), r"\1"),
    (re.compile(r"ch"), "s"),
    (re.compile(r"[cg]"), "k"),
    (re.compile(r"w"), "v"),
    (re.compile(r"a?[iy]+[aeo]?(?=[iy])"), "i"),
    (re.compile(r"ou|oo|au"), "u"),
    (re.compile(r"ee|ei|ey|ai|ay|ij|ii|iy"), "i"),
    (re.compile(r"[ye]"), "i"),
    (re.compile(r"o"), "u"),
    (re.compile(r"h(?![aeiou])"), ""),
    (re.compile(r" "), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)


@functools.lru_cache(maxsize=8192)
def loose_key(key: str) -> str:
    """The key with transliteration folded, of a key that :func:`name_key` made."""
    for pattern, by in _LOOSE:
        key = pattern.sub(by, key)
    return key
