"""The grammar of English time expressions in the news, a rule a line.

What counts as an expression, its type and its value follow TIMEX3 (Sauri et al., TimeML
Annotation Guidelines 1.2.1, 2006; Ferro et al., TIDES 2005 standard).
"""

from __future__ import annotations

from sayso.extract.times import clocks, feasts, lengths, parts
from sayso.extract.times import readings as read
from sayso.extract.times.pattern import Builder, Pattern

_EARLY = "( very? the? e:EARLY ( of | in | DASH )? )?"
_COUNT = "n:NUMBER|ARTICLE|SOME|COUPLE of?"
_ABOUT = "( APPROX | less than | more than )?"
_DAYNAME = "( w:WEEKDAY|WEEKDAYABBR .? ,? )?"
_WHICHYEAR = "ly:PASTWARD|NEXTWARD|THIS year"
_WHICHDAY = "l:PASTWARD|NEXTWARD|THIS|THAT?"
_OFYEAR = f"( of? {_WHICHYEAR} | of|in|,? y:YEAR )?"
_MONTHOFYEAR = f"m:MONTH ( .? of? {_WHICHYEAR} | .? of|in|,? y:YEAR )?"
# What tells the calendar of a year.
_MARK = "( lunar:LUNAR | solar:SOLAR LUNAR? )?"
# The zone after a time of day: "GMT", "(UTC+3)", "local time".
_ZONE = "( z:UTC | o:OFFSET | ZONE | local time )?"

_RULES: list[tuple[str, Builder]] = [
    # What would be days or years by itself.
    ("[ w:WEEKDAY ] and|or|to WEEKDAY p:PARTSOFDAY", lengths.every_named),
    ("[ c:MILITARY ] ( to | until | till | and | DASH ) MILITARY MERIDIEM", clocks.point_of_day),
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
    ("MONTH .? DAY|NTH , [ d:DAY|NTH ] ,? and DAY|NTH", read.date),
    ("MONTH .? DAY|NTH , DAY|NTH ,? and [ d:DAY|NTH ( ,? y:YEAR )? ]", read.date),
    ("l:PASTWARD|NEXTWARD|THIS m:MONTH .? d:DAY|ORDINAL", read.date),
    (f"the n:ORDINAL|FIRSTLAST week of {_MONTHOFYEAR}", read.week_of_month),
    (f"the n:ORDINAL|FIRSTLAST w:WEEKDAY of|in {_MONTHOFYEAR}", read.weekday_of_month),
    (f"{_EARLY} m:MONTH", read.month),
    ("m:MONTH of THAT THAT? year", read.month),
    ("the d:NTH of THAT THAT? month", read.nth),
    (f"{_EARLY} m:MONTH .? of? ,? y:YEAR|SHORTYEAR", read.month),
    (f"{_EARLY} l:PASTWARD|NEXTWARD|THIS past? m:MONTH", read.month),
    (f"{_EARLY} m:MONTH of? l:PASTWARD|NEXTWARD|THIS year", read.month_of_year),
    (f"{_EARLY} y:YEAR", read.year),
    (f"{_EARLY} the? year y:YEAR", read.year),
    ("the? y:YEAR period:period|quarter", parts.same_period),
    (f"{_EARLY} the? fiscal:fiscal|financial year? y:YEAR", read.year),
    (f"{_EARLY} the? y:YEAR fiscal:fiscal|financial year", read.year),
    (f"{_EARLY} y:FISCAL", read.fiscal_year),
    ("the week of ( w:WEEKDAY ,? )? m:MONTH .? d:DAY|ORDINAL ( ,? y:YEAR )?", read.week_of_day),
    ("the week of ( w:WEEKDAY ,? )? the? d:DAY|ORDINAL of? m:MONTH y:YEAR?", read.week_of_day),
    (f"{_DAYNAME} d:DAY DASH m:MONTH DASH y:YEAR|TWODIGITS", read.date),
    ("EARLY|in|since|of|by|until|from|( [ y:SHORTYEAR ]", read.short_year),
    ("c:YEAR DASH [ y:TWODIGITS ]", read.year_of_range),
    ("the? fiscal|financial year? YEAR DASH y:TWODIGITS|YEAR", read.accounts),
    ("the? YEAR DASH y:TWODIGITS|YEAR fiscal|financial year", read.accounts),
    ("y:ANYYEAR era:ERA", read.era),
    ("era:ERA y:ANYYEAR", read.era),
    ("[ y:ANYYEAR ] ( to | and | DASH | until ) ANYYEAR era:ERA", read.era),
    ("d:ISO", clocks.iso),
    ("d:SLASH", clocks.slashed),
    (f"d:YMD {_MARK} calendar?", clocks.year_first),
    (f"d:YMD OPEN {_MARK} calendar? CLOSE", clocks.year_first),
    ("d:DTG", clocks.time_group),
    (f"the? {_EARLY} n:DECADE", read.decade),
    ("the e:EARLY? DASH? n:DECADEWORD", read.decade_word),
    (f"the? {_EARLY} o:ORDINAL DASH? century|centuries era:ERA?", read.century),
    ("the? [ o:ORDINAL ] ( and | or | to | DASH ) ORDINAL century|centuries", read.century),
    ("on the [ d:NTH ]", read.nth),
    (
        f"{_WHICHDAY} h:HOLIDAY ( eve:eve | day )? p:PARTOFDAY? {_OFYEAR}",
        read.christmas,
    ),
    (f"new year APOSTROPHE s ( eve:eve | day ) {_OFYEAR}", read.new_year),
    (
        f"{_EARLY} {_WHICHDAY} f:FEAST|HIJRI p:PARTOFDAY? {_OFYEAR}",
        feasts.feast,
    ),
    (f"the? eve:eve of {_WHICHDAY} f:FEAST|HIJRI {_OFYEAR}", feasts.feast),
    (f"{_WHICHDAY} f:FEAST|HIJRI eve:eve {_OFYEAR}", feasts.feast),
    (f"{_WHICHYEAR} APOSTROPHE s f:FEAST|HIJRI", feasts.feast),
    (f"the n:ORDINAL|FIRSTLAST day of f:FEAST|HIJRI {_OFYEAR}", feasts.feast),
    # Other calendars.
    (
        f"{_DAYNAME} the? d:DAY|ORDINAL ( of | DASH )? m:HIJRI|IRANIAN|AFGHAN "
        f"( ,? DASH? y:ANYYEAR )? {_MARK}",
        feasts.foreign_date,
    ),
    (
        f"m:HIJRI|IRANIAN|AFGHAN d:DAY|NTH ( ,? y:ANYYEAR )? {_MARK}",
        feasts.foreign_date,
    ),
    (
        f"m:HIJRI|IRANIAN|AFGHAN ,? y:ANYYEAR {_MARK}",
        feasts.foreign_month,
    ),
    ("y:ANYYEAR ( lunar:LUNAR | solar:SOLAR hijri:LUNAR? )", feasts.foreign_year),
    # Days by name.
    (f"{_EARLY} the? l:PASTWARD|NEXTWARD|THIS|THAT? w:WEEKDAY p:PARTOFDAY?", read.weekday),
    ("e:EARLY on w:WEEKDAY p:PARTOFDAY?", read.weekday),
    ("w:WEEKDAY p:PARTOFDAY? of? lw:PASTWARD|NEXTWARD|THIS week", read.weekday),
    (f"the early|small hours of? {_WHICHDAY} w:WEEKDAY p:PARTOFDAY?", read.early_hours),
    ("night:NIGHTWORD on? w:WEEKDAY", read.weekday),
    ("w:WEEKDAY night:NIGHTWORD", read.weekday),
    ("( BEFORE | AFTER ) ( on )? w:WEEKDAY p:PARTOFDAY?", read.weekday),
    ("w:WEEKDAYABBR .", read.weekday),
    (f"{_EARLY} ( BEFORE | AFTER )? d:DAYWORD p:PARTOFDAY?", read.dayword),
    ("p:PARTOFDAY d:DAYWORD", read.dayword),
    ("the? day before|after d:DAYWORD", read.day_beyond),
    ("EARLY DASH? p:PARTOFDAY d:DAYWORD", read.dayword),
    ("d:NIGHTWORD", read.nightword),
    (
        "( EARLY | BEFORE | AFTER )? the? l:PASTWARD|NEXTWARD|THIS|THAT p:PARTOFDAY",
        read.part_of_day,
    ),
    ("( in | during ) [ the p:PARTOFDAY ]", read.part_of_day),
    ("( in | by | until | the ) [ EARLY DASH? p:PARTOFDAY ]", read.part_of_day),
    ("[ the? c:PARTOFDAY ] of the? DAY|ORDINAL|MONTH|WEEKDAY|DAYWORD", clocks.point_of_day),
    ("to [ this day ]", lengths.ref("PRESENT_REF")),
    # Periods counted from publication or from the date last spoken of.
    (
        f"{_EARLY} ( BEFORE | AFTER )? the:the? THAT? l:PASTWARD|NEXTWARD|THIS|THAT u:UNIT",
        read.this_unit,
    ),
    ("( BEFORE | AFTER | the? e:EARLY ) ( in | of ) the u:UNIT", read.of_context),
    ("[ the u:UNIT before|after ] .|,|CLOSE|and|but|or", read.unit_before),
    ("[ the p:PARTOFDAY before:before|after ] .|,|CLOSE|and|but|or", read.part_of_day_before),
    ("the? u:UNIT ( DASH | APOSTROPHE s )? e:end", read.of_context),
    ("[ the full? fiscal? year ] ( ended | ending | to MONTH )", lengths.year_of_accounts),
    (f"{_EARLY} the? l:PASTWARD|NEXTWARD|THIS fiscal|financial year", read.fiscal_year_from_now),
    (f"{_EARLY} the fiscal|financial year", read.fiscal_year_from_now),
    ("( for | in | of | during | through | throughout ) [ the full? year ]", read.the_year),
    (f"{_EARLY} the u:quarter", parts.the_quarter),
    ("the latest|same period", parts.the_quarter),
    (f"{_EARLY} the u:weekend", read.the_weekend),
    (
        f"{_ABOUT} {_COUNT} u:UNIT|UNITS ( or so )? ago",
        read.ago(-1, context=False),
    ),
    (f"{_COUNT} u:UNIT|UNITS from PRESENT", read.ago(1, context=False)),
    (f"in {_ABOUT} {_COUNT} u:UNIT|UNITS APOSTROPHE s? time", read.ago(1, context=False)),
    (
        f"{_ABOUT} {_COUNT} u:UNIT|UNITS BEFORE",
        read.ago(-1, context=True),
    ),
    (
        f"[ {_ABOUT} {_COUNT} u:UNIT|UNITS before ] .|,|CLOSE|and|but|or",
        read.ago(-1, context=True),
    ),
    (f"{_ABOUT} {_COUNT} u:UNIT|UNITS AFTER", read.ago(1, context=True)),
    ("moments ago", lengths.ref("PAST_REF")),
    ("u:UNITS ago", read.ago(-1, context=False)),
    ("u:UNITS earlier", read.ago(-1, context=True)),
    ("u:UNITS later", read.ago(1, context=True)),
    ("year DASH ago|earlier", parts.year_earlier),
    ("the|ARTICLE? year DASH? ago|earlier quarter|period", parts.year_earlier),
    (
        "the same|corresponding|comparable? period|quarter ( of | in )? "
        "( last year | the year before | ARTICLE year ago|earlier )",
        parts.year_earlier,
    ),
    ("last year APOSTROPHE s quarter|period", parts.year_earlier),
    (
        "the same|corresponding|comparable u:month|week "
        "( of | in )? ( last year | the year before | ARTICLE year ago|earlier )",
        parts.same_of_last_year,
    ),
    # Parts of years.
    ("q:QUARTER ( of? ,? y:YEAR )?", parts.part_in_figures),
    (
        f"{_EARLY} the? fiscal? o:ORDINAL quarter ( of? ( y:YEAR | {_WHICHYEAR} ) )?",
        parts.quarter,
    ),
    ("fiscal? DASH? o:ORDINAL DASH quarter", parts.quarter),
    (f"the? last:last|final quarter of ( y:YEAR | {_WHICHYEAR} )", parts.quarter),
    ("the o:ORDINAL quarter of the:the year", parts.quarter),
    (
        f"the? ( y:YEAR | {_WHICHYEAR} APOSTROPHE s | year DASH? ago:ago|earlier ) "
        "fiscal? o:ORDINAL DASH? quarter",
        parts.quarter,
    ),
    (f"the? o:ORDINAL half of? ( y:YEAR | the year | {_WHICHYEAR} )", parts.half),
    (f"the? last half of? ( y:YEAR | the year | {_WHICHYEAR} )", parts.last_half),
    (f"the:the? {_EARLY} the? s:SEASON ( of? y:YEAR )?", parts.season),
    ("[ s:SEASON ] offensive:offensive|campaign|fighting", parts.season),
    ("y:YEAR s:SEASON", parts.season),
    ("the? l:PASTWARD|NEXTWARD|THIS|THAT past? s:SEASON", parts.season),
    # Lengths.
    ("NUMBER UNIT", lengths.one_day),
    (f"the? {_ABOUT} {_COUNT} more? u:UNIT|UNITS", lengths.duration),
    (f"{_ABOUT} {_COUNT} DASH u:UNIT|UNITS", lengths.duration),
    ("n:NUMBER DASH u:UNIT DASH old", lengths.age),
    ("ARTICLE FULL u:UNIT", lengths.one_unit),
    ("n:NUMBER|SOME FULL u:UNITS", lengths.duration),
    ("u:UNIT DASH long", lengths.one_unit),
    ("u:LONG", lengths.one_unit),
    ("ARTICLE [ u:UNITS ] ( DASH | APOSTROPHE )", lengths.vague_length),
    ("n:NUMBER|ARTICLE u:UNIT|UNITS half:and ARTICLE half", lengths.duration),
    ("n:NUMBER DASH? half:and DASH? ARTICLE? DASH? half DASH? u:UNIT|UNITS", lengths.duration),
    ("half ARTICLE|the? DASH? u:UNIT", lengths.half_unit),
    (
        "( each of )? the? r:FIRSTLAST|PASTWARD|NEXTWARD n:NUMBER|SOME|COUPLE of? u:UNITS",
        lengths.duration,
    ),
    ("the? THAT|these n:NUMBER u:UNITS", lengths.duration),
    ("( for | after | over | within | of | during | in ) [ u:UNITS ]", lengths.vague_length),
    ("[ u:UNITS ] of", lengths.vague_length),
    ("the FIRSTLAST|early u:UNITS", lengths.vague_length),
    ("the u:UNITS ahead", lengths.vague_length),
    ("over [ the u:UNITS ]", lengths.vague_length),
    ("in [ the u:UNITS ] ( before | after | since | following | that )", lengths.vague_length),
    ("the? NEXTWARD u:UNITS", lengths.vague_length),
    ("u:UNITS DASH long", lengths.vague_length),
    ("the? recent u:UNITS", lengths.recent),
    ("the? PASTWARD UNITS", lengths.ref("PAST_REF")),
    # Sets.
    ("EVERY n:NUMBER? u:UNIT|UNITS", lengths.every),
    ("every other:other u:UNIT", lengths.every),
    (
        "EVERY|most ( w:WEEKDAY p:PARTOFDAY? | m:MONTH | s:SEASON | d:PARTOFDAY )",
        lengths.every_named,
    ),
    ("EVERY|most|on w:WEEKDAY p:PARTSOFDAY", lengths.every_named),
    ("w:WEEKDAYS", lengths.every_named),
    ("on|at [ weekends ]", lengths.weekends),
    ("w:WEEKDAY p:PARTSOFDAY", lengths.every_named),
    ("( once | twice | NUMBER times ) ARTICLE u:UNIT", lengths.every),
    ("a:ADVERB", lengths.adverb),
    ("at|by [ night ]", lengths.hours_of("XXXX-XX-XXTNI")),
    ("daytime", lengths.hours_of("XXXX-XX-XXTDT")),
    # Vague.
    ("PRESENT", lengths.now),
    ("these days", lengths.ref("PRESENT_REF")),
    ("the time being", lengths.ref("PRESENT_REF")),
    ("RECENT", lengths.ref("PAST_REF")),
    ("recent", lengths.ref("PAST_REF")),
    ("soon", lengths.soon),
    ("current", lengths.now),
    ("( in | of ) [ the past ]", lengths.ref("PAST_REF")),
    ("the near|foreseeable? future", lengths.ref("FUTURE_REF")),
    ("near|foreseeable future", lengths.ref("FUTURE_REF")),
    ("in|of|over [ the near|short|medium|long|longer term ]", lengths.ref("FUTURE_REF")),
    ("future UNITS", lengths.ref("FUTURE_REF")),
    ("w:future", lengths.future),
    ("present|modern DASH? day", lengths.ref("PRESENT_REF")),
    # Times of day.
    (f"c:CLOCK ap:MERIDIEM? {_ZONE}", clocks.clock),
    ("c:CLOCK ap:MERIDIEM? OPEN o:OFFSET CLOSE?", clocks.clock),
    (f"h:HOUR|HOURWORD ap:MERIDIEM {_ZONE}", clocks.clock),
    ("[ h:HOUR ] ( DASH | to | and ) HOUR|CLOCK ap:MERIDIEM", clocks.clock),
    (f"h:HOUR|HOURWORD o APOSTROPHE clock ( in the p:PARTOFDAY )? {_ZONE}", clocks.clock),
    ("h:HOUR in the p:PARTOFDAY", clocks.clock),
    ("c:CLOCK in the p:PARTOFDAY", clocks.clock),
    ("c:ZULU", clocks.zulu),
    ("at|by|around|about|until|since [ c:MILITARY ]", clocks.figures_alone),
    (f"c:MILITARY ap:MERIDIEM {_ZONE}", clocks.point_of_day),
    ("c:MILITARY ( z:UTC | o:OFFSET | local time )", clocks.point_of_day),
    ("EARLY? c:POINTOFDAY", clocks.point_of_day),
]

RULES = [(Pattern(pattern), builder) for pattern, builder in _RULES]
