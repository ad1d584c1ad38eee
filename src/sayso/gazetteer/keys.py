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


# Where writers from one language put other letters. Order matters, here and below: a rule sees what
# the ones before it left.
_WRITERS = (
    (re.compile(r"(?<= )y?[ei] (?=.)"), ""),  # the Persian link: "Kishk-e Nakhud"
    (re.compile(r"eh\b"), "a"),  # Syrian, Persian: "Hassakeh"
    (re.compile(r"\bou(?=[aei])"), "w"),  # French: "Ouard" for "Ward"
    (re.compile(r"kh[wv](?=a)"), "kh"),  # "Khwajah", "Khvajeh", "Khajeh"
    (re.compile(r"[ao]w(?![aeiouy])"), "u"),  # "Zawr", "Zour"; "Now Zad", "Nozad"
    (re.compile(r"(o?u)w(?=[aei])"), r"\1"),  # "Zuwarah", "Zouara"
    (re.compile(r"n(?=[bp])"), "m"),  # "Manbij", "Mambij"
)
_CONSONANTS = tuple(
    pair.split(">")
    for pair in "tsch>c tch>c tsh>c kh>k gh>k ck>k q>k x>k dzh>j dj>j zh>j ph>f "
    "th>t dh>d sh>s ch>s c>k g>k w>v".split()
)
_SEMIVOWELS = re.compile(r"a?[iy]+[aeo]?(?=[iy])")
_LONG_VOWELS = tuple(
    pair.split(">") for pair in "ou>u oo>u au>u ee>i ei>i ey>i ai>i ay>i ij>i ii>i iy>i".split()
)
_VOWELS = str.maketrans({"y": "i", "e": "i", "o": "u", " ": None})
_SILENT_H = re.compile(r"h(?![aeiou])")
_TWICE = re.compile(r"(.)\1+")


@functools.lru_cache(maxsize=8192)
def loose_key(key: str) -> str:
    """The key with transliteration folded, of a key that :func:`name_key` made."""
    for pattern, by in _WRITERS:
        key = pattern.sub(by, key)
    for spelling, by in _CONSONANTS:
        key = key.replace(spelling, by)
    key = _SEMIVOWELS.sub("i", key)
    for spelling, by in _LONG_VOWELS:
        key = key.replace(spelling, by)
    return _TWICE.sub(r"\1", _SILENT_H.sub("", key.translate(_VOWELS)))


_JOINED_ARTICLE = re.compile(r"^[ae](?:l(?=[^aeiou])|([rsndtz])(?=\1))(?=.{4})")


# Where names are written in Arabic letters, which have no short vowels.
ARABIC_SCRIPT = frozenset(
    "AFG ARE BHR COM DJI DZA EGY ERI ESH IRN IRQ ISR JOR KWT LBN LBY MAR MRT OMN PAK PSE QAT SAU "
    "SDN SOM SYR TCD TUN YEM".split()
)


def loose_queries(key: str) -> tuple[str, ...]:
    """The loose keys to look a written name up under: its own, then those of :data:`ARABIC_SCRIPT`.

    Arabic names are listed with three vowels: an ``e`` may stand for ``a`` as well as for ``i``
    ("Sebha", "Tell Abyad"). Some writers join the article to the name ("Alqaim", "Arrutba").
    """
    out = [loose_key(key), loose_key(key.replace("e", "a"))]
    if (bare := _JOINED_ARTICLE.sub("", key)) != key:
        out.append(loose_key(bare))
    return tuple(dict.fromkeys(filter(None, out)))


_H_ALONE = re.compile(r"(?<![cksztp])h")
_SLAVIC_IV = re.compile(r"iv(?=k|ts|$| )")
_SOMALI = str.maketrans({"x": "h", "c": None})


def loose_keys(key: str, country: str | None) -> tuple[str, ...]:
    """The loose keys to list a name under in its country; the first is its own.

    Ukrainian and Belarusian names also stand under Russian spellings ("Chernihiv", "Chernigov"),
    Somali ones under those of writers who do not use ``x`` and ``c`` for the sounds of Arabic
    ("Xuddur", "Huddur"; "Ceerigaabo", "Erigabo").
    """
    out = [loose_key(key)]
    if country in ("UKR", "BLR"):
        hard = _H_ALONE.sub("g", key)
        out += [loose_key(hard), loose_key(_SLAVIC_IV.sub("ov", hard))]
    elif country in ("SOM", "DJI"):
        out.append(loose_key(key.replace("ch", "sh").translate(_SOMALI)))
    return tuple(dict.fromkeys(out))


def rules() -> str:
    """All the rules by which names are listed: a file made with others is told apart by it."""
    folding = (_SEPARATORS, _SEMIVOWELS, _SILENT_H, _TWICE)
    kinds = (_GENERIC_TAIL, _GENERIC_HEAD)
    tables = (_LETTERS, _WHOLE, sorted(_LEADING), _CONSONANTS, _LONG_VOWELS, _VOWELS, _SOMALI)
    writers = [(pattern.pattern, by) for pattern, by in _WRITERS]
    return repr((tables, writers, [p.pattern for p in (*folding, *kinds, _H_ALONE, _SLAVIC_IV)]))
