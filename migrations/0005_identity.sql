-- One story: near-duplicates, copies across outlets, what a feed's furniture is, the operator's verdicts, removals.

-- Sketches of the newest texts of the last days: what near-duplicates are found by. Story rows rise with time, so old
-- ones go by range. Texts too short to be recognised have none. The smallest hashes of each are its keys, which the daemon
-- keeps in memory.
CREATE TABLE sketch (
    story_id INTEGER PRIMARY KEY REFERENCES story (id) ON DELETE CASCADE,
    shingles INTEGER NOT NULL CHECK (shingles > 0),   -- of the whole text
    hashes   BLOB    NOT NULL                         -- the smallest of their hashes, ascending, 4 bytes each, big-endian
) STRICT;

CREATE INDEX story_cluster ON story (cluster) WHERE cluster IS NOT NULL;
CREATE INDEX story_copy ON story (copy_of) WHERE copy_of IS NOT NULL;

-- A text goes with the last revision that has it; without this the check of a removal reads all revisions.
CREATE INDEX revision_content ON revision (content_id) WHERE content_id IS NOT NULL;

-- An operator's verdict: this story is that one. The row and all that belongs to it stay as they are, so that the
-- verdict can be taken back; whoever looks for it finds the other. Never points to a story that points on.
ALTER TABLE story ADD COLUMN merged_into INTEGER REFERENCES story (id);

CREATE INDEX story_merged ON story (merged_into) WHERE merged_into IS NOT NULL;

-- Verdicts in the order in which they were given, for `explain`.
CREATE TABLE verdict (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    time_ms  INTEGER NOT NULL,
    kind     TEXT    NOT NULL CHECK (kind IN ('merge', 'split')),
    story_id INTEGER NOT NULL,   -- that went into another, or came out of it
    other_id INTEGER NOT NULL    -- the other
) STRICT;

CREATE INDEX verdict_story ON verdict (story_id);
CREATE INDEX verdict_other ON verdict (other_id);

-- Stories that are no more. Their rows are gone; the ids are never used again.
CREATE TABLE removed_story (
    story_id   INTEGER PRIMARY KEY,
    public_id  TEXT    NOT NULL UNIQUE,
    removed_ms INTEGER NOT NULL,
    reason     TEXT    NOT NULL CHECK (reason IN ('purge', 'retention'))
) STRICT;

-- Keys of removed stories, so that a feed which still carries them does not bring them back: the first half of SHA-256
-- over a kind and the key (store/tombstones.hpp). Nothing of the text can be told from them.
CREATE TABLE tombstone (
    key        BLOB    NOT NULL PRIMARY KEY CHECK (length(key) = 16),
    removed_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What the operator said about a feed's keys: an object of those that are not "auto" (model::DedupPins).
ALTER TABLE feed ADD COLUMN dedup TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(dedup));

-- Lines that turned out to be a feed's furniture: they change, come and go without a meaning.
CREATE TABLE furniture (
    feed_id  INTEGER NOT NULL REFERENCES feed (id),
    mark     INTEGER NOT NULL,   -- hash of what is recognised (dedup/routine.hpp)
    kind     TEXT    NOT NULL,
    sample   TEXT    NOT NULL,   -- one line of it, for people
    first_ms INTEGER NOT NULL,
    last_ms  INTEGER NOT NULL,
    PRIMARY KEY (feed_id, mark)
) STRICT, WITHOUT ROWID;

-- Stories whose text turned back to an older one, and have not stood long enough to be told of.
CREATE TABLE pending_revert (
    story_id INTEGER PRIMARY KEY REFERENCES story (id) ON DELETE CASCADE,
    feed_id  INTEGER NOT NULL REFERENCES feed (id),
    revision INTEGER NOT NULL CHECK (revision >= 1),
    since_ms INTEGER NOT NULL,
    polls    INTEGER NOT NULL   -- feed.polls when it turned back
) STRICT;

CREATE INDEX pending_revert_feed ON pending_revert (feed_id);

-- Left its feed while older and newer neighbours stayed: withdrawn, if the next document lacks it too.
ALTER TABLE sighting ADD COLUMN vanished_ms INTEGER;

CREATE INDEX sighting_vanished ON sighting (feed_id) WHERE vanished_ms IS NOT NULL;

-- Which rules made the URL keys; others mean that they have to be made anew (text::key_rules()). '' = of before there
-- was a choice.
ALTER TABLE meta ADD COLUMN key_rules TEXT NOT NULL DEFAULT '';

-- What a feed said last, also where that made no revision (another feed has the story's text, many items changed alike):
-- the same words again are no news. The first half of SHA-256 over title and body, as revision.title_body_hash; NULL =
-- unknown.
ALTER TABLE sighting ADD COLUMN text_hash BLOB CHECK (text_hash IS NULL OR length(text_hash) = 16);
ALTER TABLE sighting ADD COLUMN text_rules INTEGER NOT NULL DEFAULT 0 CHECK (text_rules >= 0);   -- of the hash
