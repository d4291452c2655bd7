//! Claims and the events they are about.

use super::{Span, Value};
use serde::{Deserialize, Serialize};

#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Attribute {
    Date,
    Time,
    Duration,
    Place,
    Participant,
    Money,
    Percent,
    Count,
    Measure,
    Order,
    Quote,
    Name,
    Status,
}

#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Modality {
    Asserted,
    Planned,
    Possible,
    Denied,
    Hypothetical,
}

/// One checkable statement of one article, with the exact words that carry its value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Claim {
    /// `c` and twelve hexadecimal digits, from the document, the span and the attribute.
    pub id: String,
    /// The document's id.
    pub document: String,
    /// The id of the event it is about, where one was made out.
    pub event: Option<String>,
    pub attribute: Attribute,
    /// The one notation of the value (see the README's table).
    pub canonical: String,
    pub value: Value,
    pub modality: Modality,
    /// Whose words it is, if not the outlet's own.
    pub attribution: Option<String>,
    pub path: String,
    /// Line in the seed file, from 1; `None` where the text is not in the file as such.
    pub line: Option<usize>,
    /// Column in characters, from 1.
    pub column: Option<usize>,
    /// Byte offsets into the seed file, or into the extracted text where that is not in the file as such.
    pub start: usize,
    pub end: usize,
    /// The same range within the document's text.
    #[serde(skip)]
    pub span: Span,
    /// The exact words of that range.
    pub quote: String,
    pub sentence: String,
    /// Where the sentence stands in the document's text.
    #[serde(skip)]
    pub sentence_span: Span,
    /// What is claimed of what, in plain words: "duration of the call between A and B".
    pub subject: String,
    /// The rule that read it.
    pub rule: String,
}

/// One happening, as told by one or more documents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Event {
    /// `e` and eight hexadecimal digits.
    pub id: String,
    /// A kind of event such as `call`, `summit`, `election`; `other` where none fits.
    #[serde(rename = "type")]
    pub kind: String,
    pub label: String,
    /// Ids of the documents that tell of it, in order.
    pub documents: Vec<String>,
}
