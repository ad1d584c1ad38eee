"""Countries: what they are called, their people, and the seats that stand for their governments.

Neutral facts, written for this project. One line a country:
``ISO 3166-1 alpha-3 | names | demonyms and adjectives | seats of government``. The first name is
the one shown. Seats (a capital, or a building such as the Kremlin) are those that news writers use
for the government ("Moscow said"); capitals that share their name with better-known towns
elsewhere (San Jose, Georgetown, Victoria) are left out, as are adjectives of two countries
("Korean"). A plural ``s`` need not be listed.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

TABLE = """\
AFG|Afghanistan;Islamic Emirate of Afghanistan|Afghan;Afghani|Kabul
ALB|Albania|Albanian|Tirana
DZA|Algeria|Algerian|Algiers
AND|Andorra|Andorran|Andorra la Vella
AGO|Angola|Angolan|Luanda
ATG|Antigua and Barbuda;Antigua & Barbuda|Antiguan;Barbudan|
ARG|Argentina;Argentine Republic|Argentine;Argentinian;Argentinean|Buenos Aires;Casa Rosada
ARM|Armenia|Armenian|Yerevan
AUS|Australia|Australian|Canberra
AUT|Austria|Austrian|Vienna
AZE|Azerbaijan|Azerbaijani;Azeri|Baku
BHS|Bahamas;The Bahamas|Bahamian|Nassau
BHR|Bahrain|Bahraini|Manama
BGD|Bangladesh|Bangladeshi|Dhaka
BRB|Barbados|Barbadian;Bajan|Bridgetown
BLR|Belarus;Belorussia;Byelorussia|Belarusian;Belarussian|Minsk
BEL|Belgium|Belgian|
BLZ|Belize|Belizean|Belmopan
BEN|Benin|Beninese;Beninois|Porto-Novo;Cotonou
BTN|Bhutan|Bhutanese|Thimphu
BOL|Bolivia;Plurinational State of Bolivia|Bolivian|La Paz;Sucre
BIH|Bosnia and Herzegovina;Bosnia;Bosnia-Herzegovina;Bosnia-Hercegovina;BiH|Bosnian;Herzegovinian|\
Sarajevo
BWA|Botswana|Botswanan;Motswana;Batswana|Gaborone
BRA|Brazil|Brazilian|Brasilia;Planalto
BRN|Brunei;Brunei Darussalam|Bruneian|Bandar Seri Begawan
BGR|Bulgaria|Bulgarian|Sofia
BFA|Burkina Faso;Burkina|Burkinabe;Burkinabè;Burkinan|Ouagadougou
BDI|Burundi|Burundian|Gitega;Bujumbura
KHM|Cambodia;Kampuchea|Cambodian;Khmer|Phnom Penh
CMR|Cameroon|Cameroonian|Yaounde
CAN|Canada|Canadian|Ottawa
CPV|Cape Verde;Cabo Verde|Cape Verdean|Praia
CAF|Central African Republic;C.A.R.|Central African|Bangui
TCD|Chad|Chadian|N'Djamena;Ndjamena
CHL|Chile|Chilean|Santiago;La Moneda
CHN|China;People's Republic of China;PRC;Mainland China|Chinese|Beijing;Peking;Zhongnanhai
COL|Colombia|Colombian|Bogota
COM|Comoros|Comorian;Comoran|Moroni
COG|Republic of the Congo;Congo-Brazzaville;Congo Republic|Brazzaville Congolese|Brazzaville
COD|Democratic Republic of the Congo;Democratic Republic of Congo;DR Congo;DRC;D.R.C.;D.R. Congo;\
Congo;Congo-Kinshasa;Zaire|Congolese;Zairean;Zairian|Kinshasa
CRI|Costa Rica|Costa Rican|
CIV|Ivory Coast;Cote d'Ivoire|Ivorian;Ivoirian|Yamoussoukro;Abidjan
HRV|Croatia|Croatian;Croat|Zagreb
CUB|Cuba|Cuban|Havana
CYP|Cyprus|Cypriot;Greek Cypriot|Nicosia
CZE|Czech Republic;Czechia|Czech|Prague
DNK|Denmark|Danish;Dane|Copenhagen
DJI|Djibouti|Djiboutian|
DMA|Dominica|Dominiquais|Roseau
DOM|Dominican Republic|Dominican|Santo Domingo
ECU|Ecuador|Ecuadorian;Ecuadorean;Ecuadoran|Quito
EGY|Egypt|Egyptian|Cairo
SLV|El Salvador;Salvador|Salvadoran;Salvadorean;Salvadorian|San Salvador
GNQ|Equatorial Guinea|Equatorial Guinean;Equatoguinean|Malabo
ERI|Eritrea|Eritrean|Asmara
EST|Estonia|Estonian|Tallinn
SWZ|Eswatini;Swaziland|Swazi;Liswati|Mbabane
ETH|Ethiopia|Ethiopian|Addis Ababa
FJI|Fiji|Fijian|Suva
FIN|Finland|Finnish;Finn|Helsinki
FRA|France|French;Frenchman;Frenchmen;Frenchwoman|Paris;Elysee;Elysee Palace;Quai d'Orsay
GAB|Gabon|Gabonese|Libreville
GMB|Gambia;The Gambia|Gambian|Banjul
GEO|Georgia;Republic of Georgia|Georgian|Tbilisi
DEU|Germany;Federal Republic of Germany;West Germany;East Germany|German|Berlin
GHA|Ghana|Ghanaian|Accra
GRC|Greece;Hellenic Republic|Greek;Hellenic|
GRD|Grenada|Grenadian|
GTM|Guatemala|Guatemalan|Guatemala City
GIN|Guinea;Guinea-Conakry|Guinean|Conakry
GNB|Guinea-Bissau|Bissau-Guinean|Bissau
GUY|Guyana|Guyanese|
HTI|Haiti|Haitian|Port-au-Prince
HND|Honduras|Honduran|Tegucigalpa
HUN|Hungary|Hungarian|Budapest
ISL|Iceland|Icelandic;Icelander|Reykjavik
IND|India|Indian|New Delhi;Delhi
IDN|Indonesia|Indonesian|Jakarta
IRN|Iran;Islamic Republic of Iran;Persia|Iranian;Persian|Tehran;Teheran
IRQ|Iraq|Iraqi|Baghdad
IRL|Ireland;Republic of Ireland;Irish Republic|Irish;Irishman;Irishmen|Dublin
ISR|Israel|Israeli|Jerusalem;Tel Aviv;Knesset
ITA|Italy|Italian|Rome;Palazzo Chigi
JAM|Jamaica|Jamaican|
JPN|Japan|Japanese|Tokyo
JOR|Jordan;Hashemite Kingdom of Jordan|Jordanian|Amman
KAZ|Kazakhstan|Kazakh;Kazakhstani|Astana;Nur-Sultan
KEN|Kenya|Kenyan|Nairobi
KIR|Kiribati|I-Kiribati|South Tarawa
PRK|North Korea;DPRK;Democratic People's Republic of Korea|North Korean|Pyongyang
KOR|South Korea;Republic of Korea;ROK;Korea|South Korean|Seoul
XKX|Kosovo|Kosovar;Kosovan;Kosovo Albanian|Pristina;Prishtina
KWT|Kuwait|Kuwaiti|Kuwait City
KGZ|Kyrgyzstan;Kirghizia;Kyrgyz Republic|Kyrgyz;Kyrgyzstani;Kirghiz|Bishkek
LAO|Laos;Lao PDR|Laotian;Lao|Vientiane
LVA|Latvia|Latvian|Riga
LBN|Lebanon|Lebanese|Beirut
LSO|Lesotho|Basotho;Mosotho|Maseru
LBR|Liberia|Liberian|Monrovia
LBY|Libya|Libyan|Tripoli
LIE|Liechtenstein|Liechtensteiner|Vaduz
LTU|Lithuania|Lithuanian|Vilnius
LUX|Luxembourg|Luxembourgish;Luxembourger|
MDG|Madagascar|Malagasy;Madagascan|Antananarivo
MWI|Malawi|Malawian|Lilongwe
MYS|Malaysia|Malaysian|Kuala Lumpur;Putrajaya
MDV|Maldives;The Maldives|Maldivian|
MLI|Mali|Malian|Bamako
MLT|Malta|Maltese|Valletta
MHL|Marshall Islands|Marshallese|Majuro
MRT|Mauritania|Mauritanian|Nouakchott
MUS|Mauritius|Mauritian|Port Louis
MEX|Mexico|Mexican|Mexico City
FSM|Micronesia;Federated States of Micronesia|Micronesian|Palikir
MDA|Moldova;Moldavia|Moldovan;Moldavian|Chisinau
MCO|Monaco|Monegasque|
MNG|Mongolia|Mongolian|Ulaanbaatar;Ulan Bator
MNE|Montenegro|Montenegrin|Podgorica
MAR|Morocco|Moroccan|Rabat
MOZ|Mozambique|Mozambican|Maputo
MMR|Myanmar;Burma|Myanmarese;Burmese|Naypyidaw;Naypyitaw;Nay Pyi Taw
NAM|Namibia|Namibian|Windhoek
NRU|Nauru|Nauruan|Yaren
NPL|Nepal|Nepalese;Nepali|Kathmandu
NLD|Netherlands;The Netherlands;Holland|Dutch;Dutchman;Dutchmen;Netherlander|The Hague;Hague;\
Amsterdam
NZL|New Zealand;Aotearoa|New Zealander;Kiwi|Wellington
NIC|Nicaragua|Nicaraguan|Managua
NER|Niger;Niger Republic|Nigerien|Niamey
NGA|Nigeria|Nigerian|Abuja
MKD|North Macedonia;Macedonia;FYROM|Macedonian;North Macedonian|Skopje
NOR|Norway|Norwegian|Oslo
OMN|Oman|Omani|Muscat
PAK|Pakistan|Pakistani|Islamabad;Rawalpindi
PLW|Palau|Palauan|Ngerulmud
PSE|Palestine;Palestinian Territories;Palestinian territories;Palestinian Territory;\
Occupied Palestinian Territory;State of Palestine|Palestinian|Ramallah
PAN|Panama|Panamanian|Panama City
PNG|Papua New Guinea;PNG|Papua New Guinean|Port Moresby
PRY|Paraguay|Paraguayan|Asuncion
PER|Peru|Peruvian|Lima
PHL|Philippines;The Philippines|Filipino;Philippine;Filipina|Manila;Malacanang
POL|Poland|Polish;Pole|Warsaw
PRT|Portugal|Portuguese|Lisbon
QAT|Qatar|Qatari|Doha
ROU|Romania|Romanian|Bucharest
RUS|Russia;Russian Federation;Soviet Union;USSR;U.S.S.R.|Russian;Soviet|Moscow;Kremlin
RWA|Rwanda|Rwandan|Kigali
KNA|Saint Kitts and Nevis;St Kitts and Nevis;Saint Kitts|Kittitian;Nevisian|Basseterre
LCA|Saint Lucia|Saint Lucian|Castries
VCT|Saint Vincent and the Grenadines;Saint Vincent|Vincentian|Kingstown
WSM|Samoa;Western Samoa|Samoan|Apia
SMR|San Marino|Sammarinese|
STP|Sao Tome and Principe;Sao Tome|Santomean|
SAU|Saudi Arabia;Kingdom of Saudi Arabia;KSA|Saudi;Saudi Arabian|Riyadh
SEN|Senegal|Senegalese|Dakar
SRB|Serbia|Serbian;Serb|Belgrade
SYC|Seychelles|Seychellois|
SLE|Sierra Leone|Sierra Leonean;Sierra Leonian|Freetown
SGP|Singapore|Singaporean|
SVK|Slovakia;Slovak Republic|Slovak;Slovakian|Bratislava
SVN|Slovenia|Slovenian;Slovene|Ljubljana
SLB|Solomon Islands|Solomon Islander|Honiara
SOM|Somalia|Somali;Somalian|Mogadishu;Villa Somalia
ZAF|South Africa;Republic of South Africa|South African|Pretoria
SSD|South Sudan;Southern Sudan|South Sudanese|Juba
ESP|Spain|Spanish;Spaniard|Madrid;Moncloa
LKA|Sri Lanka;Ceylon|Sri Lankan|Colombo
SDN|Sudan;The Sudan|Sudanese|Khartoum
SUR|Suriname;Surinam|Surinamese|Paramaribo
SWE|Sweden|Swedish;Swede|Stockholm
CHE|Switzerland;Swiss Confederation|Swiss|Bern;Berne
SYR|Syria;Syrian Arab Republic|Syrian|Damascus
TWN|Taiwan;Republic of China;Chinese Taipei|Taiwanese|Taipei
TJK|Tajikistan|Tajik;Tajikistani|Dushanbe
TZA|Tanzania;United Republic of Tanzania|Tanzanian|Dodoma;Dar es Salaam
THA|Thailand;Siam|Thai|Bangkok
TLS|East Timor;Timor-Leste;Timor Leste|East Timorese;Timorese|Dili
TGO|Togo|Togolese|Lome
TON|Tonga|Tongan|Nuku'alofa
TTO|Trinidad and Tobago;Trinidad|Trinidadian;Tobagonian;Trinbagonian|Port of Spain
TUN|Tunisia|Tunisian|Tunis;Carthage
TUR|Turkey;Turkiye|Turkish;Turk|Ankara
TKM|Turkmenistan|Turkmen;Turkmenistani|Ashgabat
TUV|Tuvalu|Tuvaluan|Funafuti
UGA|Uganda|Ugandan|Kampala
UKR|Ukraine;The Ukraine|Ukrainian|Kyiv;Kiev
ARE|United Arab Emirates;UAE;U.A.E.;Emirates|Emirati;Emirian|Abu Dhabi
GBR|United Kingdom;UK;U.K.;Britain;Great Britain|British;Briton;Britisher|London;Downing Street;\
10 Downing Street;Whitehall;Westminster
USA|United States;United States of America;U.S.;US;U.S.A.;USA;America|American;US-American|\
Washington;White House;Pentagon;Capitol Hill;Foggy Bottom;Washington, D.C.;Washington DC
URY|Uruguay|Uruguayan|Montevideo
UZB|Uzbekistan|Uzbek;Uzbekistani|Tashkent
VUT|Vanuatu|Ni-Vanuatu;Vanuatuan|Port Vila
VAT|Vatican City;Vatican;Holy See|Vatican|Vatican;Holy See
VEN|Venezuela;Bolivarian Republic of Venezuela|Venezuelan|Caracas;Miraflores
VNM|Vietnam;Viet Nam;North Vietnam;South Vietnam|Vietnamese|Hanoi
ESH|Western Sahara;Sahrawi Republic|Sahrawi;Saharawi|Laayoune
YEM|Yemen;Republic of Yemen|Yemeni;Yemenite|Sanaa;Sana'a
ZMB|Zambia|Zambian|Lusaka
ZWE|Zimbabwe;Rhodesia|Zimbabwean|Harare
ABW|Aruba|Aruban|Oranjestad
BMU|Bermuda|Bermudian;Bermudan|
CUW|Curacao|Curacaoan|Willemstad
CYM|Cayman Islands;Caymans|Caymanian|
FLK|Falkland Islands;Falklands;Malvinas|Falkland Islander|
FRO|Faroe Islands;Faeroe Islands|Faroese|Torshavn
GIB|Gibraltar|Gibraltarian|
GLP|Guadeloupe|Guadeloupean|
GRL|Greenland|Greenlandic;Greenlander|Nuuk
GUF|French Guiana|French Guianese|Cayenne
GUM|Guam|Guamanian|
HKG|Hong Kong|Hongkonger;Hong Konger|
MAC|Macau;Macao|Macanese|
MTQ|Martinique|Martinican;Martiniquais|
MYT|Mayotte|Mahoran|
NCL|New Caledonia|New Caledonian|Noumea
PRI|Puerto Rico|Puerto Rican|
PYF|French Polynesia|French Polynesian|Papeete
REU|Reunion Island;La Reunion|Reunionese|
VIR|U.S. Virgin Islands;US Virgin Islands|Virgin Islander|
"""


@dataclass(frozen=True, slots=True)
class Country:
    """What a country, its people and its government are called."""

    iso3: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    seats: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name shown."""
        return self.names[0]


@functools.cache
def countries() -> dict[str, Country]:
    """All countries by ISO 3166-1 alpha-3 code (``XKX`` for Kosovo)."""
    out: dict[str, Country] = {}
    for line in TABLE.splitlines():
        iso3, *fields = line.split("|")
        names, demonyms, seats = (tuple(x for x in f.split(";") if x) for f in fields)
        out[iso3] = Country(iso3, names, demonyms, seats)
    return out
