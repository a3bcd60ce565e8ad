-- Topic monitors: what the configuration watches for, and which stories each of them found.

-- A row is one query for as long as it is watched. Another query under the same name, or the same query taken up again,
-- is another row: its matches start anew. What a dropped row found goes in small steps; the row goes last.
CREATE TABLE monitor (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    name            TEXT    NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
    query           TEXT    NOT NULL CHECK (query <> ''),
    kinds           TEXT    NOT NULL CHECK (json_valid(kinds)),   -- changes that are told of again
    added_ms        INTEGER NOT NULL,
    last_matched_ms INTEGER,                                      -- of the newest event
    dropped         INTEGER NOT NULL DEFAULT 0 CHECK (dropped IN (0, 1)),
    -- Stories up to this row have not been looked at: backlog, newest first, without events. 0 = all have.
    unseen_up_to    INTEGER NOT NULL CHECK (unseen_up_to >= 0)
) STRICT;

CREATE UNIQUE INDEX monitor_name ON monitor (name) WHERE NOT dropped;

-- A story that matches, or did: whoever was told of it once is not told "first" again.
CREATE TABLE monitor_match (
    monitor_id     INTEGER NOT NULL REFERENCES monitor (id),
    story_id       INTEGER NOT NULL REFERENCES story (id),
    first_revision INTEGER NOT NULL CHECK (first_revision >= 1),
    first_ms       INTEGER NOT NULL,
    matching       INTEGER NOT NULL CHECK (matching IN (0, 1)),   -- its newest revision
    PRIMARY KEY (monitor_id, story_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX monitor_match_story ON monitor_match (story_id, matching);

-- The events of one monitor are found without reading the rest of the log.
ALTER TABLE event ADD COLUMN monitor TEXT
    GENERATED ALWAYS AS (iif(type GLOB 'monitor.*', json_extract(data, '$.monitor'), NULL)) VIRTUAL;

CREATE INDEX event_monitor ON event (monitor, seq) WHERE monitor IS NOT NULL;

-- When the newest revision that is more than cosmetic was seen.
ALTER TABLE story ADD COLUMN updated_ms INTEGER NOT NULL DEFAULT 0;

UPDATE story
SET updated_ms = ifnull((SELECT seen_ms
                         FROM revision
                         WHERE story_id = story.id
                           AND (change IS NULL OR json_extract(change, '$.kind') <> 'cosmetic')
                         ORDER BY number DESC
                         LIMIT 1), first_seen_ms);
