//! Parquet and Arrow files: a row a document, its mentions as a list of structs.
//!
//! Offsets are signed (Spark refuses unsigned ones) and texts are plain UTF-8 columns, which every engine reads. The schema's metadata name
//! the lexicon (`canonym.lexicon`), the unit of offsets (`canonym.offsets`) and our version (`canonym.version`). No text is an empty
//! string, no mention an empty list; what does not apply is null.

use std::collections::HashMap;
use std::fmt;
use std::io::{self, Write};
use std::sync::Arc;

use arrow_array::{ArrayRef, BooleanArray, Int32Array, ListArray, RecordBatch, StringArray, StructArray};
use arrow_buffer::OffsetBuffer;
use arrow_ipc::writer::FileWriter;
use arrow_schema::{ArrowError, DataType, Field, FieldRef, Fields, Schema, SchemaRef};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;

use super::facts::Facts;
use super::json::{Counter, Record, affix};
use super::{Offsets, escape};
use crate::document::{Document, Reading};
use crate::gazetteer::Gazetteer;

/// A kind of file that holds columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Table {
    /// Parquet, compressed with Snappy.
    Parquet,
    /// Arrow's file format, also called Feather version 2.
    Arrow,
}

/// The columns of a mention that hold text, in order; those with `true` are never null.
const TEXTS: [(&str, bool); 13] = [
    ("surface", true),
    ("kind", true),
    ("entity", false),
    ("name", false),
    ("form", true),
    ("voice", true),
    ("speaker", false),
    ("evidence", true),
    ("role", false),
    ("category", false),
    ("referent", false),
    ("affix", false),
    ("wikidata", false),
];

/// What a table says about one document.
#[derive(Clone, Debug)]
pub struct Row {
    id: String,
    source: Option<String>,
    text: String,
    /// The other fields of the record that was read, as one JSON object.
    fields: Option<String>,
    mentions: Vec<Mentioned>,
}

#[derive(Clone, Debug)]
struct Mentioned {
    start: i32,
    end: i32,
    texts: [Option<String>; TEXTS.len()],
    candidates: Vec<String>,
    neutral: Vec<String>,
    scare_quoted: bool,
}

impl Row {
    /// The row of `document`.
    ///
    /// # Errors
    ///
    /// A text of more than 2,147,483,647 units, which signed offsets cannot count.
    pub fn of(document: &Document<'_>, gazetteer: &Gazetteer, record: &Record<'_>) -> io::Result<Row> {
        let text = document.text();
        let mut counter = Counter::new(document, record);
        let mut mentions = Vec::with_capacity(document.mentions().len());
        for mention in document.mentions() {
            let facts = Facts::of(document, mention, gazetteer);
            let evidence = match &mention.reading {
                Reading::One { evidence, .. } => evidence.as_str(),
                Reading::Ambiguous(_) => "open",
            };
            let affix = affix(text, mention);
            let texts = [
                Some(facts.surface),
                Some(facts.kind.as_str()),
                facts.key(),
                facts.entity.map(|entity| entity.name.as_str()),
                Some(mention.form.as_str()),
                Some(facts.voice),
                facts.speaker,
                Some(evidence),
                facts.charge.map(|charge| charge.role.as_str()),
                facts.charge.map(|charge| charge.category.as_str()),
                facts.referent.map(|referent| referent.key.as_str()),
                affix.as_deref(),
                facts.entity.and_then(|entity| entity.wikidata.as_deref()),
            ];
            mentions.push(Mentioned {
                start: offset(counter.at(mention.span.start))?,
                end: offset(counter.at(mention.span.end))?,
                texts: texts.map(|text| text.map(str::to_owned)),
                candidates: facts.candidates.iter().map(|key| (*key).to_owned()).collect(),
                neutral: facts.charge.map_or(Vec::new(), |charge| charge.neutral.clone()),
                scare_quoted: mention.scare_quoted,
            });
        }
        let fields = (!record.fields.is_empty()).then(|| {
            let fields = record.fields.iter().map(|(name, value)| format!("{}: {value}", escape::json(name)));
            format!("{{{}}}", fields.collect::<Vec<_>>().join(", "))
        });
        let source = record.source.map(str::to_owned);
        Ok(Row { id: record.id.to_owned(), source, text: text.to_owned(), fields, mentions })
    }

    fn size(&self) -> usize {
        256 * (1 + self.mentions.len()) + self.text.len() + self.fields.as_ref().map_or(0, String::len)
    }
}

fn offset(at: usize) -> io::Result<i32> {
    i32::try_from(at).map_err(|_| io::Error::other("the text is too long for the offsets of a table"))
}

/// So many rows, or so many bytes, go into a batch.
const ROWS: usize = 1024;
const BYTES: usize = 32 << 20;

/// Writes rows to a file, a batch at a time.
pub struct TableWriter<W: Write + Send> {
    file: File<W>,
    schema: SchemaRef,
    rows: Vec<Row>,
    size: usize,
}

enum File<W: Write + Send> {
    Parquet(Box<ArrowWriter<W>>),
    Arrow(Box<FileWriter<W>>),
}

impl<W: Write + Send> fmt::Debug for TableWriter<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TableWriter").field("rows", &self.rows.len()).finish_non_exhaustive()
    }
}

impl<W: Write + Send> TableWriter<W> {
    /// Begins a file. `offsets` is the unit that the rows were counted in.
    ///
    /// ```
    /// use canonym::render::{Offsets, Record, Row, Table, TableWriter};
    /// use canonym::{Lexicon, Source};
    ///
    /// let text = "format = 1\n[place.tehran]\nname = \"Tehran\"\n".to_owned();
    /// let (lexicon, _) = Lexicon::parse(vec![Source { name: "places.toml".into(), text, layer: 0 }]);
    /// let gazetteer = lexicon.compile()?;
    /// let mut table = TableWriter::new(Table::Parquet, Vec::new(), &gazetteer, Offsets::CodePoints)?;
    /// table.push(Row::of(&gazetteer.tag("TEHRAN, IRNA"), &gazetteer, &Record::default())?)?;
    /// assert!(table.finish()?.starts_with(b"PAR1"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of `out`.
    pub fn new(table: Table, out: W, gazetteer: &Gazetteer, offsets: Offsets) -> io::Result<TableWriter<W>> {
        let metadata: [(&str, String); 3] = [
            ("canonym.lexicon", gazetteer.hash().to_owned()),
            ("canonym.offsets", offsets.as_str().to_owned()),
            ("canonym.version", env!("CARGO_PKG_VERSION").to_owned()),
        ];
        let pairs: HashMap<String, String> =
            metadata.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect();
        let schema = Arc::new(schema().with_metadata(pairs));
        let file = match table {
            Table::Parquet => {
                let metadata = metadata.into_iter().map(|(key, value)| KeyValue::new(key.to_owned(), value));
                let properties = WriterProperties::builder()
                    .set_compression(Compression::SNAPPY)
                    .set_created_by(concat!("canonym ", env!("CARGO_PKG_VERSION")).to_owned())
                    .set_key_value_metadata(Some(metadata.collect()))
                    .set_max_row_group_row_count(Some(16 * ROWS))
                    .build();
                let writer = ArrowWriter::try_new(out, Arc::clone(&schema), Some(properties));
                File::Parquet(Box::new(writer.map_err(parquet_error)?))
            }
            Table::Arrow => File::Arrow(Box::new(FileWriter::try_new(out, &schema).map_err(arrow_error)?)),
        };
        Ok(TableWriter { file, schema, rows: Vec::new(), size: 0 })
    }

    /// Adds a row.
    ///
    /// # Errors
    ///
    /// Those of the file.
    pub fn push(&mut self, row: Row) -> io::Result<()> {
        self.size += row.size();
        self.rows.push(row);
        if self.rows.len() >= ROWS || self.size >= BYTES { self.flush() } else { Ok(()) }
    }

    /// Ends the file and gives it back.
    ///
    /// # Errors
    ///
    /// Those of the file.
    pub fn finish(mut self) -> io::Result<W> {
        self.flush()?;
        match self.file {
            File::Parquet(writer) => writer.into_inner().map_err(parquet_error),
            File::Arrow(writer) => writer.into_inner().map_err(arrow_error),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.rows.is_empty() {
            return Ok(());
        }
        let rows = std::mem::take(&mut self.rows);
        self.size = 0;
        let batch = batch(&rows, &self.schema).map_err(arrow_error)?;
        match &mut self.file {
            File::Parquet(writer) => writer.write(&batch).map_err(parquet_error),
            File::Arrow(writer) => writer.write(&batch).map_err(arrow_error),
        }
    }
}

fn item(data_type: DataType) -> FieldRef {
    Arc::new(Field::new("item", data_type, false))
}

fn mention_fields() -> Fields {
    let offsets = ["start", "end"].map(|name| Field::new(name, DataType::Int32, false));
    let texts = TEXTS.map(|(name, always)| Field::new(name, DataType::Utf8, !always));
    let lists =
        ["candidates", "neutral"].map(|name| Field::new(name, DataType::List(item(DataType::Utf8)), false));
    let flag = Field::new("scare_quoted", DataType::Boolean, false);
    offsets.into_iter().chain(texts).chain(lists).chain([flag]).collect()
}

fn schema() -> Schema {
    Schema::new(vec![
        Field::new("id", DataType::Utf8, false),
        Field::new("source", DataType::Utf8, true),
        Field::new("text", DataType::Utf8, false),
        Field::new("fields", DataType::Utf8, true),
        Field::new("mentions", DataType::List(item(DataType::Struct(mention_fields()))), false),
    ])
}

fn batch(rows: &[Row], schema: &SchemaRef) -> Result<RecordBatch, ArrowError> {
    let mentions: Vec<&Mentioned> = rows.iter().flat_map(|row| &row.mentions).collect();
    let mut columns: Vec<ArrayRef> = vec![
        Arc::new(Int32Array::from_iter_values(mentions.iter().map(|mention| mention.start))),
        Arc::new(Int32Array::from_iter_values(mentions.iter().map(|mention| mention.end))),
    ];
    for n in 0..TEXTS.len() {
        let column: StringArray = mentions.iter().map(|mention| mention.texts[n].as_deref()).collect();
        columns.push(Arc::new(column));
    }
    columns.push(Arc::new(list(mentions.iter().map(|mention| &mention.candidates))?));
    columns.push(Arc::new(list(mentions.iter().map(|mention| &mention.neutral))?));
    let flags: Vec<bool> = mentions.iter().map(|mention| mention.scare_quoted).collect();
    columns.push(Arc::new(BooleanArray::from(flags)));
    let fields = mention_fields();
    let structs = StructArray::try_new(fields.clone(), columns, None)?;
    let offsets = OffsetBuffer::from_lengths(rows.iter().map(|row| row.mentions.len()));
    let mentions = ListArray::try_new(item(DataType::Struct(fields)), offsets, Arc::new(structs), None)?;
    let columns: Vec<ArrayRef> = vec![
        Arc::new(StringArray::from_iter_values(rows.iter().map(|row| &row.id))),
        Arc::new(rows.iter().map(|row| row.source.as_deref()).collect::<StringArray>()),
        Arc::new(StringArray::from_iter_values(rows.iter().map(|row| &row.text))),
        Arc::new(rows.iter().map(|row| row.fields.as_deref()).collect::<StringArray>()),
        Arc::new(mentions),
    ];
    RecordBatch::try_new(Arc::clone(schema), columns)
}

fn list<'r>(lists: impl Iterator<Item = &'r Vec<String>> + Clone) -> Result<ListArray, ArrowError> {
    let offsets = OffsetBuffer::from_lengths(lists.clone().map(Vec::len));
    let values = StringArray::from_iter_values(lists.flatten());
    ListArray::try_new(item(DataType::Utf8), offsets, Arc::new(values), None)
}

/// What the file said, which may be a closed pipe, else the library's own words.
fn arrow_error(error: ArrowError) -> io::Error {
    match error {
        ArrowError::IoError(_, error) => error,
        error => io::Error::other(error),
    }
}

fn parquet_error(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(inner) => match inner.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(inner) => io::Error::other(inner),
        },
        error => io::Error::other(error),
    }
}
