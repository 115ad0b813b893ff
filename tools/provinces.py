#!/usr/bin/env python3
"""Writes lexicons/middle-east/places-provinces.toml: provinces that have the name of their capital, and some that news names seldom.

"Isfahan" is a city and "Isfahan Province" is not; a province takes the spellings of its capital from the capital's entry, so that a spelling
added there is one of the province as well the next time this runs. The lists below are our own; they hold no ids.

How to run it, from the root of the repository, with Python 3.11 or later and nothing else:
  python3 tools/provinces.py && canonym lexicon fmt lexicons/middle-east/places-provinces.toml
"""

import json
import tomllib
from pathlib import Path

LEXICONS = Path(__file__).resolve().parent.parent / "lexicons"
OUT = LEXICONS / "middle-east/places-provinces.toml"

# Country, what its provinces are called (the first is for the name), and the ids of the capitals.
CAPITALS = {
    ("afghanistan", "Province"): "bamiyan farah ghazni herat kabul kandahar kunduz",
    ("egypt", "Governorate Province"): "alexandria-egypt aswan asyut beni-suef cairo damietta fayoum giza ismailia "
    "kafr-el-sheikh luxor minya port-said qena sohag suez",
    ("iran", "Province"): "ardabil bushehr hamadan ilam-city isfahan kerman kermanshah qazvin qom semnan tehran yazd zanjan",
    ("iraq", "Governorate Province"): "baghdad basra dohuk erbil halabja karbala kirkuk najaf sulaymaniyah",
    ("jordan", "Governorate"): "ajloun amman aqaba irbid jerash karak maan madaba mafraq zarqa",
    ("lebanon", "Governorate"): "nabatieh",
    ("saudi-arabia", "Province Region"): "hail jizan mecca medina najran riyadh tabuk",
    ("syria", "Governorate Province"): "aleppo damascus daraa deir-ez-zor hama hasakah homs idlib latakia quneitra raqqa sweida tartus",
    ("turkey", "Province"): "adana adiyaman agri ankara antalya batman-turkey bingol bitlis bursa denizli diyarbakir edirne elazig "
    "erzincan erzurum gaziantep hakkari igdir istanbul izmir kahramanmaras kars kayseri kilis kocaeli konya malatya manisa mardin "
    "mersin mus osmaniye rize sakarya samsun sanliurfa siirt sirnak sivas trabzon tunceli van-turkey zonguldak",
    ("yemen", "Governorate Province"): "aden dhamar hajjah hodeidah ibb marib saada sanaa taiz",
}

# Provinces named like no town, or like one that news does not name: name = other spellings.
OTHERS = {
    ("afghanistan", "Province"): """
        Baghlan; Balkh; Daykundi = Daikundi; Faryab; Ghor; Jawzjan = Jowzjan; Kapisa; Laghman; Logar; Maidan Wardak = Wardak; Nimroz = Nimruz;
        Nuristan; Paktia; Parwan; Samangan; Sar-e Pol = Sar-i-Pul, Sar-e-Pul; Takhar; Uruzgan = Oruzgan; Zabul""",
    ("egypt", "Governorate Province"): "Beheira; Dakahlia = Daqahliyah; Gharbia = Gharbiya; Monufia = Menoufia, Menufia; Qalyubia = Qalyubiya",
    ("iraq", "Governorate Province"): "Wasit; Muthanna = al-Muthanna; Qadisiyah = al-Qadisiyah, Qadisiya",
    ("lebanon", "Governorate"): "Baalbek-Hermel = Baalbek-El Hermel",
    ("syria", "Governorate Province"): "Rif Dimashq = Reef Dimashq, Rural Damascus, Damascus Countryside",
    ("yemen", "Governorate Province"): "Amran; Al Mahwit = al-Mahwit, Mahwit; Raymah = Raimah",
}


def names_of(place):
    """The spellings of a place that always count, its name first; of "Batman, Turkey" the name before the comma."""
    yield place["name"].split(", ")[0]
    for alias in place.get("aliases", []):
        text = alias if isinstance(alias, str) else alias["text"]
        if not text.isupper() and not text.lower().endswith((" city", " province", " governorate")):
            yield text


def entry(key, spellings, words, country, bare):
    """One entry: the name with each word that provinces go by; the bare name only where no town has it."""
    first, *_ = words
    forms = [form for word in words for form in (word, word.lower())]
    full = [name for spelling in spellings for form in forms for name in (f"{spelling} {form}", f"{form} of {spelling}")]
    aliases = list(dict.fromkeys((spellings if bare else []) + full))
    name = spellings[0] if bare else f"{spellings[0]} {first}"
    aliases.remove(name)
    return [
        f"[place.{key}]",
        f"name = {json.dumps(name, ensure_ascii=False)}",
        f"aliases = {json.dumps(aliases, ensure_ascii=False)}",
        'case = "capital"',
        'class = "province"',
        f'part-of = "{country}"',
    ]


def slug(name):
    return "-".join(name.lower().split())


def main():
    places = {}
    for file in sorted(LEXICONS.rglob("*.toml")):
        if file != OUT:
            places.update(tomllib.loads(file.read_text("utf-8")).get("place", {}))
    entries = {}
    for (country, words), ids in CAPITALS.items():
        for capital in ids.split():
            if capital not in places:
                raise SystemExit(f"tools/provinces.py: no place has the id {capital}")
            key = capital.removesuffix("-city").removesuffix(f"-{country}") + "-province"
            spellings = list(dict.fromkeys(names_of(places[capital])))
            entries[key] = entry(key, spellings, words.split(), country, bare=False)
    for (country, words), names in OTHERS.items():
        for line in names.split(";"):
            name, _, others = line.strip().partition(" = ")
            spellings = [name, *(other.strip() for other in others.split(",") if other.strip())]
            entries[slug(name)] = entry(slug(name), spellings, words.split(), country, bare=True)
    taken = sorted(set(entries) & set(places))
    if taken:
        raise SystemExit(f"tools/provinces.py: these ids are taken: {', '.join(taken)}")
    head = [
        "# Provinces with the names of their capitals, and some others. Generated by tools/provinces.py: edit its lists, not this file.",
        "",
        "format = 1",
        'lang = "en"',
        "generated = true",
    ]
    lines = [line for key in sorted(entries) for line in ["", *entries[key]]]
    OUT.write_text("\n".join(head + lines) + "\n", "utf-8")


main()
