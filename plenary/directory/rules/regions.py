"""The great regions of the world, to which countries belong: codes of M49, the standard of the United Nations Statistics Division
for statistical use, in its names and with its members. It says nothing of what a place is or to whom it belongs."""

from functools import cache

from babel import Locale, UnknownLocaleError

_MEMBERS = {
    "002": """
        AGO BDI BEN BFA BWA CAF CIV CMR COD COG COM CPV DJI DZA EGY ERI ESH ETH GAB GHA GIN GMB GNB GNQ IOT KEN LBR LBY LSO MAR
        MDG MLI MOZ MRT MUS MWI MYT NAM NER NGA REU RWA SDN SEN SHN SLE SOM SSD STP SWZ SYC TCD TGO TUN TZA UGA ZAF ZMB ZWE
        ATF""",
    "009": """
        ASM AUS CCK COK CXR FJI FSM GUM HMD KIR MHL MNP NCL NFK NIU NRU NZL PCN PLW PNG PYF SLB TKL TON TUV UMI VUT WLF WSM""",
    "019": """
        ABW AIA ARG ATG BES BHS BLM BLZ BMU BOL BRA BRB BVT CAN CHL COL CRI CUB CUW CYM DMA DOM ECU FLK GLP GRD GRL GTM GUF GUY
        HND HTI JAM KNA LCA MAF MEX MSR MTQ NIC PAN PER PRI PRY SGS SLV SPM SUR SXM TCA TTO URY USA VCT VEN VGB VIR""",
    "142": """
        AFG ARE ARM AZE BGD BHR BRN BTN CHN CYP GEO HKG IDN IND IRN IRQ ISR JOR JPN KAZ KGZ KHM KOR KWT LAO LBN LKA MAC MDV MMR
        MNG MYS NPL OMN PAK PHL PRK PSE QAT SAU SGP SYR THA TJK TKM TLS TUR UZB VNM YEM""",
    "150": """
        ALA ALB AND AUT BEL BGR BIH BLR CHE CZE DEU DNK ESP EST FIN FRA FRO GBR GGY GIB GRC HRV HUN IMN IRL ISL ITA JEY LIE LTU
        LUX LVA MCO MDA MKD MLT MNE NLD NOR POL PRT ROU RUS SJM SMR SRB SVK SVN SWE UKR VAT""",
}
_BESIDE = {"TWN": "142", "XKX": "150"}
"""Codes that the standard does not list, with the region in which they lie."""
_REGIONS = {country: region for region, members in _MEMBERS.items() for country in members.split()} | _BESIDE


def region_of(country: str) -> str:
    """The code of the region of a country (ISO 3166-1 alpha-3); empty for none that is known, and for Antarctica."""
    return _REGIONS.get(country, "")


@cache
def region_name(code: str, language: str) -> str:
    """The name of a region in a language (BCP 47; English when it is not known); the code itself when it is none."""
    try:
        territories = Locale.parse(language, sep="-").territories
    except (UnknownLocaleError, ValueError):
        territories = Locale("en").territories
    return str(territories[code]) if code in _MEMBERS and code in territories else code
