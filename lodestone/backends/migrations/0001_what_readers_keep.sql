-- What readers keep: one row each, with whose it is, its version and its times. `place` is the order of keeping.
CREATE TABLE {schema}.kept (
    kind       text        NOT NULL CHECK (kind IN ('notebook', 'brief', 'mapping', 'sites')),
    name       text        NOT NULL CHECK (name ~ '^[a-z0-9][a-z0-9-]{{0,79}}$'),
    version    text        NOT NULL CHECK (version ~ '^[0-9a-f]{{16}}$'),
    owner      text        NOT NULL DEFAULT '' CHECK (length(owner) <= 320),
    changed_by text        NOT NULL DEFAULT '' CHECK (length(changed_by) <= 320),
    created_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    place      bigint      GENERATED ALWAYS AS IDENTITY,
    content    bytea       NOT NULL CHECK (octet_length(content) <= 16000000),
    PRIMARY KEY (kind, name)
);

-- The files that belong to a thing: the Parquet of imported sites, and the list of lines that were not taken.
CREATE TABLE {schema}.kept_parts (
    kind    text  NOT NULL,
    name    text  NOT NULL,
    part    text  NOT NULL CHECK (part IN ('sites', 'dropped')),
    content bytea NOT NULL CHECK (octet_length(content) <= 200000000),
    PRIMARY KEY (kind, name, part),
    FOREIGN KEY (kind, name) REFERENCES {schema}.kept ON DELETE CASCADE
);
-- Parquet is compressed already.
ALTER TABLE {schema}.kept_parts ALTER COLUMN content SET STORAGE EXTERNAL;

-- One row, which every change counts up: whoever writes holds it, and who reads it knows whether anything is new.
CREATE TABLE {schema}.kept_state (
    only_one   boolean     PRIMARY KEY DEFAULT true CHECK (only_one),
    identity   uuid        NOT NULL DEFAULT gen_random_uuid(),
    change     bigint      NOT NULL DEFAULT 0,
    changed_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
INSERT INTO {schema}.kept_state DEFAULT VALUES;
