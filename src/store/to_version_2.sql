-- From format 1 to 2: the time of retrieval, and the index of stories and kin.
ALTER TABLE document ADD COLUMN retrieved TEXT;
ALTER TABLE document ADD COLUMN retrieved_begin TEXT;
ALTER TABLE document ADD COLUMN retrieved_end TEXT;
ALTER TABLE document ADD COLUMN retrieved_offset INTEGER;
CREATE INDEX document_by_url ON document (url) WHERE url IS NOT NULL;

CREATE TABLE topic (
    document TEXT PRIMARY KEY REFERENCES document (id) ON DELETE CASCADE,
    words    TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE topic_word (
    word     TEXT NOT NULL,
    document TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    PRIMARY KEY (word, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX topic_word_by_document ON topic_word (document);

CREATE TABLE shingle (
    hash     INTEGER NOT NULL,
    document TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    PRIMARY KEY (hash, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX shingle_by_document ON shingle (document);
