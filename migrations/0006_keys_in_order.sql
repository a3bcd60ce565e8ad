-- Keys that lie at random places cost a page each to read and to write. Those that are left are narrow, and there are
-- fewer of them: rows stand with their story, in the order in which stories come.

-- A story's own rows are neighbours; what finds the story by a hash is 8 bytes and its number.
CREATE TABLE feed_guid_of_story (
    feed_id  INTEGER NOT NULL REFERENCES feed (id),
    guid_h64 INTEGER NOT NULL,
    story_id INTEGER NOT NULL REFERENCES story (id),
    guid     TEXT    NOT NULL CHECK (guid <> ''),
    PRIMARY KEY (story_id, feed_id, guid_h64)
) STRICT, WITHOUT ROWID;

INSERT INTO feed_guid_of_story (feed_id, guid_h64, story_id, guid)
SELECT feed_id, guid_h64, story_id, guid
FROM feed_guid
ORDER BY story_id, feed_id, guid_h64;

DROP TABLE feed_guid;
ALTER TABLE feed_guid_of_story RENAME TO feed_guid;

CREATE INDEX feed_guid_hash ON feed_guid (feed_id, guid_h64);

CREATE TABLE url_key_of_story (
    key_h64   INTEGER NOT NULL,
    story_id  INTEGER NOT NULL REFERENCES story (id),
    key       TEXT    NOT NULL CHECK (key <> ''),
    key_rules INTEGER NOT NULL CHECK (key_rules >= 0),
    PRIMARY KEY (story_id, key_h64)
) STRICT, WITHOUT ROWID;

INSERT INTO url_key_of_story (key_h64, story_id, key, key_rules)
SELECT key_h64, story_id, key, key_rules
FROM url_key
ORDER BY story_id, key_h64;

DROP TABLE url_key;
ALTER TABLE url_key_of_story RENAME TO url_key;

CREATE INDEX url_key_hash ON url_key (key_h64);

-- What finds a text: the hash of its body, and where there are no words in that (empty bodies are equal by accident) that
-- of its title and body. Equal texts have equal bodies, so that one index serves for both; of many equal bodies it tells
-- which have the title too.
DROP INDEX revision_title_body;
DROP INDEX revision_body;

ALTER TABLE revision RENAME COLUMN body_h64 TO text_key;

UPDATE revision
SET text_key = title_body_h64
WHERE tokens = 0;

CREATE INDEX revision_text ON revision (text_key, story_id, title_body_h64);

-- Texts are found by the revisions that have them. Only those without a word are found by their hash.
CREATE TABLE content_of_revision (
    id         INTEGER PRIMARY KEY,
    hash       BLOB    NOT NULL CHECK (length(hash) = 16),          -- first half of SHA-256 over the HTML
    html_size  INTEGER NOT NULL CHECK (html_size >= 0),
    text_size  INTEGER NOT NULL CHECK (text_size >= 0),
    dictionary INTEGER NOT NULL DEFAULT 0 CHECK (dictionary >= 0),  -- 0 = none
    body       BLOB    NOT NULL
) STRICT;

INSERT INTO content_of_revision (id, hash, html_size, text_size, dictionary, body)
SELECT id, hash, html_size, text_size, dictionary, body
FROM content
ORDER BY id;

DROP TABLE content;
ALTER TABLE content_of_revision RENAME TO content;

CREATE INDEX content_wordless ON content (hash) WHERE text_size = 0;
