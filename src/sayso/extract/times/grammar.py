"""The grammar of English time expressions in the news, a rule a line.

What counts as an expression, its type and its value follow TIMEX3 (Sauri et al., TimeML
Annotation Guidelines 1.2.1, 2006; Ferro et al., TIDES 2005 standard).
"""

from __future__ import annotations

from sayso.extract.times import lengths
from sayso.extract.times import readings as read
from sayso.extract.times.pattern import Builder, Pattern

_EARLY = "( very? the? e:EARLY ( of | in | DASH )? )?"
_COUNT = "n:NUMBER|ARTICLE|SOME|COUPLE of?"
_ABOUT = "( APPROX | less than | more than )?"
_DAYNAME = "( w:WEEKDAY|WEEKDAYABBR .? ,? )?"
_WHICHYEAR = "ly:PASTWARD|NEXTWARD|THIS year"

_RULES: list[tuple[str, Builder]] = [
    # Calendar dates.
    (f"{_EARLY} {_DAYNAME} the? d:DAY|ORDINAL of? m:MONTH", read.date),
    (
        f"{_DAYNAME} the? d:DAY|ORDINAL of? m:MONTH .? ,? y:YEAR|SHORTYEAR",
        read.date,
    ),
    (f"{_DAYNAME} d:DAY m:MONTH .? y:TWODIGITS", read.date),
    (f"{_EARLY} {_DAYNAME} m:MONTH .? the? d:DAY|ORDINAL", read.date),
    (f"{_DAYNAME} m:MONTH .? the? d:DAY|ORDINAL ,? y:YEAR|SHORTYEAR", read.date),
    (
        "[ d:DAY|NTH ] ( DASH | , | and | or | to | until | till | through ) "
        "( DAY|NTH ( , | and | DASH ) )? ( DAY|NTH of? MONTH )",
        read.date,
    ),
    (
        "MONTH .? DAY|NTH ( DASH | and | or | to | until | till | through ) "
        "[ d:DAY|NTH ( ,? y:YEAR )? ]",
        read.date,
    ),
    ("l:PASTWARD|NEXTWARD|THIS m:MONTH .? d:DAY|ORDINAL", read.date),
    (f"{_EARLY} m:MONTH", read.month),
    ("m:MONTH of THAT THAT? year", read.month),
    ("the d:NTH of THAT THAT? month", read.nth),
    (f"{_EARLY} m:MONTH .? of? ,? y:YEAR|SHORTYEAR", read.month),
    (f"{_EARLY} l:PASTWARD|NEXTWARD|THIS past? m:MONTH", read.month),
    (f"{_EARLY} m:MONTH of? l:PASTWARD|NEXTWARD|THIS year", read.month_of_year),
    (f"{_EARLY} the? fiscal|financial? year? y:YEAR", read.year),
    ("EARLY|in|since|of|by|until|from|( [ y:SHORTYEAR ]", read.short_year),
    ("c:YEAR DASH [ y:TWODIGITS ]", read.year_of_range),
    ("y:ANYYEAR era:ERA", read.era),
    ("era:ERA y:ANYYEAR", read.era),
    ("d:ISO", read.iso),
    ("d:SLASH", read.slashed),
    (f"the? {_EARLY} n:DECADE", read.decade),
    ("the e:EARLY? DASH? n:DECADEWORD", read.decade_word),
    (f"the? {_EARLY} o:ORDINAL DASH? century era:ERA?", read.century),
    ("on the [ d:NTH ]", read.nth),
    ("l:PASTWARD|NEXTWARD|THIS? h:HOLIDAY ( eve:eve | day )? ,? y:YEAR?", read.christmas),
    ("new year APOSTROPHE s ( eve:eve | day ) ,? y:YEAR?", read.new_year),
    ("l:PASTWARD|NEXTWARD|THIS? thanksgiving day? ,? y:YEAR?", read.thanksgiving),
    # Days by name.
    (f"{_EARLY} l:PASTWARD|NEXTWARD|THIS|THAT? w:WEEKDAY p:PARTOFDAY?", read.weekday),
    ("( BEFORE | AFTER ) ( on )? w:WEEKDAY p:PARTOFDAY?", read.weekday),
    ("w:WEEKDAYABBR .", read.weekday),
    (f"{_EARLY} ( BEFORE | AFTER )? d:DAYWORD p:PARTOFDAY?", read.dayword),
    ("p:PARTOFDAY d:DAYWORD", read.dayword),
    ("EARLY DASH? p:PARTOFDAY d:DAYWORD", read.dayword),
    ("d:NIGHTWORD", read.nightword),
    (
        "( EARLY | BEFORE | AFTER )? the? l:PASTWARD|NEXTWARD|THIS|THAT p:PARTOFDAY",
        read.part_of_day,
    ),
    ("( in | during ) [ the p:PARTOFDAY ]", read.part_of_day),
    ("[ the? c:PARTOFDAY ] of the? DAY|ORDINAL|MONTH|WEEKDAY|DAYWORD", lengths.point_of_day),
    # Periods counted from publication or from the date last spoken of.
    (
        f"{_EARLY} ( BEFORE | AFTER )? the:the? THAT? l:PASTWARD|NEXTWARD|THIS|THAT u:UNIT",
        read.this_unit,
    ),
    ("( BEFORE | AFTER | e:EARLY ) ( in | of ) the u:UNIT", read.of_context),
    ("the? u:UNIT ( DASH | APOSTROPHE s )? e:end", read.of_context),
    (f"{_EARLY} the u:quarter", read.the_quarter),
    ("the latest|same period", read.the_quarter),
    (f"{_EARLY} the u:weekend", read.the_weekend),
    (
        f"{_ABOUT} {_COUNT} u:UNIT|UNITS ( or so )? ago",
        read.ago(-1, context=False),
    ),
    (f"{_COUNT} u:UNIT|UNITS from PRESENT", read.ago(1, context=False)),
    (
        f"{_ABOUT} {_COUNT} u:UNIT|UNITS BEFORE",
        read.ago(-1, context=True),
    ),
    (f"{_ABOUT} {_COUNT} u:UNIT|UNITS AFTER", read.ago(1, context=True)),
    ("u:UNITS ago", read.ago(-1, context=False)),
    ("u:UNITS earlier", read.ago(-1, context=True)),
    ("u:UNITS later", read.ago(1, context=True)),
    ("the? year DASH? ( ago | earlier ) ( quarter | period )?", read.year_earlier),
    # Parts of years.
    (
        f"{_EARLY} the? fiscal? DASH? o:ORDINAL DASH? quarter ( of? ( y:YEAR | {_WHICHYEAR} ) )?",
        read.quarter,
    ),
    (
        f"the? ( y:YEAR | {_WHICHYEAR} APOSTROPHE s | year DASH? ago:ago|earlier ) "
        "fiscal? o:ORDINAL DASH? quarter",
        read.quarter,
    ),
    (f"the? o:ORDINAL half of? ( y:YEAR | the year | {_WHICHYEAR} )", read.half),
    (f"the? last half of? ( y:YEAR | the year | {_WHICHYEAR} )", read.last_half),
    (f"the:the? {_EARLY} the? s:SEASON ( of? y:YEAR )?", read.season),
    ("y:YEAR s:SEASON", read.season),
    ("the? l:PASTWARD|NEXTWARD|THIS|THAT past? s:SEASON", read.season),
    # Lengths.
    (f"the? {_ABOUT} {_COUNT} more? DASH? u:UNIT|UNITS", lengths.duration),
    ("n:NUMBER|ARTICLE u:UNIT|UNITS half:and ARTICLE half", lengths.duration),
    ("n:NUMBER half:and ARTICLE? half u:UNITS", lengths.duration),
    ("half ARTICLE|the? DASH? u:UNIT", lengths.half_unit),
    (
        "( each of )? the? FIRSTLAST|PASTWARD|NEXTWARD n:NUMBER|SOME|COUPLE of? u:UNITS",
        lengths.duration,
    ),
    ("the? THAT|these n:NUMBER u:UNITS", lengths.duration),
    ("( for | after | over | within | of | during | in ) [ u:UNITS ]", lengths.vague_length),
    ("the? NEXTWARD u:UNITS", lengths.vague_length),
    ("u:UNITS DASH long", lengths.vague_length),
    ("the? ( recent | PASTWARD ) UNITS", lengths.ref("PAST_REF")),
    # Sets.
    ("EVERY n:NUMBER? u:UNIT|UNITS", lengths.every),
    ("EVERY ( w:WEEKDAY p:PARTOFDAY? | m:MONTH | s:SEASON )", lengths.every_named),
    ("w:WEEKDAYS", lengths.every_named),
    ("a:ADVERB", lengths.adverb),
    # Vague.
    ("PRESENT", lengths.now),
    ("these days", lengths.ref("PRESENT_REF")),
    ("the time being", lengths.ref("PRESENT_REF")),
    ("RECENT", lengths.ref("PAST_REF")),
    ("recent", lengths.ref("PAST_REF")),
    ("current", lengths.now),
    ("( in | of ) [ the past ]", lengths.ref("PAST_REF")),
    ("the? near? future", lengths.ref("FUTURE_REF")),
    # Times of day.
    ("c:CLOCK ( ap:MERIDIEM .? )? ( ZONE | local time )?", lengths.clock),
    ("h:HOUR ap:MERIDIEM .? ( ZONE | local time )?", lengths.clock),
    ("h:HOUR o APOSTROPHE clock ( in the p:PARTOFDAY )?", lengths.clock),
    ("c:CLOCK in the p:PARTOFDAY", lengths.clock),
    ("c:MILITARY ap:MERIDIEM", lengths.point_of_day),
    ("EARLY? c:POINTOFDAY", lengths.point_of_day),
]

RULES = [(Pattern(pattern), builder) for pattern, builder in _RULES]
