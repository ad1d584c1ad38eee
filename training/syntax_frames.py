"""Made-up sentences for the network of syntax: what news is too short of to learn it from.

Verbs of the codebook with the words that it names beside them, in the past, the passive, headlines,
reported speech, commands and plans; ranks before names, ages, and tolls with their parts. They say
nothing that is annotated: the teacher parses them like any other text.
"""

from __future__ import annotations

import functools
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from sayso.gazetteer.countries import countries
from training import passages

CODEBOOK = Path(__file__).parents[1] / "src" / "sayso" / "codebook"
LINES = 6
"""Sentences in a text."""
_PATTERN = re.compile(r"([=>@+<])([\w|/$-]+)(?:>([\w|$-]+))?")

ACTORS = (
    "gunmen", "rebels", "soldiers", "police", "the army", "militants", "two men", "protesters",
    "officials", "the ministry", "the government", "residents", "troops", "the court", "fighters",
    "a mob", "the rebel group", "prosecutors", "the authorities", "border guards",
)  # fmt: skip
THINGS = (
    "the village", "a convoy", "the talks", "six farmers", "the agreement", "a market", "the port",
    "his brother", "20 schoolgirls", "the hospital", "a judge", "the deal", "the protesters",
    "an aid worker", "the bridge", "their homes", "the rebels", "two journalists",
)  # fmt: skip
PEOPLE = ("people", "civilians", "soldiers", "gendarmes", "farmers", "children", "villagers")
NUMBERS = ("two", "six", "seven", "nine", "a dozen", "15", "20", "27", "34", "at least 40")
BEFALL = ("killed", "wounded", "injured", "arrested", "kidnapped", "hurt", "shot dead", "freed")
PARTS = ("seriously", "critically", "fatally", "children", "women", "in critical condition", "dead")
WEAPONS = ("bomb", "blast", "mine", "shell", "grenade", "rocket", "car bomb", "explosion")
WHEN = ("on Monday", "on Friday", "last week", "overnight", "in May", "at dawn", "two days ago", "")
RANKS = (
    "Col.", "Lt.", "Lt. Col.", "Sgt.", "Capt.", "Maj.", "Maj. Gen.", "Brig. Gen.", "Gen.", "Cpl.",
    "Insp.", "Cmdr.", "President", "Prime Minister", "Governor", "Mr.", "Dr.", "Judge", "Sheikh",
)  # fmt: skip
GIVEN = ("April", "May", "June", "August", "Jan", "Summer")
"""Given names that also mean something else; the others are those of our passages."""
FRAMES = (
    "{A} {past} {o} {when}.", "{A} {past} {o}, {R} said.", "{A} will {base} {o} {when}.",
    "{R} said {a} had {part} {o}.", "Let {a} {base} {o}.", "{A} denied {ing} {o} near {T}.",
    "{R} accused {a} of {ing} {o}.", "{C} fears that {a} will {base} {o}.", "{C} {past} {o}.",
    "{A}, {R} and {a} {past} {o} {when}.", "{R} urged {a} to {base} {o}.", "{g} {past} {o} in {T}.",
    "{Thing} was {part} by {a} {when}.", "{Thing} was to be {part} {when}.", "{G} {s} {o0}",
    "{C} {s} {o0} after {T} attack", "{T}: {N} {befall} as {g} {s} {o0}", "{A0} {s} {o0} in {T}",
    "It was not clear who {past} {o}.", "{A} were {ing} {o} when {a} {past} {o2}.",
    "{R} said {n} {people} had been {befall} {when} in an ambush near {T}.",
    "A {weapon} {hit} {n} {people}, {n2} of them {how}.", "{N} {befall}, {n2} of them {how}.",
    "{N} {people} were {befall}, {n2} {how}, when a {weapon} went off in {T}, {R} said.",
    "{P} and {P2} were {befall} {when}.", "{P}, {age}, son of {P2}, was {befall} in {T}.",
    "{P}'s father, {P2}, was {befall} {when}.", "{R} met {P2} of {C} in {T} {when}.",
    "{N} {befall} in {T} {weapon}", "{People} {befall} in {T}", "{People}, thugs all, {past} {o}.",
    "There were {n} {people} in {T} when {a} {past} {o}.", "He {s} {o} and {s2} {o2}.",
    "What {a} {past} was {o}.", "{A} had to {base} {o} before {R} could {base2} {o2}.",
)  # fmt: skip


@dataclass(frozen=True)
class Act:
    """A verb of the codebook with one choice of words beside it: ``set`` ``off`` ``a bomb``."""

    verb: str
    particle: str
    thing: str
    rest: str

    def form(self, tag: str) -> str:
        """The verb with a Penn tag."""
        from lemminflect import getInflection

        found = getInflection(self.verb, tag=tag)
        return " ".join([found[0] if found else self.verb, self.particle]).strip()

    def object(self, rng: random.Random, *, headline: bool = False) -> str:
        """What it is done to, and the words that follow."""
        thing = self.thing or rng.choice(THINGS)
        if self.thing and not headline:
            thing = f"{rng.choice(('the', 'a', 'their'))} {thing}"
        words = f"{thing} {self.rest}".strip()
        return _bare(words) if headline else words


def acts(folder: Path, rng: random.Random) -> list[Act]:
    """The verbs of the codebook, with words drawn from those that it names."""
    out = []
    for path in sorted(folder.glob("*.yaml")):
        for pattern in _patterns(yaml.safe_load(path.read_text(encoding="utf-8"))):
            verb = re.split(r"[ ~^!]", pattern)[0].replace("_", " ")
            if not verb.isalpha():
                continue
            drawn = {"=": "", ">": "", "+": "", "@": ""}
            for sign, words, head in _PATTERN.findall(pattern):
                drawn[sign] = _draw(words, rng) + (f" the {_draw(head, rng)}" if head else "")
            thing = (drawn["="] or drawn[">"]).strip()
            out.append(Act(verb, drawn["+"], thing, drawn["@"] if "the" in drawn["@"] else ""))
    return out


def _patterns(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        for name, value in node.items():
            if name == "verbs" and isinstance(value, list):
                yield from (str(v) for v in value)
            else:
                yield from _patterns(value)
    elif isinstance(node, list):
        for value in node:
            yield from _patterns(value)


def _draw(words: str, rng: random.Random) -> str:
    some = [w for w in re.split(r"[|/]", words) if w and not w.startswith("$")]
    return rng.choice(some).replace("_", " ") if some else ""


def made_up(times: int, seed: int) -> Iterator[str]:
    """Texts of :data:`LINES` lines.

    Args:
        times: How often each verb pattern of the codebook is used.
        seed: Of what is drawn.
    """
    rng = random.Random(seed)  # noqa: S311 - sentences, not secrets
    every = [act for _ in range(times) for act in acts(CODEBOOK, rng)]
    rng.shuffle(every)
    lines = [_sentence(act, rng.choice(every), rng) for act in every]
    for at in range(0, len(lines), LINES):
        yield "\n\n".join(lines[at : at + LINES])


def _sentence(act: Act, other: Act, rng: random.Random) -> str:
    people = _people()

    def person() -> str:
        given = rng.choice(GIVEN) if rng.random() < 0.15 else rng.choice(people["given"])
        return f"{given} {rng.choice(people['surnames'])}"

    def ranked() -> str:
        name = person() if rng.random() < 0.5 else rng.choice(people["surnames"])
        return f"{rng.choice(RANKS)} {name}"

    towns = passages.names().towns
    country = rng.choice(sorted(countries()))
    group = f"the {rng.choice(people['surnames'])} {rng.choice(('Front', 'Brigade', 'Army'))}"
    actor, thing = rng.choice(ACTORS), rng.choice(THINGS)
    values = {
        "a": actor, "A": _capital(rng.choice(ACTORS)), "A0": _capital(_bare(rng.choice(ACTORS))),
        "o": act.object(rng), "o0": act.object(rng, headline=True), "o2": other.object(rng),
        "past": act.form("VBD"), "part": act.form("VBN"), "ing": act.form("VBG"),
        "base": act.form("VB"), "s": act.form("VBZ"), "s2": other.form("VBZ"),
        "base2": other.form("VB"), "R": ranked(), "P": person(), "P2": person(),
        "T": rng.choice(rng.choice(rng.choice(list(towns.values())))),
        "C": countries()[country].names[0], "g": group, "G": _bare(group), "Thing": _capital(thing),
        "n": rng.choice(NUMBERS), "n2": rng.choice(NUMBERS), "N": _capital(rng.choice(NUMBERS)),
        "people": rng.choice(PEOPLE), "People": _capital(rng.choice(PEOPLE)),
        "befall": rng.choice(BEFALL), "how": rng.choice(PARTS), "weapon": rng.choice(WEAPONS),
        "hit": rng.choice(("wounded", "killed", "injured")), "when": rng.choice(WHEN),
        "age": str(rng.randrange(3, 90)),
    }  # fmt: skip
    made = rng.choice(FRAMES).format(**values)
    return _capital(re.sub(r"\s+([.,]|$)", r"\1", re.sub(r"\s+", " ", made)))


@functools.cache
def _people() -> dict[str, list[str]]:
    path = passages.PASSAGES.with_name("names.yaml")
    found: dict[str, list[str]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def _bare(words: str) -> str:
    return re.sub(r"^(the|a|an|his|their) ", "", words)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
