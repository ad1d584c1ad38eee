"""Words by which a reader tells a place's name from a person's or an organisation's."""

from __future__ import annotations

import re

from sayso.gazetteer.regions import STATE_SHORT


def words(text: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(text.split())


LOCATIVE = words("""
    in at near outside around across throughout toward towards into through inside within
    between beyond against along from to of on over via beside off
""")
"""Prepositions that places follow; ``of`` and ``from`` are weak, the parse weighs them."""

STRONG_LOCATIVE = words(
    "in at near outside around across throughout into inside within toward towards"
)

NEAR = words("near outside around off beside beyond along toward towards")
"""Prepositions after which the place is not where it happened but close by (where_prec 2)."""

ABBREVIATIONS = words("St Ave Rd Blvd Dr Ln Pkwy Hwy Rte Co Mt Ft Pt Is") | {
    short.rstrip(".") for forms in STATE_SHORT.values() for short in forms
}
"""Last words of names whose full stop is their own."""

DIRECTIONS = words("""
    north south east west northeast northwest southeast southwest northern southern eastern
    western central northeastern northwestern southeastern southwestern upper lower mid outskirts
    downtown rural coastal mainland
""")

KIND_WORDS: dict[str, str] = {
    **dict.fromkeys(
        words("""
    province governorate state oblast region emirate prefecture canton krai department
    departamento
"""),
        "admin1",
    ),
    **dict.fromkeys(
        words("""
    district county parish raion rayon borough municipality commune subdistrict
    woreda zone regency agency tehsil constituency township
"""),
        "admin2",
    ),
    **dict.fromkeys(
        words("""
    city town village hamlet settlement port capital neighborhood neighbourhood suburb
    quarter camp locality community township enclave stronghold
"""),
        "city",
    ),
    **dict.fromkeys(words("country nation kingdom republic"), "country"),
    **dict.fromkeys(
        words("""
    airport airfield airbase base road street highway bridge river lake valley mountain
    mountains hills island islands coast border crossing checkpoint refinery dam peninsula
    desert forest sea gulf bay strait canal creek park square avenue boulevard lane drive
    hospital prison mosque church market stadium field oilfield plains plateau delta
    reservoir basin beach harbor harbour junction pass hill station
"""),
        "site",
    ),
}
"""Nouns that say of what kind a named place is, beside its name or before "of"."""

ORGANISATION_WORDS = words("""
    police army university college council court ministry department party times post herald
    tribune journal daily news agency bank company corp inc ltd group club united fc city
    rovers force forces brigade battalion front movement union association federation
    committee commission institute foundation society church school hospital airlines
    airways radio tv television network authority government parliament senate congress
    league cup act agreement accord accords treaty convention summit office bureau center
    centre conference protocol declaration consensus sheriff's high elementary district
""")
"""Words that make an organisation, a work or an agreement of the name before them."""

NAMED_AFTER = words("""
    post times herald tribune journal daily news gazette chronicle telegraph guardian globe sun
    star observer review weekly radio tv television fc united rovers city club cup league accord
    accords treaty convention protocol declaration consensus airlines airways bank agreement
    process summit peace
""")
"""Words that make a newspaper, a team, a treaty of the name before them: no place is meant."""

TITLES = words("""
    mr mrs ms miss dr prof professor sir lord lady dame sheikh shaikh imam mullah ayatollah
    rev reverend father sister brother bishop archbishop pope king queen prince princess
    emir president premier chancellor minister senator sen rep representative congressman
    congresswoman governor gov mayor judge justice attorney sheriff deputy officer detective
    chief captain capt lieutenant lt sergeant sgt corporal cpl private pvt major maj colonel
    col general gen brigadier brig admiral adm commander marshal spokesman spokeswoman
    spokesperson secretary director chairman chairwoman coach ambassador envoy rabbi saint
    haji hajji ustaz comrade
""")
"""Words that persons' names follow."""

GIVEN_NAMES = words("""
    aaron abdul abdullah abraham adam ahmad ahmed alan albert alberto alejandro alex
    alexander alexandra alfred ali alice allen amanda amber amina amy ana andre andrea
    andrei andrew andy angela angelo ann anna anne anthony antonio arthur ashley austin
    barbara barry ben benjamin bernard bill billy bob bobby boris brad brandon brian bruce
    bryan calvin carl carla carlos carol caroline catherine chad charles charlie charlotte
    chelsea cheryl chris christian christina christine christopher clarence claude craig
    cynthia daniel dave david deborah dennis derek diana diane diego don donald donna doris
    dorothy douglas dylan ed eddie edgar edward edwin elena elizabeth ellen emily emma
    emmanuel enrique eric erica ernest eugene eva evelyn fatima felix fernando florence
    francis francisco frank fred frederick gabriel gary gene george gerald gina glenn gloria
    gordon grace greg gregory hamid harold harry hassan heather hector heidi helen henry
    herbert howard hugh hussein ian ibrahim igor irene isaac ismail israel ivan jack jackson
    jacob jake james jamie jan jane janet jason javier jay jean jeff jeffrey jennifer jeremy
    jerry jesse jessica jesus jill jim jimmy joan joe joel john johnny jon jonathan jordan
    jorge jose joseph joshua joyce juan juanita judith judy julia julian julie justin karen
    karim karl kate katherine kathleen kathy keith kelly ken kenneth kevin khalid kim
    kimberly kyle larry laura lauren lawrence lee leo leon leonard leroy leslie lewis linda
    lisa logan lois lori louis louise lucas lucy luis luke luther lynn madison mahmoud
    manuel marc marcus margaret maria marie marilyn mario marion mark marshall martha martin
    marvin mary mason matt matthew maurice max megan melissa melvin michael michelle miguel
    mike mikhail milton mohamed mohammad mohammed morris muhammad mustafa nancy natalie
    nathan neil nicholas nicole nikolai norman oleg olga oliver omar oscar osama pamela
    paris patricia patrick paul paula pedro peggy perry peter phil philip phillip phyllis
    rachel rafael ralph ramon randy raul ray raymond rebecca ricardo richard rick ricky rita
    robert roberto robin rodney roger roland ron ronald rosa rose ross roy ruben russell
    ruth ryan saddam said salim sally sam samantha samuel sandra santiago sara sarah scott
    sean sergei sergey seth shane shannon sharon shawn sheila shirley sidney sofia sophia
    stacy stanley stella stephanie stephen steve steven stewart stuart sue susan suzanne
    sydney sylvia tamara tara ted teresa terry theodore theresa thomas tiffany tim timothy
    tina todd tom tommy tony tracy travis troy tyler vanessa vera vernon veronica victor
    victoria vincent virginia vladimir wallace walter wanda warren wayne wendy wesley will
    william willie wilson yasser yusuf yuri zachary
""")
"""Common given names, many of which are also towns."""

COMMON_WORDS = words("""
    a about above academy act after again age all along also am american amid an and another
    any april are area arm army around as asked at august away back bad bank bar bay be
    because been before being best better big bill black blue board bon book both boy brown
    building bush business but by call came can canal capital captain care cargo case cause
    center central century chance change chief children church city class clear close coach
    cold college come common community company complete congress cost could country county
    court cross crown dam date day deal dean death december deep defense department deputy
    did district do doe doctor does down drug due during duke early earth east eastern
    easter end energy english enterprise even ever every eye face fact fair faith fall
    family far farm father february federal few field fire first five florist food for force
    ford forest former fort foundation four fox free freedom friday friend from front full
    game gap gas general gift given go god golden golf good government grand grant great
    green group grove guard gulf had hall hard has hate have he head health heart help her
    here hero hid high hill him his home homer hope hospital host hot hotel house how
    hundred i ice if imam in independence independent industry institute interior
    international into is island it its january job joint judge july june just justice key
    kill king know lady lake land lane large last late law leader league least led left less
    let liberty life light like line little live local lone long loop lord lost lot love low
    made main make male mall man many march mark market martin mass master may mayor me
    medical men mess military mill mine minister miss mission model modern monday money moon
    more most mother mount much museum must my name nation national native near need neither
    never new news next nice night nine no nobody north northern not nothing november now
    october of off office officer often oil old on once one only open opportunity or orange
    order other our out over own page pale paper park part party peace people per perfect
    person place plan point pole police poor pop port post power present president press
    pretty prince prison private progress project province public queen rally ran ready real
    red regional reliance republic reserve rest right river road rock roll rose round royal
    run sad safe said saint same saturday saw say school sea second secretary security see
    senate september service set seven several shall she ship short should show side sim
    since six sixth small so social some son soon sore south southern special sport spring
    square star state states station still stone street strong student such summer sun
    sunday super support sure take tax teacher team tell ten than that the their them then
    there these they third this those thousand three thursday time times to today together
    top total tower town trade trail train tree trial troy trust tuesday twin two uncle
    under union unit united unity university until up us use valley van vast very victory
    view village violence vote wall war was watch water way we wednesday week well were west
    western what when where which while white who why will win wing winter wish with woman
    women wood work world worth would wrong year yes yesterday you young your zone senior
    junior editor editorial updated photo image video share read comment comments commander
    colonel major lieutenant sergeant sheriff attorney governor senator
""")
"""English words of running text under which GeoNames also lists a town."""

PEOPLE_OF = words("""
    resident residents people inhabitants citizens governor mayor bishop archbishop emir warden
    outskirts edge centre center suburb suburbs streets heart siege battle liberation capture fall
    bombing shelling east west north south part parts side control population elders
""")
"""Nouns whose ``of`` is followed by a place."""

TAKEN = words("""
    hit strike shell bomb bombard attack capture seize retake recapture take overrun storm besiege
    surround liberate enter leave reach flee rock target control hold visit raid destroy pound
    encircle abandon defend evacuate pummel occupy loot burn cross
""")
"""Verbs whose object may be a town: in war it is taken, shelled, left."""

SPEECH_VERBS = words("""
    say tell accuse deny claim warn announce condemn urge demand insist vow pledge threaten
    reject agree refuse call ask want seek hope fear believe consider think argue insist
    declare blame criticize criticise denounce welcome respond reply retaliate deploy
    sanction impose recognize recognise support back oppose expel summon sign negotiate want
    decide plan suspend withdraw order invade offer signal admit acknowledge confirm dismiss
    protest veto
""")
"""What governments do: a country or capital as subject stands for its government."""

BLAME_VERBS = words(
    "accuse blame urge warn tell ask criticize criticise condemn pressure press sanction"
)
"""Verbs whose object, a country or capital, stands for its government."""

BACKED = words("""
    backed led sponsored allied funded aligned friendly brokered mediated supported trained
    armed run appointed installed
""")
"""``X-backed``: the place stands for its government."""

TALKS = words("""
    talks relations ties negotiations tensions dialogue agreement deal treaty war pact
    alliance rivalry dispute sanctions
""")
"""Nouns whose ``with``/``between`` complements are governments."""

DISTANCE = re.compile(
    r"(?:\b[\d.,]+\s*(?:-\s*)?(?:km|kms|kilomet(?:er|re)s?|miles?|mi|m|met(?:er|re)s?)\b"
    r"(?:\s*\([^)]{1,25}\))?\s+)?"
    r"(?:just\s+|to\s+the\s+|the\s+)?"
    r"(?:(?:north|south|east|west)(?:[- ]?(?:east|west))?(?:ern)?"
    r"|outskirts|edge|outside|vicinity|suburbs|countryside)"
    r"\s+(?:of|from)\s+(?:the\s+)?(?:(?:city|town|village|capital)\s+(?:of\s+)?,?\s*)?$"
    r"|\b[\d.,]+\s*(?:km|kms|kilomet(?:er|re)s?|miles?)\s+(?:away\s+)?from\s+$",
    re.IGNORECASE,
)
"""Words before a name by which the place meant is only near it ("30 km north of")."""
