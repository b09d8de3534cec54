-- Where each source is named.

-- Every row that names a source, one row a naming, and the sources behind what concerns a department.
CREATE VIEW citations AS
SELECT source_id FROM provisions
UNION ALL SELECT second_source_id FROM provisions
UNION ALL SELECT source_id FROM differences
UNION ALL SELECT second_source_id FROM differences
UNION ALL SELECT source_id FROM brief_items
UNION ALL SELECT source_id FROM organizations
UNION ALL SELECT second_source_id FROM organizations
UNION ALL SELECT place_source_id FROM organizations
UNION ALL SELECT source_id FROM office_holders
UNION ALL SELECT source_id FROM organization_provisions
UNION ALL SELECT source_id FROM officials
UNION ALL SELECT person_source_id FROM officials
UNION ALL SELECT source_id FROM milestones
UNION ALL SELECT second_source_id FROM milestones
UNION ALL SELECT source_id FROM events
UNION ALL SELECT second_source_id FROM events
UNION ALL SELECT source_id FROM event_milestones
UNION ALL SELECT source_id FROM units
UNION ALL SELECT source_id FROM unit_sources
UNION ALL SELECT source_id FROM expertise
UNION ALL SELECT source_id FROM partner_statements
UNION ALL SELECT source_id FROM calls
UNION ALL SELECT second_source_id FROM calls
UNION ALL SELECT source_id FROM minerals
UNION ALL SELECT source_id FROM projects
UNION ALL SELECT place_source_id FROM projects
UNION ALL SELECT source_id FROM awards
UNION ALL SELECT second_source_id FROM awards
UNION ALL SELECT source_id FROM award_stages
UNION ALL SELECT source_id FROM mapping_programmes
UNION ALL SELECT source_id FROM sites
UNION ALL SELECT resource_source_id FROM sites
UNION ALL SELECT source_id FROM site_sources
UNION ALL SELECT source_id FROM unshipped
UNION ALL SELECT source_id FROM provision_relations
UNION ALL SELECT source_id FROM organization_relations
UNION ALL SELECT source_id FROM call_relations
UNION ALL SELECT source_id FROM partner_relations
UNION ALL SELECT source_id FROM mineral_relations
UNION ALL SELECT source_id FROM call_watch
UNION ALL SELECT source_id FROM watch_units
UNION ALL SELECT source_id FROM contact_units
UNION ALL SELECT source_id FROM contacts
UNION ALL SELECT source_id FROM countries
UNION ALL SELECT source_id FROM mineral_figures
UNION ALL SELECT source_id FROM import_reliance
UNION ALL SELECT source_id FROM import_shares
UNION ALL SELECT source_id FROM mineral_production
UNION ALL SELECT source_id FROM mineral_reserves
UNION ALL SELECT source_id FROM export_controls
UNION ALL SELECT source_id FROM stockpiles
UNION ALL SELECT source_id FROM recycling_rates
UNION ALL SELECT source_id FROM mineral_uses
UNION ALL SELECT source_id FROM governance
UNION ALL SELECT source_id FROM supply_caveats
UNION ALL SELECT source_id FROM disruptions
UNION ALL SELECT source_id FROM price_floors;

CREATE VIEW unit_citations AS
SELECT unit_id, source_id FROM units
UNION SELECT unit_id, source_id FROM unit_sources
UNION SELECT unit_id, source_id FROM expertise WHERE unit_id IS NOT NULL
UNION SELECT u.unit_id, unnest([p.source_id, p.second_source_id])
FROM unit_provisions u JOIN provisions p USING (provision_id)
UNION SELECT u.unit_id, unnest([e.source_id, e.second_source_id])
FROM unit_provisions u JOIN event_provisions ep USING (provision_id) JOIN events e USING (event_id)
UNION SELECT u.unit_id, o.source_id FROM unit_provisions u JOIN organization_provisions o USING (provision_id)
UNION SELECT r.unit_id, unnest([c.source_id, c.second_source_id])
FROM unit_relations r JOIN calls c ON r.subject = 'call' AND c.call_id = r.subject_id
UNION SELECT r.unit_id, s.source_id
FROM unit_relations r JOIN partner_statements s ON r.subject = 'partner' AND s.partner_id = r.subject_id
UNION SELECT u.unit_id, i.source_id FROM unit_items u JOIN brief_items i USING (item_id)
UNION SELECT u.unit_id, unnest([a.source_id, a.second_source_id, p.source_id])
FROM unit_projects u JOIN projects p USING (project_id) JOIN awards a USING (project_id)
UNION SELECT unit_id, source_id FROM unit_relations
UNION SELECT unit_id, source_id FROM contact_units
UNION SELECT unit_id, source_id FROM unit_watch;
