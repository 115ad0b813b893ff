"""Reads what `canonym tag` writes with the target tools' own libraries, and compares spans and entities with the JSON record.

    python3 tests/readers/read_back.py target/release/canonym

Needs spacy, rdflib, pybrat and conllu from PyPI; a reader whose library is absent is skipped, and says so.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ARTICLE = HERE / "article.txt"
CANONYM = sys.argv[1] if len(sys.argv) > 1 else "canonym"


def tag(*arguments):
    command = [CANONYM, "tag", *arguments, str(ARTICLE)]
    return subprocess.run(command, check=True, capture_output=True).stdout.decode("utf-8")


TEXT = ARTICLE.read_bytes().decode("utf-8")
RECORD = json.loads(tag("--format", "jsonl"))
MENTIONS = [(m["start"], m["end"], m["entity"], m["surface"]) for m in RECORD["mentions"]]
LABELS = {"person": "PERSON", "organization": "ORG", "place": "LOC", "term": "TERM"}


def same(seen, expected, what):
    assert seen == expected, f"{what}: {[x for x in seen if x not in expected]} / {[x for x in expected if x not in seen]}"


def with_spacy():
    import spacy
    from spacy import displacy
    from spacy.tokens import Doc

    data = json.loads(tag("--format", "spacy"))
    doc = Doc(spacy.blank("en").vocab).from_json(data)
    assert doc.text == TEXT, "spaCy reads another text"
    expected = [(s, e, entity or "") for s, e, entity, _ in MENTIONS]
    same([(e.start_char, e.end_char) for e in doc.ents], [(s, e) for s, e, _ in expected], "doc.ents")
    same([(s.start_char, s.end_char, s.kb_id_) for s in doc.spans["canonym"]], expected, "doc.spans")
    kinds = [LABELS[m["kind"]] for m in RECORD["mentions"]]
    same([e.label_ for e in doc.ents], kinds, "labels")
    page = displacy.render(data, style="ent", manual=True)
    assert page.count("<mark") == len(MENTIONS)
    # Prodigy's tasks are checked with spaCy's tokenization, which they must equal.
    task = json.loads(tag("--format", "prodigy"))
    words = [token["text"] for token in task["tokens"]]
    spaces = [token["ws"] for token in task["tokens"]]
    doc = Doc(spacy.blank("en").vocab, words=words, spaces=spaces)
    assert doc.text == TEXT and all(doc[t["id"]].idx == t["start"] for t in task["tokens"])
    spans = [doc[s["token_start"] : s["token_end"] + 1] for s in task["spans"]]
    same([(s.start_char, s.end_char) for s in spans], [(s, e) for s, e, _, _ in MENTIONS], "prodigy")


def with_rdflib():
    import rdflib

    nif = rdflib.Namespace("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#")
    graph = rdflib.Graph().parse(data=tag("--format", "nif"), format="turtle")
    contexts = list(graph.subjects(rdflib.RDF.type, nif.Context))
    assert len(contexts) == 1 and str(graph.value(contexts[0], nif.isString)) == TEXT
    phrases = []
    for phrase in graph.subjects(rdflib.RDF.type, nif.Phrase):
        start, end = int(graph.value(phrase, nif.beginIndex)), int(graph.value(phrase, nif.endIndex))
        assert TEXT[start:end] == str(graph.value(phrase, nif.anchorOf))
        phrases.append((start, end))
    same(sorted(phrases), [(s, e) for s, e, _, _ in MENTIONS], "nif")
    # The context is ours, in a few lines: the real one lies on a server.
    page = json.loads(tag("--format", "web-annotation"))
    page["@context"] = json.loads((HERE / "anno-context.json").read_text())["@context"]
    graph = rdflib.Graph().parse(data=json.dumps(page), format="json-ld")
    oa = rdflib.Namespace("http://www.w3.org/ns/oa#")
    seen = []
    for selector in graph.subjects(rdflib.RDF.type, oa.TextPositionSelector):
        seen.append((int(graph.value(selector, oa.start)), int(graph.value(selector, oa.end))))
    same(sorted(seen), [(s, e) for s, e, _, _ in MENTIONS], "web annotation")
    exact = sorted(str(quote) for quote in graph.objects(None, oa.exact))
    same(exact, sorted(surface for _, _, _, surface in MENTIONS), "web annotation quotes")


def with_pybrat():
    from pybrat.parser import BratParser

    with tempfile.TemporaryDirectory() as folder:
        tag("--format", "brat", "--output-dir", folder)
        (example,) = BratParser(error="raise").parse(folder)
        # pybrat opens texts with universal line ends; brat itself does not, and offsets count both characters.
        assert example.text == TEXT.replace("\r\n", "\n"), "pybrat reads another text"
        assert (Path(folder) / "article.txt").read_bytes() == ARTICLE.read_bytes()
        seen = sorted((e.spans[0].start, e.spans[-1].end) for e in example.entities)
        same(seen, [(s, e) for s, e, _, _ in MENTIONS], "brat")


def with_conllu():
    import conllu

    def tags(name):
        fields = ["form", "span", "entity", "ner"]
        return [row for sentence in conllu.parse(tag("--format", name), fields=fields) for row in sentence]

    seen = []
    for row in tags("conll"):
        start, end = map(int, row["span"].split(":"))
        if row["ner"].startswith("B-"):
            seen.append([start, end])
        elif row["ner"].startswith("I-"):
            seen[-1][1] = end
    same([tuple(span) for span in seen], [(s, e) for s, e, _, _ in MENTIONS], "conll")
    assert sum(row["ner"][0] in "BU" for row in tags("conll-bilou")) == len(MENTIONS)


def main():
    assert len(MENTIONS) >= 8, "the article names nobody"
    skipped = 0
    for reader in [with_spacy, with_rdflib, with_pybrat, with_conllu]:
        name = reader.__name__.removeprefix("with_")
        try:
            reader()
        except ModuleNotFoundError as absent:
            skipped += 1
            print(f"skipped {name}: the Python package `{absent.name}` is not installed")
        else:
            print(f"read back with {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
