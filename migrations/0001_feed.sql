-- The store's identity, and the feeds: what the configuration says of them, how they are, when they are due.
-- Columns that end in _ms are UTC milliseconds since 1970. Texts of the network that need not be UTF-8 are BLOBs.

CREATE TABLE meta (
    id    INTEGER PRIMARY KEY CHECK (id = 1),
    epoch TEXT    NOT NULL CHECK (length(epoch) = 16)   -- random; a restored backup gets another
) STRICT;

-- A feed's id is for ever; its name and URL may change. A retired feed keeps its row, and its health as it was.
CREATE TABLE feed (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    name             TEXT    NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
    config_url       TEXT    NOT NULL CHECK (config_url <> ''),   -- as the configuration has it
    url              TEXT    NOT NULL CHECK (url <> ''),          -- asked: after confirmed permanent redirects
    groups           TEXT    NOT NULL DEFAULT '[]' CHECK (json_valid(groups)),
    interval_s       INTEGER CHECK (interval_s > 0),
    retired_ms       INTEGER,
    state            TEXT    NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'ok', 'failing', 'gone')),
    etag             BLOB    NOT NULL DEFAULT x'',
    last_modified    BLOB    NOT NULL DEFAULT x'',
    body_hash        INTEGER NOT NULL DEFAULT 0,
    next_due_ms      INTEGER NOT NULL DEFAULT 0,
    due_reason       INTEGER NOT NULL DEFAULT 0 CHECK (due_reason BETWEEN 0 AND 63),
    failures         INTEGER NOT NULL DEFAULT 0 CHECK (failures >= 0),
    failing_since_ms INTEGER,
    polls            INTEGER NOT NULL DEFAULT 0 CHECK (polls >= 0),
    mean_gap_s       INTEGER NOT NULL DEFAULT 0 CHECK (mean_gap_s >= 0),
    last_new_ms      INTEGER,
    hints            TEXT    NOT NULL DEFAULT '{}' CHECK (json_valid(hints)),
    last_poll_ms     INTEGER,
    last_success_ms  INTEGER,
    first_success_ms INTEGER,   -- of a poll that brought a document: what came with it is backlog
    last_status      INTEGER NOT NULL DEFAULT 0 CHECK (last_status BETWEEN 0 AND 999),
    last_error       TEXT    NOT NULL DEFAULT '',
    title            TEXT    NOT NULL DEFAULT '',
    home_page_url    TEXT    NOT NULL DEFAULT '',
    language         TEXT    NOT NULL DEFAULT '',
    guid_mode        INTEGER NOT NULL DEFAULT 0 CHECK (guid_mode BETWEEN 0 AND 15),
    link_mode        INTEGER NOT NULL DEFAULT 0 CHECK (link_mode BETWEEN 0 AND 15),
    stories          INTEGER NOT NULL DEFAULT 0 CHECK (stories >= 0)   -- with a sighting in this feed
) STRICT;

-- Partial, and over nothing that a poll writes: a 304 touches the row and no index.
CREATE UNIQUE INDEX feed_name ON feed (name) WHERE retired_ms IS NULL;
