"""What `scripts/world_map.py` is told of places: which are states, where dots stand, and where their names have room."""

_TERRITORIES = """
ABW AIA ALA ASM ATC ATF BES BLM BMU BVT CCK CUW CXR CYM FLK FRO GGY GIB GLP GRL GUF GUM HKG HMD IMN IOA IOT JEY MAC MAF MNP MSR
MTQ MYT NCL NFK PCN PRI PYF REU SGS SHN SJM SPM SXM TCA TKL UMI VGB VIR WLF
"""
_STATES = """
AFG AGO ALB AND ARE ARG ARM ATG AUS AUT AZE BDI BEL BEN BFA BGD BGR BHR BHS BIH BLR BLZ BOL BRA BRB BRN BTN BWA CAF CAN CHE CHL
CHN CIV CMR COD COG COK COL COM CPV CRI CUB CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESP EST ETH FIN FJI FRA FSM GAB GBR GEO
GHA GIN GMB GNB GNQ GRC GRD GTM GUY HND HRV HTI HUN IDN IND IRL IRN IRQ ISL ISR ITA JAM JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT
LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MOZ MRT MUS MWI MYS NAM NER NGA
NIC NIU NLD NOR NPL NRU NZL OMN PAK PAN PER PHL PLW PNG POL PRK PRT PRY PSE QAT ROU RUS RWA SAU SDN SEN SGP SLB SLE SLV SMR SOM
SRB SSD STP SUR SVK SVN SWE SWZ SYC SYR TCD TGO THA TJK TKM TLS TON TTO TUN TUR TUV TZA UGA UKR URY USA UZB VAT VCT VEN VNM VUT
WSM YEM ZAF ZMB ZWE
"""

STATES = frozenset(_STATES.split())
"""The 193 members and two observer states of the United Nations; Cook Islands and Niue, who are parties to treaties too."""

TERRITORIES = frozenset(_TERRITORIES.split())
"""Parts of states that ISO 3166-1, or the file, tells apart; no states of their own."""

CONTESTED = frozenset({"CYN", "ESH", "KAS", "SOL", "TWN", "XKX"})
"""What the file tells apart, and of which states do not agree whose it is."""

LEFT_OUT = frozenset({"ATA"})
"""No state's, and large."""

AT: dict[str, tuple[float, float]] = {
    "COM": (43.26, -11.7), "CPV": (-23.5, 14.92), "FSM": (158.16, 6.92), "KIR": (172.98, 1.33), "MDV": (73.51, 4.18),
    "MHL": (171.38, 7.09), "SYC": (55.45, -4.62), "TON": (-175.2, -21.14), "TUV": (179.2, -8.52),
}  # fmt: skip
"""Longitude and latitude of dots that stand for islands far from each other: where the capital is."""

LABELS: dict[str, tuple[int, int, str]] = {
    # the Caribbean, in the Atlantic
    "KNA": (648, 352, "start"), "ATG": (648, 373, "start"), "DMA": (648, 394, "start"), "LCA": (648, 415, "start"),
    "BRB": (648, 436, "start"), "VCT": (648, 457, "start"), "GRD": (648, 478, "start"),
    # Europe, in the Atlantic
    "LUX": (884, 166, "end"), "LIE": (884, 186, "end"), "SMR": (884, 206, "end"), "MCO": (884, 226, "end"),
    "AND": (884, 246, "end"), "VAT": (884, 266, "end"), "MLT": (1029, 279, "start"),
    # Africa and the Indian Ocean
    "CPV": (800, 432, "middle"), "STP": (964, 508, "end"), "COM": (1186, 569, "start"), "SYC": (1259, 539, "start"),
    "MUS": (1265, 641, "start"), "MDV": (1359, 484, "start"), "BHR": (1280, 405, "start"), "SGP": (1464, 566, "end"),
    # the Pacific
    "PLW": (1696, 461, "start"), "FSM": (1816, 482, "middle"), "MHL": (1914, 446, "middle"), "KIR": (1912, 501, "start"),
    "NRU": (1854, 514, "end"), "TUV": (1943, 565, "start"), "WSM": (1960, 597, "end"), "NIU": (1996, 616, "end"),
    "TON": (1933, 647, "end"), "COK": (83, 647, "start"),
}  # fmt: skip
"""Where the name of a dot stands in units of the map, and which of its ends is there."""
