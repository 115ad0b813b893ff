#!/usr/bin/env python3
"""Says of each wording in a list whether the lexicons know it as a loaded term, or why they leave it out.

    tools/wordings.py LIST [CANONYM]

LIST has a wording a line; of a table with tabs the first column counts, and a header `term` is passed over. CANONYM is the program to ask,
`canonym` by default. The reasons are those of lexicons/TERMS-LEFT-OUT.md. Prints a line a wording:

    known      Zionist regime    zionist-regime
    near-clue  rioters           rioters
    left-out   militants         the words that the BBC, AP and Reuters recommend
    missing    evil cabal

`near-clue` counts only beside the words that its entry names. Exit status 1 when one is missing.
"""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
LEFT_OUT = ROOT / "lexicons" / "TERMS-LEFT-OUT.md"


def left_out():
    """Each wording of the table, in lower case, with its reason."""
    reasons = {}
    for line in LEFT_OUT.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not line.startswith("|") or len(cells) != 2 or cells[0] in ("wording", "---"):
            continue
        for wording in re.split(r"[,()]", cells[0]):
            reasons[wording.strip().lower()] = cells[1]
    return reasons


def answers(wordings, program):
    """What the program makes of each: the rows of `canonym name`, less the header."""
    command = [program, "name", "--format", "tsv"]
    text = "\n".join(wordings) + "\n"
    done = subprocess.run(command, input=text, capture_output=True, text=True, cwd=ROOT)
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    rows = rows[1:] if rows and rows[0][:2] == ["input", "entity"] else rows
    if len(rows) != len(wordings):
        sys.exit(f"{program}: {len(rows)} answers to {len(wordings)} wordings\n{done.stderr}")
    return rows


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    lines = pathlib.Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    wordings = [line.split("\t")[0].strip() for line in lines]
    wordings = [wording for wording in wordings if wording and wording != "term"]
    reasons = left_out()
    n_missing = 0
    for wording, row in zip(wordings, answers(wordings, sys.argv[2] if len(sys.argv) == 3 else "canonym")):
        entity, candidates = row[1], row[4]
        # A name that only sounds like it is no term: the town of Brital is not "brutal".
        if row[3] == "skeleton":
            entity = ""
        if entity:
            verdict, detail = "known", entity
        elif candidates:
            verdict, detail = "near-clue", candidates
        elif wording.lower() in reasons:
            verdict, detail = "left-out", reasons[wording.lower()]
        else:
            verdict, detail = "missing", ""
            n_missing += 1
        print(f"{verdict:10} {wording:32} {detail}".rstrip())
    sys.exit(1 if n_missing else 0)


if __name__ == "__main__":
    main()
