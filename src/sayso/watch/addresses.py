"""When two addresses are of one article.

Careful: two articles under one key would be taken for versions of each other, which is worse than
one article that is read twice. Only what names a visitor or a form of the page is left out.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

# Parameters that say where a visitor comes from: Google (utm, gclid), Meta, Microsoft, Mailchimp,
# AT Internet, comScore, the New York Times, the BBC, …
_TRACKING = re.compile(
    r"utm_\w+|at_(?:medium|campaign|custom\w*|link\w*|ptr\w*|bbc\w*|format)|ns_\w+|"
    r"(?:fb|g|d|gb|wb|ms|tw|y|ig)clid|gclsrc|_ga|_gl|mc_[ce]id|igshid|igsh|ref_src|ref_url|"
    r"cmpid|cmp|ocid|smid|smtyp|partner_?id|xtor|spm|guccounter|guce_\w+|mkt_tok|traffic_source|"
    r"amp|outputtype",
    re.IGNORECASE,
)
_AMP_FOLDER = re.compile(r"^/amp(?=/.)|(?<=.)/amp(?=/?$)", re.IGNORECASE)
_AMP_FILE = re.compile(r"\.amp(?=$|\.html?$)", re.IGNORECASE)
_FRONT = re.compile(r"^(?:www|amp|m|mobile)\.(?=[^.]+\.[^.])")
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_PORTS = {80, 443, None}
_MOST_FIELDS = 100


def key_of(url: str) -> str:
    """What is the same for all addresses of one article: ``news.example/world/1?page=2``.

    Left out are the scheme, ``www.``, the forms for telephones (``m.``, ``amp``), the fragment, a
    slash at the end, and parameters that only say where a visitor comes from. The order of the
    other parameters makes no difference.

    Args:
        url: An address; anything that is none, or has over a hundred parameters, is its own key.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
        parameters = parse_qsl(parts.query, keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError:
        return url
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        return url
    host = _FRONT.sub("", parts.hostname.rstrip("."))
    where = host if port in _PORTS else f"{host}:{port}"
    path = _ESCAPE.sub(_unescaped, parts.path)
    path = _AMP_FOLDER.sub("", _AMP_FILE.sub("", path))
    pairs = [(name, value) for name, value in parameters if not _TRACKING.fullmatch(name)]
    query = f"?{urlencode(sorted(pairs))}" if pairs else ""
    return f"{where}{path.rstrip('/')}{query}"


def _unescaped(escape: re.Match[str]) -> str:
    """Letters, digits and ``-._~`` mean the same escaped or not (RFC 3986, 6.2.2.2)."""
    character = chr(int(escape[1], 16))
    plain = character.isascii() and (character.isalnum() or character in "-._~")
    return character if plain else escape[0].upper()


def is_front(url: str) -> bool:
    """Whether an address is that of a site's front page."""
    return not urlsplit(url).path.strip("/")


def host_of(url: str) -> str:
    """The scheme, name and port that a robots.txt and a pace hold for: ``https://news.example``."""
    parts = urlsplit(url)
    return f"{parts.scheme.lower()}://{parts.netloc.rpartition('@')[2].lower()}"
