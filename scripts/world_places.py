"""What `scripts/world_map.py` is told of places: which are states, where dots stand, and where their names have room."""

_TERRITORIES = """
ABW AIA ALA ASM ATC ATF BES BLM BMU BVT CCK CUW CXR CYM FLK FRO GGY GIB GLP GRL GUF GUM HKG HMD IMN IOA IOT JEY MAC MAF MNP MSR
MTQ MYT NCL NFK PCN PRI PYF REU SGS SHN SJM SPM SXM TCA TKL UMI VGB VIR WLF
"""

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
