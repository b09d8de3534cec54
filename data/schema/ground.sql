-- Sites, deposits and mapping programs.

CREATE TABLE mapping_programmes (
    mapping_id VARCHAR PRIMARY KEY,
    programme VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    place VARCHAR,
    latitude DOUBLE CHECK (latitude BETWEEN -90 AND 90),
    longitude DOUBLE CHECK (longitude BETWEEN -180 AND 180),
    west DOUBLE CHECK (west BETWEEN -180 AND 180),
    south DOUBLE CHECK (south BETWEEN -90 AND 90),
    east DOUBLE CHECK (east BETWEEN -180 AND 180),
    north DOUBLE CHECK (north BETWEEN -90 AND 90),
    place_basis survey_place NOT NULL,
    year_start INTEGER CHECK (year_start BETWEEN 1990 AND 2100),
    year_end INTEGER CHECK (year_end BETWEEN 1990 AND 2100),
    area_sq_km DOUBLE CHECK (area_sq_km > 0 AND area_sq_km <= 510072000),
    area_as_published VARCHAR,
    cost_usd BIGINT CHECK (cost_usd > 0 AND cost_usd <= 1000000000000),
    cost_note VARCHAR,
    lead VARCHAR,
    data_url VARCHAR CHECK (regexp_full_match(data_url, 'https?://[A-Za-z0-9.-]+(:[0-9]+)?([/?#][^\s<>"\\]*)?')),
    note VARCHAR,
    source_id VARCHAR NOT NULL REFERENCES sources,
    CHECK (year_start <= year_end),
    CHECK ((latitude IS NULL) = (longitude IS NULL)),
    -- West lies before east, or on the other side of the antimeridian.
    CHECK (west < east OR (west > 0 AND east < 0)),
    CHECK (south < north),
    CHECK ((west IS NULL) = (east IS NULL) AND (west IS NULL) = (south IS NULL) AND (west IS NULL) = (north IS NULL)));
COMMENT ON TABLE mapping_programmes IS 'Surveys, maps and programmes that look for minerals.';
COMMENT ON COLUMN mapping_programmes.programme IS 'The program it is part of.';
COMMENT ON COLUMN mapping_programmes.place IS 'Where, in the source''s words. Empty: not stated.';
COMMENT ON COLUMN mapping_programmes.latitude IS 'Of a point, in degrees north. Empty: no point is published.';
COMMENT ON COLUMN mapping_programmes.longitude IS 'Of a point, in degrees east. Empty: no point is published.';
COMMENT ON COLUMN mapping_programmes.west IS 'Western bound in degrees. Empty: no bounds are published.';
COMMENT ON COLUMN mapping_programmes.south IS 'Southern bound in degrees. Empty: no bounds are published.';
COMMENT ON COLUMN mapping_programmes.east IS 'Eastern bound in degrees. Empty: no bounds are published.';
COMMENT ON COLUMN mapping_programmes.north IS 'Northern bound in degrees. Empty: no bounds are published.';
COMMENT ON COLUMN mapping_programmes.place_basis IS 'What the place rests on.';
COMMENT ON COLUMN mapping_programmes.year_start IS 'First year. Empty: not stated.';
COMMENT ON COLUMN mapping_programmes.year_end IS 'Last year. Empty: not stated or still running.';
COMMENT ON COLUMN mapping_programmes.area_sq_km IS 'Square kilometers covered. Empty: not published.';
COMMENT ON COLUMN mapping_programmes.area_as_published IS 'The area in the source''s own unit. Empty: not published.';
COMMENT ON COLUMN mapping_programmes.cost_usd IS
    'In dollars. Never to be added: authorisations, yearly totals and single surveys overlap. Empty: not published.';
COMMENT ON COLUMN mapping_programmes.cost_note IS 'What the cost covers.';
COMMENT ON COLUMN mapping_programmes.lead IS 'Who leads it. Empty: not stated.';
COMMENT ON COLUMN mapping_programmes.data_url IS 'Address of the data. Empty: none found.';
COMMENT ON COLUMN mapping_programmes.note IS 'What to know about it.';

CREATE TABLE mapping_countries (
    mapping_id VARCHAR NOT NULL REFERENCES mapping_programmes,
    country_iso3 VARCHAR NOT NULL CHECK (regexp_full_match(country_iso3, '[A-Z]{3}')),
    PRIMARY KEY (mapping_id, country_iso3));
COMMENT ON TABLE mapping_countries IS 'Countries a survey or programme covers.';
COMMENT ON COLUMN mapping_countries.country_iso3 IS 'Three-letter ISO 3166 code.';

CREATE TABLE mapping_areas (
    mapping_id VARCHAR NOT NULL REFERENCES mapping_programmes,
    area VARCHAR NOT NULL CHECK (regexp_full_match(area, '(US|JP)-[A-Z0-9]{2}')),
    PRIMARY KEY (mapping_id, area));
COMMENT ON TABLE mapping_areas IS 'States and prefectures a survey or programme covers.';
COMMENT ON COLUMN mapping_areas.area IS 'ISO 3166-2 code, as the outlines in basemap/ have it.';

CREATE TABLE mapping_methods (
    mapping_id VARCHAR NOT NULL REFERENCES mapping_programmes,
    method VARCHAR NOT NULL,
    PRIMARY KEY (mapping_id, method));
COMMENT ON TABLE mapping_methods IS 'Methods of a survey or programme.';
COMMENT ON COLUMN mapping_methods.method IS 'One method.';

CREATE TABLE mapping_minerals (
    mapping_id VARCHAR NOT NULL REFERENCES mapping_programmes,
    mineral_id VARCHAR NOT NULL REFERENCES minerals,
    PRIMARY KEY (mapping_id, mineral_id));
COMMENT ON TABLE mapping_minerals IS 'Minerals a survey or programme looks for.';

CREATE TABLE sites (
    site_id VARCHAR PRIMARY KEY,
    name VARCHAR NOT NULL,
    country_iso3 VARCHAR CHECK (regexp_full_match(country_iso3, '[A-Z]{3}')),
    country_name VARCHAR NOT NULL,
    admin_area VARCHAR,
    latitude DOUBLE NOT NULL CHECK (latitude BETWEEN -90 AND 90),
    longitude DOUBLE NOT NULL CHECK (longitude BETWEEN -180 AND 180),
    mineral_id VARCHAR NOT NULL REFERENCES minerals,
    deposit_type VARCHAR,
    kind site_kind NOT NULL,
    plant VARCHAR,
    status site_status NOT NULL,
    ore_tonnes DOUBLE CHECK (ore_tonnes > 0 AND ore_tonnes <= 1e12),
    grade VARCHAR,
    resource_note VARCHAR,
    resource_source_id VARCHAR REFERENCES sources,
    commodity_basis commodity_basis NOT NULL,
    location_confidence location_confidence,
    coordinate_check coordinate_check NOT NULL,
    source_id VARCHAR NOT NULL REFERENCES sources,
    source_record VARCHAR NOT NULL,
    CHECK ((coalesce(ore_tonnes::VARCHAR, grade, resource_note) IS NULL) = (resource_source_id IS NULL)));
COMMENT ON TABLE sites IS
    'Places with a mineral record: deposits, mines, districts and plants. A record, not a resource.';
COMMENT ON COLUMN sites.country_iso3 IS 'Three-letter ISO 3166 code. Empty: in the open ocean.';
COMMENT ON COLUMN sites.country_name IS 'Country, or the name of the ocean.';
COMMENT ON COLUMN sites.admin_area IS 'State or province. Empty: not recorded.';
COMMENT ON COLUMN sites.latitude IS 'Degrees north.';
COMMENT ON COLUMN sites.longitude IS 'Degrees east.';
COMMENT ON COLUMN sites.mineral_id IS 'The main mineral; site_minerals lists all.';
COMMENT ON COLUMN sites.deposit_type IS 'In the record''s words. Empty: not recorded.';
COMMENT ON COLUMN sites.kind IS 'What the record is of.';
COMMENT ON COLUMN sites.plant IS 'What stands there, in the record''s words. Empty: not recorded.';
COMMENT ON COLUMN sites.status IS 'Whether it produces, or did, as far as the record tells.';
COMMENT ON COLUMN sites.ore_tonnes IS 'Tonnes of ore as published. Empty: not published.';
COMMENT ON COLUMN sites.grade IS 'As published. Empty: not published.';
COMMENT ON COLUMN sites.resource_note IS 'What the tonnage and grade are of. Empty: neither is published.';
COMMENT ON COLUMN sites.resource_source_id IS 'Source of tonnage and grade. Empty: neither is published.';
COMMENT ON COLUMN sites.commodity_basis IS 'Whether the minerals are those of the record or of the whole data set.';
COMMENT ON COLUMN sites.location_confidence IS 'How the source rates the position. Empty: it does not.';
COMMENT ON COLUMN sites.coordinate_check IS 'How the point agrees with the country the record names.';
COMMENT ON COLUMN sites.source_record IS 'The record''s own key in its data set.';

CREATE TABLE site_minerals (
    site_id VARCHAR NOT NULL REFERENCES sites,
    mineral_id VARCHAR NOT NULL REFERENCES minerals,
    PRIMARY KEY (site_id, mineral_id));
COMMENT ON TABLE site_minerals IS 'All minerals of a site.';

CREATE TABLE site_sources (
    site_id VARCHAR NOT NULL REFERENCES sites,
    source_id VARCHAR NOT NULL REFERENCES sources,
    PRIMARY KEY (site_id, source_id));
COMMENT ON TABLE site_sources IS 'Other data sets that hold the same place.';

CREATE TABLE site_grades (
    site_id VARCHAR NOT NULL REFERENCES sites,
    mineral_id VARCHAR NOT NULL REFERENCES minerals,
    grade DOUBLE NOT NULL CHECK (grade > 0),
    unit grade_unit NOT NULL,
    source_id VARCHAR NOT NULL REFERENCES sources,
    PRIMARY KEY (site_id, mineral_id),
    CHECK (grade <= CASE unit WHEN '%' THEN 100 ELSE 1000000 END));
COMMENT ON TABLE site_grades IS 'The numbers in a site''s published grade.';
COMMENT ON COLUMN site_grades.grade IS 'In unit.';
COMMENT ON COLUMN site_grades.unit IS 'Percent, grams a tonne or parts per million.';

CREATE TABLE unshipped (
    subject unshipped_subject NOT NULL,
    source_id VARCHAR PRIMARY KEY REFERENCES sources,
    record_count INTEGER NOT NULL CHECK (record_count > 0),
    what VARCHAR NOT NULL,
    reason VARCHAR NOT NULL);
COMMENT ON TABLE unshipped IS 'Data that is known and not shipped, with the reason.';
COMMENT ON COLUMN unshipped.subject IS 'Whether they are sites or awards.';
COMMENT ON COLUMN unshipped.record_count IS 'How many records it holds.';
COMMENT ON COLUMN unshipped.what IS 'What the records are.';
COMMENT ON COLUMN unshipped.reason IS 'Why it is not shipped.';
