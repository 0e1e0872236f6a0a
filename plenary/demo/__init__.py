"""The demonstration: fictional coalitions built only through the rooms' actions."""
