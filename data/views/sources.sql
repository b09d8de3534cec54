-- How far a source is to be trusted, and how it was read.

-- How near each source stands to the act: the text of the body that acted, read in full (1) or in part (2), what others
-- reported (3), lists or digests (4), one digest only (5).
CREATE VIEW source_ranks AS
SELECT
    source_id,
    CASE
        WHEN trust IN ('primary', 'copy of primary') AND how_read = 'in full' THEN 1
        WHEN trust IN ('primary', 'copy of primary') THEN 2
        WHEN trust = 'reported' THEN 3
        WHEN trust = 'compiled' THEN 4
        ELSE 5
    END AS rank
FROM sources;

-- What a row rests on, by the best of its sources.
CREATE MACRO rests_on(ids) AS (
    SELECT ['original in full', 'original in part', 'press reports', 'lists or digests', 'one digest only'][min(rank)]
    FROM source_ranks
    WHERE list_contains(ids, source_id));

-- What is added where no original of it was read, such as ', known from press reports only'.
CREATE MACRO known_only_from(ids) AS (
    CASE WHEN starts_with(rests_on(ids), 'original') THEN ''
        ELSE coalesce(', known from ' || replace(rests_on(ids), ' only', '') || ' only', '') END);

-- A publisher as it is shown: a copy that was read in the place of an original is called one.
CREATE MACRO publisher_read(publisher, trust) AS (publisher || CASE
    WHEN trust = 'copy of primary' AND NOT (contains(publisher, '(') OR contains(publisher, ' via ')) THEN ' (read in a copy)' ELSE '' END);
