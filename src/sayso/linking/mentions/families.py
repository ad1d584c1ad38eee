"""Words that name one happening in different forms: irregular forms and near synonyms.

Only what the stems of :mod:`sayso.linking.wording` do not bring together by themselves.
"""

from __future__ import annotations

from sayso.linking.wording import stem

_FAMILIES = """
die died dies dying dead death deaths deceased fatal fatality fatalities fatally
kill killing murder homicide manslaughter slay slain slew slaying
shoot shot shots shooter shooters shootout gunshot gunshots gunfire gunned gunman gunmen
wound wounds injure injury injuries hurt maim
bomb bombing blast explosion explode exploded detonate detonated detonation
attack assault raid strike struck
arrest detain detained detention custody
protest demonstrate demonstration demonstrator demonstrators rally march
abduct abduction kidnap kidnapping kidnapped
fire blaze
trial try
win won victory
buy bought purchase acquire acquisition
sell sold sale
say said says tell told tells
leave left
begin began begun start
find found
hold held
give gave given
take took taken
fall fell fallen
fly flew flown flight
flee fled
fight fought
steal stole stolen theft
lose lost loss
seek sought
choose chose chosen choice
meet met meeting
lead led
rise rose risen
speak spoke spoken speech
break broke broken
marry married marriage wedding
resign resigned resignation
decide decided decision
negotiate negotiated negotiation negotiations
confirm confirmed confirmation
announce announced announcement
destroy destroyed destruction
evacuate evacuated evacuation
collide collided collision crash
suspend suspended suspension
"""
_FAMILY_OF = {
    key: line.split()[0]
    for line in reversed(_FAMILIES.split("\n"))
    for word in line.split()
    for key in (word, stem(word))
}
_PARTICLE_WORDS = """
in into to out up off on down over away back of at
"""
_PARTICLES = frozenset(_PARTICLE_WORDS.split())


def family(word: str) -> str:
    """The first word of a word's family, or its stem."""
    return _FAMILY_OF.get(word) or _FAMILY_OF.get(stem(word)) or stem(word)


def families(words: list[str]) -> frozenset[str]:
    """The families of the words of an anchor, without particles where others remain."""
    full = [w for w in words if w not in _PARTICLES] or words
    return frozenset(family(w) for w in full)
