//! Parquet and Arrow files, read back with the libraries that others read them with.

use std::io::{Cursor, Write};

use arrow_array::cast::AsArray;
use arrow_array::types::Int32Type;
use arrow_array::{Array, RecordBatch, StructArray};
use arrow_ipc::reader::FileReader;
use arrow_schema::{DataType, Schema};
use canonym::render::{Offsets, Row, Table, TableWriter};
use canonym::{Document, Gazetteer};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use crate::formats::{ARTICLE, LEXICON, Seen, attacks, expected, record};
use crate::support::gazetteer;

fn write(table: Table, documents: &[Document<'_>], gazetteer: &Gazetteer) -> Vec<u8> {
    let mut writer =
        TableWriter::new(table, Vec::new(), gazetteer, Offsets::CodePoints).expect("a vector takes all");
    for document in documents {
        let row = Row::of(document, gazetteer, &record("a")).expect("it is short");
        writer.push(row).expect("a vector takes all");
    }
    writer.finish().expect("a vector takes all")
}

fn read(table: Table, file: Vec<u8>) -> (Schema, Vec<RecordBatch>) {
    match table {
        Table::Parquet => {
            let builder = ParquetRecordBatchReaderBuilder::try_new(on_disk(&file)).expect("a Parquet file");
            let schema = builder.schema().as_ref().clone();
            (schema, builder.build().expect("a reader").map(|batch| batch.expect("a batch")).collect())
        }
        Table::Arrow => {
            let reader = FileReader::try_new(Cursor::new(file), None).expect("an Arrow file");
            let schema = reader.schema().as_ref().clone();
            (schema, reader.map(|batch| batch.expect("a batch")).collect())
        }
    }
}

fn on_disk(bytes: &[u8]) -> std::fs::File {
    let mut file = tempfile::tempfile().expect("a file");
    file.write_all(bytes).expect("there is room");
    file
}

/// Text and mentions of each row.
fn rows(batches: &[RecordBatch]) -> Vec<(String, Vec<Seen>)> {
    let mut rows = Vec::new();
    for batch in batches {
        let column = |name: &str| batch.column_by_name(name).expect("a column");
        let (texts, mentions) = (column("text").as_string::<i32>(), column("mentions").as_list::<i32>());
        for n in 0..batch.num_rows() {
            rows.push((texts.value(n).to_owned(), seen(mentions.value(n).as_struct())));
        }
    }
    rows
}

fn seen(mentions: &StructArray) -> Vec<Seen> {
    let column = |name: &str| mentions.column_by_name(name).expect("a column");
    let (starts, ends) =
        (column("start").as_primitive::<Int32Type>(), column("end").as_primitive::<Int32Type>());
    let entities = column("entity").as_string::<i32>();
    let number = |n: i32| usize::try_from(n).expect("no offset is negative");
    (0..mentions.len())
        .map(|n| {
            let entity = entities.is_valid(n).then(|| entities.value(n).to_owned());
            (number(starts.value(n)), number(ends.value(n)), entity)
        })
        .collect()
}

#[test]
fn the_article_goes_through_tables_and_back() {
    let gazetteer = gazetteer(LEXICON);
    let texts = [ARTICLE, "", "nobody"];
    let documents: Vec<Document<'_>> = texts.iter().map(|text| gazetteer.tag(text)).collect();
    let expected: Vec<(String, Vec<Seen>)> = documents
        .iter()
        .map(|document| (document.text().to_owned(), expected(document, &gazetteer)))
        .collect();
    for table in [Table::Parquet, Table::Arrow] {
        let file = write(table, &documents, &gazetteer);
        assert_eq!(file, write(table, &documents, &gazetteer), "the same bytes each time");
        let (schema, batches) = read(table, file);
        assert_eq!(rows(&batches), expected, "{table:?}");
        assert_eq!(schema.metadata()["canonym.lexicon"], gazetteer.hash(), "{table:?}");
        assert_eq!(schema.metadata()["canonym.offsets"], "code-points");
        let DataType::List(item) = schema.field_with_name("mentions").expect("it").data_type() else {
            panic!("a list")
        };
        let DataType::Struct(fields) = item.data_type() else { panic!("structs") };
        assert_eq!(fields.find("start").expect("it").1.data_type(), &DataType::Int32);
        assert_eq!(fields.find("surface").expect("it").1.data_type(), &DataType::Utf8);
        // A file with no document is a file.
        assert!(rows(&read(table, write(table, &[], &gazetteer)).1).is_empty());
    }
}

#[test]
fn tables_hold_many_batches() {
    let gazetteer = gazetteer(LEXICON);
    let texts: Vec<String> = (0..2500).map(|n| format!("{} in Tehran", "x".repeat(n % 7))).collect();
    let documents: Vec<Document<'_>> = texts.iter().map(|text| gazetteer.tag(text)).collect();
    for table in [Table::Parquet, Table::Arrow] {
        let read = rows(&read(table, write(table, &documents, &gazetteer)).1);
        assert_eq!(read.len(), texts.len());
        for ((text, mentions), n) in read.iter().zip(0..) {
            let start = 4 + n % 7;
            assert_eq!(
                (text, mentions.as_slice()),
                (&texts[n], &[(start, start + 6, Some("tehran".into()))][..])
            );
        }
    }
}

#[test]
fn attacks_stay_text_in_tables() {
    for attack in attacks() {
        let toml =
            format!("{LEXICON}[person.doe]\nname = {}\n", toml::Value::String(format!("Jane {attack} Doe")));
        let gazetteer = gazetteer(&toml);
        let texts = [format!("{attack} Tehran {attack}"), format!("Tehran Jane {attack} Doe Israel")];
        let documents: Vec<Document<'_>> = texts.iter().map(|text| gazetteer.tag(text)).collect();
        for table in [Table::Parquet, Table::Arrow] {
            let read = rows(&read(table, write(table, &documents, &gazetteer)).1);
            for (document, (text, mentions)) in documents.iter().zip(read) {
                assert_eq!((text.as_str(), mentions), (document.text(), expected(document, &gazetteer)));
            }
        }
    }
}
