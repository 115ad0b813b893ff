"""Reads what `canonym tag` writes with the target tools' own libraries, and compares spans and entities with the JSON record.

    python3 tests/readers/read_back.py target/debug/canonym

Needs what requirements.txt lists; a reader whose library is absent is skipped and says so, and so is one whose format the program was
built without.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ARTICLE = HERE / "article.txt"
CANONYM = sys.argv[1] if len(sys.argv) > 1 else "canonym"


class Absent(Exception):
    """Something that the program was built without."""


def tag(*arguments):
    done = subprocess.run([CANONYM, "tag", *arguments, str(ARTICLE)], capture_output=True)
    if b"built without" in done.stderr:
        raise Absent("tables")
    assert done.returncode == 0, done.stderr.decode("utf-8")
    return done.stdout.decode("utf-8")


def attacks():
    """Texts that want to be more than text, around names."""
    words = json.loads((HERE / "attacks.json").read_text(encoding="utf-8"))
    return [{"id": word, "text": f"{word} Tehran {word} Israel {word}"} for word in words]


def tag_records(records, *arguments):
    lines = "".join(json.dumps(record) + "\n" for record in records).encode("ascii")
    command = [CANONYM, "tag", "--input", "jsonl", *arguments]
    return subprocess.run(command, input=lines, check=True, capture_output=True).stdout.decode("utf-8")


def entities():
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "entities.jsonl"
        tag("--entities", str(path))
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def iri(entity):
    if "wikidata" in entity:
        return f"http://www.wikidata.org/entity/{entity['wikidata']}"
    return f"urn:canonym:entity:{entity['entity']}"


TEXT = ARTICLE.read_bytes().decode("utf-8")
RECORD = json.loads(tag("--format", "jsonl"))
ENTITIES = entities()
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
    # What spaCy writes is what it read, entities included.
    again = doc.to_json()
    same(again["spans"]["canonym"], [dict(s, kb_id=s["kb_id"]) for s in data["spans"]["canonym"]], "Doc.to_json")
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
    itsrdf = rdflib.Namespace("http://www.w3.org/2005/11/its/rdf#")
    named = [
        (int(graph.value(phrase, nif.beginIndex)), str(entity)) for phrase, entity in graph.subject_objects(itsrdf.taIdentRef)
    ]
    iris = {e["entity"]: iri(e) for e in ENTITIES}
    expected = [(start, iris[entity]) for start, _, entity, _ in MENTIONS if entity]
    same(sorted(named), expected, "nif entities")
    records = attacks()
    graph = rdflib.Graph().parse(data=tag_records(records, "--format", "nif"), format="turtle")
    contexts = [str(graph.value(context, nif.isString)) for context in graph.subjects(rdflib.RDF.type, nif.Context)]
    same(sorted(contexts), sorted(record["text"] for record in records), "nif of attacks")
    phrases = {str(anchor) for anchor in graph.objects(None, nif.anchorOf)}
    assert {"Tehran", "Israel"} <= phrases, phrases
    # The context is ours, in a few lines: the real one lies on a server.
    page = json.loads(tag("--format", "web-annotation"))
    page["@context"] = json.loads((HERE / "anno-context.json").read_text())["@context"]
    graph = rdflib.Graph().parse(data=json.dumps(page), format="json-ld")
    oa = rdflib.Namespace("http://www.w3.org/ns/oa#")
    seen = []
    for selector in graph.subjects(rdflib.RDF.type, oa.TextPositionSelector):
        seen.append((int(graph.value(selector, oa.start)), int(graph.value(selector, oa.end))))
    same(sorted(seen), [(s, e) for s, e, _, _ in MENTIONS], "web annotation")
    identified = sorted(str(source) for body in graph.objects(None, oa.hasBody) for source in graph.objects(body, oa.hasSource))
    same(identified, sorted(name for _, name in expected), "web annotation entities")
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


def with_pyarrow():
    import pyarrow.feather
    import pyarrow.parquet

    with tempfile.TemporaryDirectory() as folder:
        for ending, read in [("parquet", pyarrow.parquet.read_table), ("arrow", pyarrow.feather.read_table)]:
            path = Path(folder) / f"article.{ending}"
            tag("--output", str(path))
            table = read(path)
            (row,) = table.to_pylist()
            assert row["text"] == TEXT and row["id"] == "article", ending
            seen = [(m["start"], m["end"], m["entity"], m["surface"]) for m in row["mentions"]]
            same(seen, MENTIONS, ending)
            metadata = {key.decode(): value.decode() for key, value in table.schema.metadata.items()}
            assert metadata["canonym.lexicon"] == RECORD["lexicon"] and metadata["canonym.offsets"] == "code-points"
            mention = table.schema.field("mentions").type.value_type
            # Spark refuses unsigned integers, and not every engine knows views.
            types = [str(mention.field(name).type) for name in ("start", "end", "surface")]
            assert types == ["int32", "int32", "string"], types
            records = attacks()
            tag_records(records, "--output", str(path))
            rows = read(path).to_pylist()
            same([(row["id"], row["text"]) for row in rows], [(r["id"], r["text"]) for r in records], f"{ending} of attacks")


def with_sarif():
    from sarif import loader

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "article.sarif"
        tag("--output", str(path))
        results = loader.load_sarif_file(str(path)).get_results()
        terms = [(s, e) for (s, e, _, _), m in zip(MENTIONS, RECORD["mentions"]) if m["kind"] == "term"]
        seen = []
        lines = TEXT.split("\n")
        for result in results:
            region = result["locations"][0]["physicalLocation"]["region"]
            seen.append((region["charOffset"], region["charOffset"] + region["charLength"]))
            before = sum(len(line) + 1 for line in lines[: region["startLine"] - 1])
            assert before + region["startColumn"] - 1 == region["charOffset"], "the line and column are another place"
        same(seen, terms, "sarif")


def with_label_studio_sdk():
    from label_studio_sdk.label_interface import LabelInterface

    labels = "".join(f'<Label value="{label}"/>' for label in ("Person", "Organization", "Place", "Term"))
    interface = LabelInterface(
        f'<View><Labels name="label" toName="text">{labels}</Labels><Text name="text" value="$text"/></View>'
    )
    (task,) = json.loads(tag("--format", "label-studio"))
    (prediction,) = task["predictions"]
    assert interface.validate_prediction(prediction), "Label Studio refuses the prediction"
    seen = [(r["value"]["start"], r["value"]["end"], r["value"]["text"]) for r in prediction["result"]]
    same(seen, [(s, e, TEXT[s:e]) for s, e, _, _ in MENTIONS], "label studio")


def with_json():
    # Label Studio's pages store code points, doccano's count in JavaScript's units.
    (task,) = json.loads(tag("--format", "label-studio"))
    regions = [(r["value"], r["meta"]["text"][0]) for r in task["predictions"][0]["result"]]
    seen = [(v["start"], v["end"], None if entity == "open" else entity, v["text"]) for v, entity in regions]
    assert task["data"]["text"] == TEXT
    same(seen, MENTIONS, "label studio")
    example = json.loads(tag("--format", "doccano"))
    units = example["text"].encode("utf-16-le")
    seen = [(units[2 * s : 2 * e].decode("utf-16-le"), label) for s, e, label in example["label"]]
    same(seen, [(m["surface"], m["kind"].capitalize()) for m in RECORD["mentions"]], "doccano")
    same(example["entities"], [m["entity"] for m in RECORD["mentions"]], "doccano entities")


def with_html5lib():
    import html5lib

    records = [*attacks(), {"id": "article", "text": TEXT}]
    page = tag_records(records, "--format", "html")
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    articles = list(tree.iter("article"))
    assert len(articles) == len(records)

    def carried(text):
        # A page can hold neither U+0000 nor U+0080 to U+009F.
        return "".join("\ufffd" if c == "\0" or "\x80" <= c <= "\x9f" else c for c in text)

    for article, record in zip(articles, records):
        assert "".join(article.itertext()) == carried(record["text"]), record
        assert {child.tag for child in article.iter()} <= {"article", "mark"}, record
    assert not list(tree.iter("script")) and not list(tree.iter("img")) and not list(tree.iter("svg"))
    allowed = {"class", "dir", "title", "scope", "lang", "charset", "content", "http-equiv", "name", "rel", "href"}
    assert {name for element in tree.iter() if isinstance(element.tag, str) for name in element.attrib} <= allowed


def with_warcio():
    import io

    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    sentence = "Hassan Rouhani told reporters in Tehran on Monday that talks would go on, and that nobody would leave early. "
    paragraphs = "".join(f"<p>{sentence * 3}{n}</p>" for n in range(4))
    page = f"<html><head><title>Talks go on</title></head><body><nav>Menu</nav><article>{paragraphs}</article></body></html>"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "crawl.warc.gz"
        with open(path, "wb") as out:
            writer = WARCWriter(out, gzip=True)
            writer.write_record(writer.create_warcinfo_record("crawl.warc.gz", {"software": "warcio"}))
            for n, status in enumerate(["200 OK", "404 Not Found", "200 OK"]):
                headers = StatusAndHeaders(status, [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
                url, payload = f"https://example.org/{n}", io.BytesIO(page.encode())
                writer.write_record(writer.create_warc_record(url, "response", payload=payload, http_headers=headers))
        command = [CANONYM, "tag", str(path)]
        out = subprocess.run(command, capture_output=True)
        if b"--features warc" in out.stderr:
            raise Absent("web archives")
        records = [json.loads(line) for line in out.stdout.decode("utf-8").splitlines()]
        ids = [record["id"] for record in records]
        assert ids == ["https://example.org/0", "https://example.org/2"], (ids, out.stderr)
        for record in records:
            surfaces = {record["text"][m["start"] : m["end"]] for m in record["mentions"]}
            assert {"Hassan Rouhani", "Tehran"} <= surfaces, surfaces


def with_csv():
    import csv
    import io

    # As Excel, LibreOffice and pandas read it: a quotation mark may open a cell.
    records = attacks()
    rows = list(csv.DictReader(io.StringIO(tag_records(records, "--format", "tsv"), newline=""), delimiter="\t"))
    lines = tag_records(records, "--format", "jsonl").split("\n")[:-1]
    expected = [(str(m["start"]), str(m["end"]), m["entity"] or "") for line in lines for m in json.loads(line)["mentions"]]
    same([(row["start"], row["end"], row["entity"]) for row in rows], expected, "tsv of attacks")
    for row in rows:
        assert None not in row and not any(cell.lstrip()[:1] in tuple("=+-@") for cell in row.values()), row


READERS = [
    with_json, with_csv, with_spacy, with_rdflib, with_pybrat, with_conllu, with_pyarrow, with_sarif, with_html5lib, with_warcio,
    with_label_studio_sdk,
]


def main():
    assert len(MENTIONS) >= 8, "the article names nobody"
    for reader in READERS:
        name = reader.__name__.removeprefix("with_").replace("_", "-")
        try:
            reader()
        except ModuleNotFoundError as absent:
            print(f"skipped {name}: the Python package `{absent.name}` is not installed")
        except Absent as absent:
            print(f"skipped {name}: this canonym was built without {absent}")
        else:
            print(f"read back with {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
