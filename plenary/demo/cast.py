"""Who plays which part among the members of Clear Fields, by the names of their organisations."""

HOST = "Fields House Geneva"

CORE = (
    "Northern Disarmament Forum",
    "Femmes du Sahel pour des champs sûrs",
    "Campo Limpo",
    "Minefree Balkans",
    "جمعية الأرز للسلامة",
    "Tierra Segura",
    "Survivors’ Network of the Hills",
    "Terres Libres",
    "Albanian Mine Survivors’ House",
    "Nepal Hill Women’s Federation",
    "Moçambique Passo a Passo",
)

BOARD = (
    "Northern Disarmament Forum",
    "Femmes du Sahel pour des champs sûrs",
    "Campo Limpo",
    "Minefree Balkans",
    "جمعية الأرز للسلامة",
    "Tierra Segura",
    "Nepal Hill Women’s Federation",
    "Terres Libres",
    "Mindanao Peace Weavers",
)

POLICY = ("Kyrgyz Women Jurists", "Timor Foun")
FINANCE = ("Campo Limpo", "Terres Libres")

SUSPENDED = "Hungarian Helpers"
REMOVED = "British Friends of the Fields"
ON_LEAVE = "Jaffna Return Committee"
DORMANT = "Caribbean Arms Watch"

VOUCHERS = (BOARD[1], BOARD[6])
SHELTER = ("Roshana Shelter Circle", "حلقهٔ پناه روشنا")
"""The protected member: its name, and its name in Persian."""
