-- One department: what it is, what the brief calls it, its topics with the words that justify each, the
-- provisions it has clear business with (Lodestone's own reading, the closest first), and how old the
-- newest source is. through: of a school, the departments that have clear business with a provision.
-- $department VARCHAR: the department
SELECT
    unit_id, name, short_name, kind, school, parent, relevance, named_as, status_note, closed, last_seen_year, topics,
    business, through, disciplines, url, source_ids
FROM unit_sheets
WHERE unit_id = $department
