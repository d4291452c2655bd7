-- The database of corroborate: what outlets wrote, what they claim, and where they agree or contradict each other.
--
-- Open it in any SQLite browser or in Datasette; the views at the end answer the usual questions:
--   contradictions, agreements, updates   findings with their outlets and values, one row a side
--   claims_by_event                       who says what about one event
--   claims_by_outlet                      what an outlet claims, with the words and where they stand
--   story_timeline                        dated claims in order
--   sources                               outlets with their articles and how often they disagree
-- Full text: SELECT text FROM sentence WHERE id IN (SELECT rowid FROM sentence_text WHERE sentence_text MATCH 'ferry');
--
-- `document`, `block` and `note` hold what was read; `topic`, `topic_word` and `shingle` are an index of it; all else is the
-- result of the last check and is written anew by the next.
-- Times are ISO 8601 text, figures are decimal text beside a REAL for sorting and charts, spans are UTF-8 byte offsets.

PRAGMA application_id = 1668248178; -- "corr"
PRAGMA user_version = 3;

-- What the file is and who made it: `made_by` is `add` (a collection to keep) or `check` (the last check, replaced by the next).
CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One article of one outlet, as it was read. Versions and copies are rows of their own.
CREATE TABLE document (
    id               TEXT PRIMARY KEY,          -- d and eight hexadecimal digits, from outlet, title and text
    path             TEXT NOT NULL,             -- the seed file, relative, with /
    number           INTEGER NOT NULL,          -- which article of its file, from 1
    of_file          INTEGER NOT NULL,          -- how many articles the file holds
    outlet           TEXT,
    outlet_inferred  TEXT,                      -- why the outlet is taken to be this one; NULL where it is stated
    title            TEXT,
    published        TEXT,                      -- ISO 8601, no finer than it is known
    published_inferred TEXT,                    -- why it is taken to be so; NULL where it is stated
    published_begin  TEXT,                      -- the stretch of local time in which it was published: begin is included,
    published_end    TEXT,                      -- end is not
    published_offset INTEGER,                   -- minutes from UTC, where told
    updated          TEXT,
    updated_begin    TEXT,
    updated_end      TEXT,
    updated_offset   INTEGER,
    retrieved        TEXT,                      -- when the text was taken from where it was published, where told
    retrieved_begin  TEXT,
    retrieved_end    TEXT,
    retrieved_offset INTEGER,
    url              TEXT,
    author           TEXT,
    language         TEXT,
    story            TEXT,
    version_of       TEXT REFERENCES document (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED, -- the next older version
    copy_of          TEXT REFERENCES document (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED, -- the article it repeats
    superseded       INTEGER NOT NULL DEFAULT 0 CHECK (superseded IN (0, 1)),  -- a newer version is at hand
    text_offset      INTEGER NOT NULL,          -- where `text` begins in the file, in bytes
    first_line       INTEGER NOT NULL,          -- the line on which it begins
    verbatim         INTEGER NOT NULL CHECK (verbatim IN (0, 1)), -- whether it stands in the file byte for byte
    text             TEXT NOT NULL
) STRICT;
CREATE INDEX document_by_path ON document (path, number);
CREATE INDEX document_by_outlet ON document (outlet, published_begin);
CREATE INDEX document_by_url ON document (url) WHERE url IS NOT NULL;
CREATE INDEX document_by_version ON document (version_of) WHERE version_of IS NOT NULL;
CREATE INDEX document_by_copy ON document (copy_of) WHERE copy_of IS NOT NULL;

-- Title, headings, paragraphs and furniture of a document, in order.
CREATE TABLE block (
    document   TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    ordinal    INTEGER NOT NULL,
    kind       TEXT NOT NULL CHECK (kind IN ('title', 'heading', 'paragraph', 'listitem', 'caption', 'furniture')),
    span_start INTEGER NOT NULL,
    span_end   INTEGER NOT NULL CHECK (span_end >= span_start),
    PRIMARY KEY (document, ordinal)
) STRICT, WITHOUT ROWID;

-- What a reader should know about how a document was read.
CREATE TABLE note (
    document TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    ordinal  INTEGER NOT NULL,
    at       INTEGER,                           -- byte offset into the text
    message  TEXT NOT NULL,
    PRIMARY KEY (document, ordinal)
) STRICT, WITHOUT ROWID;

-- What an article is about, so that those of one story are found without reading all: its words that count, each with what it
-- weighs, and what all of them weigh. The smallest hashes of its runs of words, by which versions and copies are found, stand
-- in `shingle`. Filled by `check`, and by `ci` for what is missing.
CREATE TABLE topic (
    document TEXT PRIMARY KEY REFERENCES document (id) ON DELETE CASCADE,
    total    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE topic_word (
    word     TEXT NOT NULL,
    document TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    weight   INTEGER NOT NULL,
    PRIMARY KEY (word, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX topic_word_by_document ON topic_word (document);

CREATE TABLE shingle (
    hash     INTEGER NOT NULL,
    document TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    PRIMARY KEY (hash, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX shingle_by_document ON shingle (document);

-- One happening, told by one or more documents.
CREATE TABLE event (
    id    TEXT PRIMARY KEY,
    kind  TEXT NOT NULL,                        -- call, summit, election, accident …
    label TEXT NOT NULL
) STRICT;

CREATE TABLE event_document (
    event    TEXT NOT NULL REFERENCES event (id) ON DELETE CASCADE,
    document TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    ordinal  INTEGER NOT NULL,
    PRIMARY KEY (event, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_document_by_document ON event_document (document);

-- Sentences that carry claims; full text search is in `sentence_text`.
CREATE TABLE sentence (
    id         INTEGER PRIMARY KEY,
    document   TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    span_start INTEGER NOT NULL,
    span_end   INTEGER NOT NULL CHECK (span_end >= span_start),
    text       TEXT NOT NULL,
    UNIQUE (document, span_start, span_end)
) STRICT;

CREATE VIRTUAL TABLE sentence_text USING fts5 (text, content = 'sentence', content_rowid = 'id', tokenize = 'porter unicode61');
CREATE TRIGGER sentence_added AFTER INSERT ON sentence BEGIN
    INSERT INTO sentence_text (rowid, text) VALUES (new.id, new.text);
END;
CREATE TRIGGER sentence_removed AFTER DELETE ON sentence BEGIN
    INSERT INTO sentence_text (sentence_text, rowid, text) VALUES ('delete', old.id, old.text);
END;

-- One checkable statement of one article, with the exact words that carry its value.
CREATE TABLE claim (
    id          TEXT PRIMARY KEY,
    ordinal     INTEGER NOT NULL,               -- place in the report
    document    TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    event       TEXT REFERENCES event (id) ON DELETE SET NULL,
    sentence    INTEGER NOT NULL REFERENCES sentence (id) ON DELETE CASCADE,
    attribute   TEXT NOT NULL CHECK (attribute IN ('date', 'time', 'duration', 'place', 'participant', 'money', 'percent', 'count',
                                                   'measure', 'order', 'quote', 'name', 'status')),
    subject     TEXT NOT NULL,                  -- what is claimed of what, in plain words
    canonical   TEXT NOT NULL,                  -- the value in the one notation for all: PT25M, USD 77200000000, 2025-06-09
    value       TEXT NOT NULL CHECK (json_valid(value)),
    low         REAL,                           -- for figures; exact decimals are in `value`
    high        REAL,
    unit        TEXT,
    begin_at    TEXT,                           -- for times: local time, begin included, end not
    end_at      TEXT,
    modality    TEXT NOT NULL CHECK (modality IN ('asserted', 'planned', 'possible', 'denied', 'hypothetical')),
    attribution TEXT,                           -- whose words it is, if not the outlet's own
    quote       TEXT NOT NULL,
    line        INTEGER,                        -- in the seed file, from 1; NULL where the text is not in the file as such
    column_     INTEGER,                        -- in characters, from 1
    file_start  INTEGER NOT NULL,               -- bytes into the seed file
    file_end    INTEGER NOT NULL,
    span_start  INTEGER NOT NULL,               -- bytes into document.text
    span_end    INTEGER NOT NULL CHECK (span_end >= span_start),
    rule        TEXT NOT NULL
) STRICT;
CREATE INDEX claim_by_document ON claim (document, span_start);
CREATE INDEX claim_by_event ON claim (event, attribute);
CREATE INDEX claim_by_attribute ON claim (attribute, low);
CREATE INDEX claim_by_sentence ON claim (sentence);

-- Where outlets agree, contradict each other, or changed what they had said.
CREATE TABLE finding (
    id          TEXT PRIMARY KEY,
    ordinal     INTEGER NOT NULL,
    code        TEXT NOT NULL,                  -- corroborate explain CODE
    verdict     TEXT NOT NULL CHECK (verdict IN ('contradiction', 'update', 'variant', 'agreement', 'distinct')),
    scope       TEXT NOT NULL CHECK (scope IN ('across', 'within')),
    attribute   TEXT NOT NULL,
    event       TEXT REFERENCES event (id) ON DELETE SET NULL,
    summary     TEXT NOT NULL,
    independent_sources INTEGER NOT NULL,
    copies      INTEGER NOT NULL,
    fingerprint TEXT NOT NULL                   -- stable when wording, lines or file names change
) STRICT;
CREATE INDEX finding_by_verdict ON finding (verdict, attribute);
CREATE INDEX finding_by_code ON finding (code);
CREATE INDEX finding_by_event ON finding (event);
CREATE INDEX finding_by_fingerprint ON finding (fingerprint);

-- The claims that hold one value of a finding; a contradiction has two or more sides.
CREATE TABLE finding_side (
    finding   TEXT NOT NULL REFERENCES finding (id) ON DELETE CASCADE,
    side      INTEGER NOT NULL,
    canonical TEXT NOT NULL,
    PRIMARY KEY (finding, side)
) STRICT, WITHOUT ROWID;

CREATE TABLE side_claim (
    finding TEXT NOT NULL,
    side    INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    claim   TEXT NOT NULL REFERENCES claim (id) ON DELETE CASCADE,
    PRIMARY KEY (finding, side, ordinal),
    FOREIGN KEY (finding, side) REFERENCES finding_side (finding, side) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX side_claim_by_claim ON side_claim (claim);

-- Why: rows of the score and steps of the reasoning, in order.
CREATE TABLE finding_step (
    finding TEXT NOT NULL REFERENCES finding (id) ON DELETE CASCADE,
    step    INTEGER NOT NULL,
    row     TEXT NOT NULL,                      -- what was compared
    outcome TEXT NOT NULL,
    points  INTEGER NOT NULL,
    PRIMARY KEY (finding, step)
) STRICT, WITHOUT ROWID;

-- Views: one row a side, with the outlets that stand on it and their words.
CREATE VIEW finding_sides AS
SELECT f.id AS finding, f.code, f.verdict, f.scope, f.attribute, e.label AS event, f.summary, f.independent_sources,
       s.side + 1 AS side, s.canonical AS value,
       (SELECT group_concat(outlet, ', ')
          FROM (SELECT DISTINCT coalesce(d.outlet, d.path) AS outlet
                  FROM side_claim sc JOIN claim c ON c.id = sc.claim JOIN document d ON d.id = c.document
                 WHERE sc.finding = s.finding AND sc.side = s.side ORDER BY 1)) AS outlets,
       (SELECT group_concat(quote, ' | ')
          FROM (SELECT c.quote FROM side_claim sc JOIN claim c ON c.id = sc.claim
                 WHERE sc.finding = s.finding AND sc.side = s.side ORDER BY sc.ordinal)) AS words
  FROM finding f
  JOIN finding_side s ON s.finding = f.id
  LEFT JOIN event e ON e.id = f.event
 ORDER BY f.ordinal, s.side;

CREATE VIEW contradictions AS SELECT * FROM finding_sides WHERE verdict = 'contradiction';
CREATE VIEW agreements AS SELECT * FROM finding_sides WHERE verdict = 'agreement';
CREATE VIEW updates AS SELECT * FROM finding_sides WHERE verdict = 'update';

CREATE VIEW claims_by_event AS
SELECT e.kind, e.label AS event, c.attribute, c.subject, c.canonical AS value, coalesce(d.outlet, d.path) AS outlet, d.published,
       c.quote, s.text AS sentence, c.modality, c.attribution, d.path, c.line, c.id AS claim, e.id AS event_id
  FROM event e
  JOIN claim c ON c.event = e.id
  JOIN document d ON d.id = c.document
  JOIN sentence s ON s.id = c.sentence
 ORDER BY e.id, c.attribute, c.canonical, d.outlet;

CREATE VIEW claims_by_outlet AS
SELECT coalesce(d.outlet, d.path) AS outlet, d.published, d.title, c.attribute, c.subject, c.canonical AS value, c.quote,
       s.text AS sentence, c.modality, c.attribution, d.path, c.line, c.id AS claim
  FROM claim c
  JOIN document d ON d.id = c.document
  JOIN sentence s ON s.id = c.sentence
 ORDER BY 1, d.published_begin, d.path, c.span_start;

CREATE VIEW story_timeline AS
SELECT c.begin_at, c.end_at, c.canonical AS value, e.label AS event, coalesce(d.outlet, d.path) AS outlet, c.modality, s.text AS sentence
  FROM claim c
  JOIN document d ON d.id = c.document
  JOIN sentence s ON s.id = c.sentence
  LEFT JOIN event e ON e.id = c.event
 WHERE c.begin_at IS NOT NULL AND d.superseded = 0
 ORDER BY c.begin_at, c.end_at, outlet;

CREATE VIEW sources AS
SELECT coalesce(d.outlet, d.path) AS outlet, count(*) AS articles, sum(d.copy_of IS NOT NULL) AS copies,
       sum(d.superseded) AS older_versions,
       (SELECT count(DISTINCT f.id)
          FROM finding f JOIN side_claim sc ON sc.finding = f.id JOIN claim c ON c.id = sc.claim JOIN document x ON x.id = c.document
         WHERE f.verdict = 'contradiction' AND coalesce(x.outlet, x.path) = coalesce(d.outlet, d.path)) AS contradictions
  FROM document d
 GROUP BY 1
 ORDER BY 1;
