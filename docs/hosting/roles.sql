-- The role by which the notebook signs in: it reads and changes what readers keep, and can neither make nor drop tables.
-- Run it once, after `python -m lodestone store migrate`, as the role that migrated. Put a long word in place of the dots.
CREATE ROLE lodestone_app LOGIN PASSWORD '…' CONNECTION LIMIT 50;
GRANT USAGE ON SCHEMA lodestone TO lodestone_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA lodestone TO lodestone_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA lodestone GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO lodestone_app;
