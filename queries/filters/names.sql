-- Further names under which people know the values of list filters: full names, abbreviations, titles.
WITH final AS (
    SELECT 'department' AS filter, unit_id AS value, name FROM units
    UNION ALL SELECT 'organization', organization_id, unnest([name, abbreviation]) FROM organizations
    UNION ALL SELECT 'provision', provision_id, title FROM provisions
    UNION ALL SELECT 'opened', call_id, unnest([title, short_title, number]) FROM calls
    UNION ALL SELECT 'project', project_id, name FROM projects
    UNION ALL SELECT 'brief', brief_id, title FROM briefs
    -- Its name in links of before.
    UNION ALL SELECT 'layer', 'Survey programs', 'Survey programmes'
    UNION ALL SELECT unnest(['among', 'pair']), brief_id, title FROM every_brief
)

SELECT filter, value, name
FROM final
WHERE name IS NOT NULL
ORDER BY filter, value, name
