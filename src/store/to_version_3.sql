-- From format 2 to 3: the index of stories finds documents by every word that counts, and not by the rare ones alone. It is made
-- anew by the next command that compares articles.
DROP TABLE topic;
DROP TABLE topic_word;

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
