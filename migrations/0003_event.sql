-- The log: what happened, in the order in which it was committed. Numbers are never used twice. Rows refer; the story
-- is rendered from that revision on read. The log may outlive what it tells of, so it holds no foreign key on stories.
CREATE TABLE event (
    seq      INTEGER PRIMARY KEY AUTOINCREMENT,
    time_ms  INTEGER NOT NULL,
    type     TEXT    NOT NULL CHECK (type GLOB '[a-z]*.[a-z]*'),
    story_id INTEGER,
    revision INTEGER CHECK (revision >= 1),
    feed_id  INTEGER REFERENCES feed (id),
    initial  INTEGER NOT NULL DEFAULT 0 CHECK (initial IN (0, 1)),
    data     TEXT    CHECK (data IS NULL OR json_valid(data))
) STRICT;
