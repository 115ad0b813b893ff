#!/usr/bin/env python3
"""How many spellings of a name does `canonym name` know by its rules alone?

Reads a table of names and their spellings, makes a lexicon of nothing but the canonical names, asks for each spelling, and counts by kind
and class: right, wrong, open (the right one among several), not found. A wrong answer costs more than none.

A table is TSV with a heading, in one of two shapes:
  a spelling a row    variant, canonical; if there: kind, class, script, qid, ambiguous
  a name a row        a column of spellings with `|` between them: the first is known, the others are asked.
                      The columns `name` or `primary`, if there, hold the known one instead; `group`, `kind` are used if there

The lexicon also has the files words.toml and spellings.toml that come with canonym: the titles that may stand before a name and the
spellings of name parts, which are rules and name nobody; --bare leaves them out. A spelling that is its canonical name in other
capitals, accents or hyphens is asked like any other and counted as `same` besides.

  cargo build --release
  python3 tools/variants.py tools/variants-example.tsv
  python3 tools/variants.py people.tsv --kind person --misses 20
  python3 tools/variants.py spellings.tsv --script Latn --classes full,title+full --at-least person=90,place=70,all=75 --most-wrong 1

Needs Python 3.9 and nothing else. Exit status: 0, or 1 when a bar is missed.
"""

import argparse
import csv
import re
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SPELLINGS = ("latin_variants", "variants", "aliases")
KNOWN = ("canonical", "name", "primary")


def rows(path, kind):
    """Yields (whom, canonical name, spelling, kind, class, script); whom is what tells two bearers of one name apart."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        table = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        columns = table.fieldnames or []
        known = next((column for column in KNOWN if column in columns), None)
        if "variant" in columns and known:
            for row in table:
                yield (row.get("qid") or row[known], row[known], row["variant"], row.get("kind") or kind,
                       row.get("class") or "-", row.get("script") or script(row["variant"]))
            return
        many = next((column for column in SPELLINGS if column in columns), None)
        if not many:
            sys.exit(f"{path}: no column `variant`, and none of {', '.join(SPELLINGS)}; there are {', '.join(columns)}")
        for number, row in enumerate(table):
            spellings = [one.strip() for one in row[many].split("|") if one.strip()]
            if known:
                spellings.insert(0, row[known])
            for spelling in spellings[1:]:
                yield (row.get("group") or str(number), spellings[0], spelling, row.get("kind") or kind, "-", script(spelling))


def script(text):
    """The script of the first letter, as its ISO 15924 code or the Unicode name of it."""
    for letter in filter(str.isalpha, text):
        name = unicodedata.name(letter, "").split(" ")[0]
        return {"LATIN": "Latn", "ARABIC": "Arab", "HEBREW": "Hebr", "CYRILLIC": "Cyrl"}.get(name, name)
    return "-"


def plain(name):
    """Without case, accents and marks: what spells the same by folding alone."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    return re.sub(r"[\W_]+", "", "".join(c for c in apart if not unicodedata.combining(c)))


def lexicon(names, ids, folder, canonym, bare):
    """Writes the canonical names into `folder`, and what is no name beside them."""
    lines = ["format = 1"]
    for key, (name, kind) in names.items():
        text = name.replace("\\", "\\\\").replace('"', '\\"')
        lines += [f"[{kind}.{ids[key]}]", f'name = "{text}"']
        if kind == "term":
            lines += ['role = "label"', 'category = "other"']
    (folder / "names.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    if not bare:
        own = folder / "own"
        subprocess.run([canonym, "lexicon", "export", str(own)], check=True, stderr=subprocess.DEVNULL)
        for kept in ("words.toml", "spellings.toml"):
            (own / kept).rename(folder / kept)
        for path in sorted(own.rglob("*"), reverse=True):
            path.unlink() if path.is_file() else path.rmdir()
        own.rmdir()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("table")
    parser.add_argument("--canonym", default=str(ROOT / "target/release/canonym"), help="the program to ask")
    parser.add_argument("--kind", default="person", help="what the names are, where the table does not say")
    parser.add_argument("--script", help="only spellings in this script, such as Latn")
    parser.add_argument("--classes", help="only spellings of these classes, such as full,title+full")
    parser.add_argument("--bare", action="store_true", help="without words.toml and spellings.toml")
    parser.add_argument("--listed-only", action="store_true", help="without the skeleton fallback")
    parser.add_argument("--different", action="store_true", help="leave out spellings that fold to the canonical name")
    parser.add_argument("--misses", type=int, default=0, metavar="N", help="print the first N that are not right")
    parser.add_argument("--at-least", default="", metavar="KIND=PERCENT,..", help="bars for `right`; `all` is a kind, too")
    parser.add_argument("--most-wrong", type=float, metavar="PERCENT", help="bar for `wrong`, of all that was asked")
    args = parser.parse_args()

    table = list(rows(args.table, args.kind))
    names = {(kind, whom): (name, kind) for whom, name, _, kind, _, _ in table}
    ids = {key: f"e{number}" for number, key in enumerate(names)}
    classes = args.classes and args.classes.split(",")
    asked = [row for row in table
             if (not args.script or row[5] == args.script) and (not classes or row[4] in classes)
             and not (args.different and plain(row[1]) == plain(row[2]))]
    if not asked:
        sys.exit(f"{args.table}: nothing to ask is left")

    with tempfile.TemporaryDirectory() as folder:
        lexicon(names, ids, Path(folder), args.canonym, args.bare)
        command = [args.canonym, "name", "--format", "tsv", "--no-default-lexicons", "--no-cache", "--lexicon", folder]
        command += ["--listed-only"] * args.listed_only
        questions = "".join(re.sub(r"\s+", " ", row[2]) + "\n" for row in asked)
        run = subprocess.run(command, input=questions, capture_output=True, encoding="utf-8")
    if run.returncode not in (0, 1):
        sys.exit(run.stderr)
    answers = [line.split("\t") for line in run.stdout.splitlines()]
    if len(answers) != len(asked):
        sys.exit(f"{len(asked)} names were asked and {len(answers)} answers came")

    # Two entries that have one canonical name cannot be told apart by a bare name: open is then all there is to say.
    counts, misses = defaultdict(Counter), []
    for (whom, name, spelling, kind, class_, _), answer in zip(asked, answers):
        entity, candidates = answer[1], answer[4].split("|")
        wanted = ids[kind, whom]
        what = ("right" if entity == wanted else "wrong" if entity else
                "open" if wanted in candidates else "elsewhere" if candidates != [""] else "unknown")
        for row in ((kind, class_), (kind, "all"), ("all", "all")):
            counts[row][what] += 1
            counts[row]["same"] += plain(name) == plain(spelling)
        if what != "right" and len(misses) < args.misses:
            found = next((names[key][0] for key, id in ids.items() if id == entity), "")
            misses.append(f"{what:9} {kind:12} {spelling}  of  {name}" + (f"  taken for  {found}" if found else ""))

    share = lambda row, what: 100 * counts[row][what] / sum(counts[row][w] for w in WHATS)
    WHATS = ("right", "wrong", "open", "elsewhere", "unknown")
    print(f"{'kind':13} {'class':12} {'asked':>6} {'same':>6}" + "".join(f" {what:>9}" for what in WHATS) + "   right   wrong")
    for row in sorted(counts, key=lambda row: (row[0] == "all", row[0], row[1] == "all", row[1])):
        cells = "".join(f" {counts[row][what]:9}" for what in WHATS)
        n_asked = sum(counts[row][what] for what in WHATS)
        print(f"{row[0]:13} {row[1]:12} {n_asked:6} {counts[row]['same']:6}{cells} {share(row, 'right'):6.1f}% {share(row, 'wrong'):6.2f}%")
    print(*misses, sep="\n", end="\n" if misses else "")

    missed = [f"{kind}: right {share((kind, 'all'), 'right'):.1f} %, and should be {bar} %"
              for kind, bar in (one.split("=") for one in args.at_least.split(",") if one)
              if share((kind, "all"), "right") < float(bar)]
    if args.most_wrong is not None and share(("all", "all"), "wrong") >= args.most_wrong:
        missed.append(f"wrong {share(('all', 'all'), 'wrong'):.2f} %, and should be below {args.most_wrong} %")
    print(*missed, sep="\n", end="\n" if missed else "", file=sys.stderr)
    sys.exit(bool(missed))


if __name__ == "__main__":
    main()
