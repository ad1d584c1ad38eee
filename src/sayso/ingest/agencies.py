"""News agencies: which names and abbreviations mean which wire.

Neutral facts for reading credits; nothing follows from being in the table or not. A name in the
place where wires are named (the parentheses of a dateline) counts as a wire without being listed.
"""

from __future__ import annotations

import re

_TABLE = """
Reuters: Thomson Reuters
Associated Press: AP
Agence France-Presse: AFP, Agence France Presse
United Press International: UPI
Bloomberg: Bloomberg News
Inter Press Service: IPS
Xinhua: Xinhua News Agency
China News Service: CNS
Kyodo News: Kyodo
Jiji Press: Jiji
Yonhap: Yonhap News Agency
KCNA: Korean Central News Agency
Central News Agency: CNA
Vietnam News Agency: VNA
Antara: Antara News
Bernama: Bernama News Agency
Press Trust of India: PTI
Asian News International: ANI
Indo-Asian News Service: IANS
United News of India: UNI
Associated Press of Pakistan: APP
Australian Associated Press: AAP
TASS: Tass, ITAR-TASS
Interfax: Interfax News Agency
RIA Novosti: RIA
Ukrinform: Ukrinform News Agency
UNIAN: UNIAN News Agency
Interfax-Ukraine: Interfax Ukraine
BelTA: Belta
Armenpress: Armenpress News Agency
Anadolu Agency: Anadolu, AA, Anadolu Ajansi
Demiroren News Agency: DHA
SANA: Sana, Syrian Arab News Agency
IRNA: Irna, Islamic Republic News Agency
ISNA: Isna, Iranian Students News Agency
Tasnim: Tasnim News Agency
Fars: Fars News Agency
Mehr: Mehr News Agency
Iraqi News Agency: INA
National News Agency: NNA
WAFA: Wafa, Palestinian News Agency
Ma'an: Maan, Ma'an News Agency
Petra: Petra News Agency
KUNA: Kuwait News Agency
Saudi Press Agency: SPA
WAM: Emirates News Agency
MENA: Middle East News Agency
Agence Tunis Afrique Presse: TAP
Algeria Press Service: APS
Maghreb Arabe Presse: MAP
Sudan News Agency: SUNA
Ethiopian News Agency: ENA
News Agency of Nigeria: NAN
Ghana News Agency: GNA
PANA: Panapress, Pan African News Agency
ANGOP: Angola Press Agency
EFE: Efe, Agencia EFE
Europa Press: Agencia Europa Press
Prensa Latina: Agencia Prensa Latina
Andina: Agencia Andina
Télam: Telam
Agência Brasil: Agencia Brasil
Lusa: Agência Lusa
ANSA: Ansa, Agenzia ANSA
dpa: Deutsche Presse-Agentur, Deutsche Presse Agentur
APA: Austria Presse Agentur
Keystone-SDA: SDA
Belga: Belga News Agency
ANP: Algemeen Nederlands Persbureau
Ritzau: Ritzaus Bureau
NTB: Norsk Telegrambyrå
TT: TT News Agency
STT: Suomen Tietotoimisto
PAP: Polish Press Agency
CTK: ČTK, Czech News Agency
MTI: Hungarian News Agency
Agerpres: Agerpres News Agency
BTA: Bulgarian News Agency
Tanjug: Tanjug News Agency
HINA: Hina, Croatian News Agency
FENA: Fena, Federal News Agency
SRNA: Srna
PA Media: Press Association
Canadian Press: CP, The Canadian Press
"""

SEVERAL = "Agencies"
"""What is written for a report made of several wires that are not named."""

_SEVERAL = re.compile(
    r"(?:(?:staff|our correspondents?|news\s?desk|web\s?desk)(?:\s+(?:and|with|&)\s+|\s*[/,+]\s*))?"
    r"(?:(?:news|wire|international|foreign)\s+)?(?:agencies|wire services|wires)",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"\s+(?:news agency|news service|news|newswire|wire service)$", re.IGNORECASE)
_SPLIT = re.compile(r"\s*(?:/|,|;|\||\band\b|&|\+|\bvia\b|[–—])\s*")


def _build() -> dict[str, str]:
    names: dict[str, str] = {}
    for line in _TABLE.strip().splitlines():
        canonical, _, others = line.partition(":")
        for name in (canonical, *others.split(",")):
            names.setdefault(_key(name), canonical)
    return names


def _key(name: str) -> str:
    """Names without regard to case, but "AP" is a wire and "Ap" is not."""
    name = re.sub(r"^[Tt]he\s+", "", name.strip())
    if len(name) <= 4 and name.isupper():
        return name
    return " ".join(name.replace("’", "'").casefold().split())


_NAMES = _build()
# An abbreviation in lower case ("ap", "pa", "map") is a word; these are written so.
_LOWER = frozenset({"dpa"})


def agency_named(name: str) -> str | None:
    """The wire that a whole name means, or None where it is in no table.

    >>> agency_named("AFP")
    'Agence France-Presse'
    """
    name = name.strip(" .,:;()[]/©–—-")
    if _SEVERAL.fullmatch(name):
        return SEVERAL
    if not name or (name.islower() and name not in _LOWER):
        return None
    return _NAMES.get(_key(name)) or _NAMES.get(_key(_SUFFIX.sub("", name)))


def agency_in(line: str) -> tuple[str, int, int] | None:
    """The first wire of the table that a short line names, and where: ``Jane Doe, AFP``."""
    if whole := agency_named(line):
        core = line.strip(" .,:;()[]/©–—-")
        first = line.index(core)
        return whole, first, first + len(core)
    at = 0
    for part in [*_SPLIT.finditer(line), None]:
        end = part.start() if part else len(line)
        piece = line[at:end]
        for start in (0, *(m.end() for m in re.finditer(r"\b(?:for|of|with|from|by)\s+", piece))):
            words = re.split(r"\s+(?:in|from|at|writers?|correspondents?)\b", piece[start:])[0]
            if found := agency_named(words):
                core = re.sub(r"^[Tt]he\s+", "", words.strip(" .,:;()[]/©–—-"))
                first = line.index(core, at + start)
                return found, first, first + len(core)
        at = part.end() if part else end
    return None


def written_out(abbreviation: str, text: str) -> str | None:
    """What the text itself says an abbreviation stands for: ``Example Press Agency (EPA)``."""
    if not (2 <= len(abbreviation) <= 6 and abbreviation.isupper() and abbreviation.isalpha()):
        return None
    for match in re.finditer(rf"\({re.escape(abbreviation)}\)", text):
        words = text[max(0, match.start() - 100) : match.start()].split("\n")[-1].split()
        for start in range(len(words) - 1, max(-1, len(words) - 9), -1):
            initials = "".join(
                w[0] for part in words[start:] for w in part.split("-") if w[:1].isupper()
            )
            if initials == abbreviation:
                return " ".join(words[start:])
    return None
