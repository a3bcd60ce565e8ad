-- Stories, their revisions, where they were seen, and the keys that find them again.

-- Texts, content-addressed: revisions with equal HTML share one row. `body` is one zstd frame (with checksum) of the
-- sanitised HTML followed by its plain text: read together, and the second half is nearly free behind the first.
CREATE TABLE content (
    id         INTEGER PRIMARY KEY,
    hash       BLOB    NOT NULL UNIQUE CHECK (length(hash) = 16),   -- first half of SHA-256 over the HTML
    html_size  INTEGER NOT NULL CHECK (html_size >= 0),
    text_size  INTEGER NOT NULL CHECK (text_size >= 0),
    dictionary INTEGER NOT NULL DEFAULT 0 CHECK (dictionary >= 0),  -- 0 = none
    body       BLOB    NOT NULL
) STRICT;

CREATE TABLE story (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    public_id     TEXT    NOT NULL UNIQUE CHECK (length(public_id) = 16),   -- random, tells nothing
    outlet        TEXT    NOT NULL,
    revision      INTEGER NOT NULL CHECK (revision BETWEEN 1 AND revisions),   -- the current one
    revisions     INTEGER NOT NULL CHECK (revisions >= 1),                     -- how many there are
    first_seen_ms INTEGER NOT NULL,
    revised_ms    INTEGER NOT NULL,   -- when the newest revision was seen
    published_ms  INTEGER,            -- as the publisher says, of the newest revision that says it
    -- Order of "newest published": a missing date is the first sight, a date in the future does not stick to the top.
    listed_ms     INTEGER NOT NULL
                  GENERATED ALWAYS AS (min(ifnull(published_ms, first_seen_ms), first_seen_ms)) VIRTUAL,
    initial       INTEGER NOT NULL CHECK (initial IN (0, 1)),   -- backlog, not news
    withdrawn_ms  INTEGER,
    cluster       TEXT,                                   -- public id; NULL = none
    copy_of       INTEGER REFERENCES story (id)
) STRICT;

CREATE INDEX story_seen ON story (first_seen_ms);
CREATE INDEX story_listed ON story (listed_ms);
CREATE INDEX story_revised ON story (revised_ms);
-- Candidates for near-duplicates: one outlet, about the same minute.
CREATE INDEX story_outlet ON story (outlet, listed_ms);

-- Ids for reader APIs: dense, rising, below 2^31; a reissued story gets a new one.
CREATE TABLE reader_item (
    id         INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id < 2147483648),
    story_id   INTEGER NOT NULL REFERENCES story (id),
    reissue    INTEGER NOT NULL CHECK (reissue >= 0),
    created_ms INTEGER NOT NULL,
    UNIQUE (story_id, reissue)
) STRICT;

-- One distinct text of a story, with everything an event of that time is rendered from.
CREATE TABLE revision (
    story_id        INTEGER NOT NULL REFERENCES story (id),
    number          INTEGER NOT NULL CHECK (number >= 1),
    seen_ms         INTEGER NOT NULL,
    title           TEXT    NOT NULL,
    url             TEXT    NOT NULL,
    content_id      INTEGER REFERENCES content (id),   -- NULL = purged
    body_hash       BLOB    NOT NULL CHECK (length(body_hash) = 16),
    title_body_hash BLOB    NOT NULL CHECK (length(title_body_hash) = 16),
    body_h64        INTEGER NOT NULL,
    title_body_h64  INTEGER NOT NULL,
    tokens          INTEGER NOT NULL CHECK (tokens >= 0),
    text_rules      INTEGER NOT NULL CHECK (text_rules >= 0),
    raw_hash        INTEGER NOT NULL,   -- of the item it was made from
    summary         TEXT    NOT NULL,
    authors         TEXT    NOT NULL CHECK (json_valid(authors)),
    tags            TEXT    NOT NULL CHECK (json_valid(tags)),
    attachments     TEXT    NOT NULL CHECK (json_valid(attachments)),
    image           TEXT    NOT NULL,
    banner_image    TEXT    NOT NULL,
    language        TEXT    NOT NULL,
    published_ms    INTEGER,
    modified_ms     INTEGER,
    change          TEXT    CHECK (change IS NULL OR json_valid(change)),
    CHECK ((number = 1) = (change IS NULL)),
    PRIMARY KEY (story_id, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX revision_title_body ON revision (title_body_h64);
-- Empty and tiny bodies are equal by accident and find nobody.
CREATE INDEX revision_body ON revision (body_h64) WHERE tokens > 0;

-- Tags of the current revision.
CREATE TABLE story_tag (
    tag      TEXT    NOT NULL COLLATE NOCASE,
    story_id INTEGER NOT NULL REFERENCES story (id),
    PRIMARY KEY (tag, story_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX story_tag_story ON story_tag (story_id);

-- One feed carrying a story. When it was last seen is derived: `gone_ms`, or the feed's last success.
CREATE TABLE sighting (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    feed_id       INTEGER NOT NULL REFERENCES feed (id),
    story_id      INTEGER NOT NULL REFERENCES story (id),
    guid          TEXT    NOT NULL,   -- byte for byte
    guid_key      TEXT    NOT NULL,   -- as compared
    url           TEXT    NOT NULL,
    url_key       TEXT    NOT NULL,
    key_rules     INTEGER NOT NULL CHECK (key_rules >= 0),
    first_seen_ms INTEGER NOT NULL,
    gone_ms       INTEGER,
    published_ms  INTEGER,
    enclosures    TEXT    NOT NULL CHECK (json_valid(enclosures))
) STRICT;

CREATE INDEX sighting_story ON sighting (story_id, feed_id);
CREATE INDEX sighting_feed ON sighting (feed_id, story_id);

-- The items of each feed's last document by the hash of their raw bytes. Several may belong to one sighting: an item
-- that a feed lists twice.
CREATE TABLE present_item (
    feed_id     INTEGER NOT NULL REFERENCES feed (id),
    raw_hash    INTEGER NOT NULL,
    sighting_id INTEGER NOT NULL REFERENCES sighting (id),
    PRIMARY KEY (feed_id, raw_hash)
) STRICT, WITHOUT ROWID;

-- Every guid that a feed ever gave a story; the full text is compared behind the hash.
CREATE TABLE feed_guid (
    feed_id  INTEGER NOT NULL REFERENCES feed (id),
    guid_h64 INTEGER NOT NULL,
    story_id INTEGER NOT NULL REFERENCES story (id),
    guid     TEXT    NOT NULL CHECK (guid <> ''),
    PRIMARY KEY (feed_id, guid_h64, story_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX feed_guid_story ON feed_guid (story_id, feed_id);

-- Every URL key that a story was ever seen under, in any feed.
CREATE TABLE url_key (
    key_h64   INTEGER NOT NULL,
    story_id  INTEGER NOT NULL REFERENCES story (id),
    key       TEXT    NOT NULL CHECK (key <> ''),
    key_rules INTEGER NOT NULL CHECK (key_rules >= 0),
    PRIMARY KEY (key_h64, story_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX url_key_story ON url_key (story_id);

-- Why a sighting belongs to its story: the last verdict that was more than "unchanged".
CREATE TABLE decision (
    sighting_id INTEGER PRIMARY KEY REFERENCES sighting (id) ON DELETE CASCADE,
    time_ms     INTEGER NOT NULL,
    verdict     INTEGER NOT NULL CHECK (verdict BETWEEN 0 AND 15),
    rung        INTEGER NOT NULL CHECK (rung BETWEEN 0 AND 15),
    reasons     TEXT    NOT NULL CHECK (json_valid(reasons))
) STRICT;
