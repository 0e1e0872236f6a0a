"""Agreements: texts that members write together, adopt by proposal and sign: platform, protocol, strategy, conduct (B6, B7)."""
