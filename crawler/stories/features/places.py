"""Words of countries and cities, from the time zone database."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from crawler.text.languages.english import PLACES


@cache
def places() -> frozenset[str]:
    """Returns the folded words of countries, of the cities that name time zones, and of what belongs to a country."""
    data = files("tzdata")
    zones = data.joinpath("zones").read_text(encoding="utf-8").splitlines()
    countries = data.joinpath("zoneinfo", "iso3166.tab").read_text(encoding="utf-8").splitlines()
    names = [line.rpartition("/")[2].replace("_", " ") for line in zones if "/" in line]
    names += [line.partition("\t")[2] for line in countries if not line.startswith("#")]
    return frozenset(word.strip("()&.").casefold() for name in [*names, PLACES] for word in name.split())
