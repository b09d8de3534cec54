-- The mark of a whole database.

CREATE TABLE build_info (
    version VARCHAR NOT NULL,
    lodestone VARCHAR NOT NULL,
    row_count INTEGER NOT NULL,
    views_sql VARCHAR NOT NULL);
COMMENT ON TABLE build_info IS 'The build writes one row here, last: a file without it is not a database.';
COMMENT ON COLUMN build_info.version IS 'Sixteen hex digits over the content and the code that reads it.';
COMMENT ON COLUMN build_info.lodestone IS 'Release of the code.';
COMMENT ON COLUMN build_info.row_count IS 'Rows of content in all tables.';
COMMENT ON COLUMN build_info.views_sql IS 'The views and shared rules as they were when it was built.';
