-- Minerals: lists, production, imports, reserves, uses and prices.

-- Official statistics of who makes, buys and holds what. As published stays as published; low and high are the bounds
-- it means: '>75' is 75 to 100, 'E' (net exporter) 0 to 0, 'W' (withheld) and 'NA' no bounds at all.
CREATE TABLE countries (
    country_iso3 VARCHAR PRIMARY KEY CHECK (regexp_full_match(country_iso3, '[A-Z]{3}')),
    country VARCHAR NOT NULL UNIQUE,
    source_id VARCHAR NOT NULL REFERENCES sources);
COMMENT ON TABLE countries IS 'Countries of the supply figures, with their names as sentences have them.';
COMMENT ON COLUMN countries.country_iso3 IS 'Three-letter ISO 3166 code.';
COMMENT ON COLUMN countries.country IS 'Name as the notebook writes it.';

CREATE TABLE mineral_figures (
    mineral_id VARCHAR PRIMARY KEY REFERENCES minerals,
    year INTEGER NOT NULL,
    us_primary_t DOUBLE CHECK (us_primary_t BETWEEN 0 AND 1e11),
    us_secondary_t DOUBLE CHECK (us_secondary_t BETWEEN 0 AND 1e11),
    us_consumption_t DOUBLE CHECK (us_consumption_t BETWEEN 0 AND 1e11),
    us_consumption_below_t DOUBLE CHECK (us_consumption_below_t BETWEEN 0 AND 1e11),
    consumption_kind consumption_kind,
    world_t DOUBLE CHECK (world_t BETWEEN 0 AND 1e11),
    leader_iso3 VARCHAR REFERENCES countries,
    leader_share_pct DOUBLE CHECK (leader_share_pct BETWEEN 0 AND 100),
    note VARCHAR,
    source_id VARCHAR NOT NULL REFERENCES sources,
    CHECK ((consumption_kind IS NULL) = (us_consumption_t IS NULL AND us_consumption_below_t IS NULL)));
COMMENT ON TABLE mineral_figures IS 'What the United States makes and uses of a mineral, and the world''s output: estimates of one year.';
COMMENT ON COLUMN mineral_figures.year IS 'Year of the estimate.';
COMMENT ON COLUMN mineral_figures.us_primary_t IS 'U.S. primary output in tonnes. Empty: withheld or not published.';
COMMENT ON COLUMN mineral_figures.us_secondary_t IS 'U.S. output from scrap in tonnes. Empty: withheld or not published.';
COMMENT ON COLUMN mineral_figures.us_consumption_t IS 'U.S. consumption in tonnes. Empty: withheld or not published.';
COMMENT ON COLUMN mineral_figures.us_consumption_below_t IS
    'The amount below which consumption is published to lie, in tonnes. Empty: no such bound is published.';
COMMENT ON COLUMN mineral_figures.consumption_kind IS 'Apparent (output and net imports) or reported by users. Empty: no figure.';
COMMENT ON COLUMN mineral_figures.world_t IS 'World output in tonnes, of the form the note names. Empty: not published.';
COMMENT ON COLUMN mineral_figures.leader_iso3 IS 'Country with the largest output. Empty: not published.';
COMMENT ON COLUMN mineral_figures.leader_share_pct IS 'Its share of world output in percent. Empty: not published.';
COMMENT ON COLUMN mineral_figures.note IS 'What to know before using the figures.';

CREATE TABLE import_reliance (
    mineral_id VARCHAR NOT NULL REFERENCES minerals,
    form VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    headline BOOLEAN NOT NULL,
    published VARCHAR NOT NULL,
    low_pct DOUBLE CHECK (low_pct BETWEEN 0 AND 100),
    high_pct DOUBLE CHECK (high_pct BETWEEN 0 AND 100),
    scope figure_scope NOT NULL,
    source_id VARCHAR NOT NULL REFERENCES sources,
    PRIMARY KEY (mineral_id, form, year),
    CHECK (low_pct <= high_pct),
    CHECK ((low_pct IS NULL) = (high_pct IS NULL)),
    CHECK ((low_pct IS NULL) = (published = 'NA')));
COMMENT ON TABLE import_reliance IS 'U.S. net import reliance: net imports as percent of consumption.';
COMMENT ON COLUMN import_reliance.form IS 'Of which form of the mineral.';
COMMENT ON COLUMN import_reliance.year IS 'Year of the figure.';
COMMENT ON COLUMN import_reliance.headline IS 'Whether it is the figure that stands for the mineral.';
COMMENT ON COLUMN import_reliance.published IS 'As published: a number, a bound such as >75, E for a net exporter, NA for not available.';
COMMENT ON COLUMN import_reliance.low_pct IS 'Lower bound in percent; 0 for a net exporter. Empty: not available.';
COMMENT ON COLUMN import_reliance.high_pct IS 'Upper bound in percent; 0 for a net exporter. Empty: not available.';
COMMENT ON COLUMN import_reliance.scope IS 'Whether the figure is of this mineral or of a group that it belongs to.';

CREATE TABLE import_shares (
    importer_iso3 VARCHAR NOT NULL REFERENCES countries CHECK (importer_iso3 IN ('USA', 'JPN')),
    mineral_id VARCHAR NOT NULL REFERENCES minerals,
    form VARCHAR NOT NULL,
    period_start DATE NOT NULL,
    period_end DATE NOT NULL,
    supplier_iso3 VARCHAR REFERENCES countries,
    published VARCHAR NOT NULL,
    low_pct DOUBLE NOT NULL CHECK (low_pct BETWEEN 0 AND 100),
    high_pct DOUBLE NOT NULL CHECK (high_pct BETWEEN 0 AND 100),
    headline BOOLEAN NOT NULL,
    basis share_basis NOT NULL,
    imports_t DOUBLE CHECK (imports_t > 0 AND imports_t <= 1e11),
    note VARCHAR,
    source_id VARCHAR NOT NULL REFERENCES sources,
    UNIQUE (importer_iso3, mineral_id, form, period_start, period_end, supplier_iso3),
    CHECK (low_pct <= high_pct),
    CHECK (period_start < period_end));
COMMENT ON TABLE import_shares IS 'From where the United States and Japan import a mineral: share of each supplier.';
COMMENT ON COLUMN import_shares.importer_iso3 IS 'USA or JPN.';
COMMENT ON COLUMN import_shares.form IS 'Of which form of the mineral.';
COMMENT ON COLUMN import_shares.period_start IS 'First day of the period.';
COMMENT ON COLUMN import_shares.period_end IS 'Last day of the period.';
COMMENT ON COLUMN import_shares.supplier_iso3 IS 'Country that supplies. Empty: all countries that are not listed, together.';
COMMENT ON COLUMN import_shares.published IS 'The share as published, such as 46 or >99.';
COMMENT ON COLUMN import_shares.low_pct IS 'Lower bound in percent of imports.';
COMMENT ON COLUMN import_shares.high_pct IS 'Upper bound in percent of imports.';
COMMENT ON COLUMN import_shares.headline IS 'Whether it belongs to the form that stands for the mineral.';
COMMENT ON COLUMN import_shares.basis IS 'What the percent are of.';
COMMENT ON COLUMN import_shares.imports_t IS 'Imports of the period from all countries in tonnes. Empty: not published with it.';
COMMENT ON COLUMN import_shares.note IS 'What to know before using it. Empty: nothing.';

CREATE TABLE mineral_production (
    mineral_id VARCHAR NOT NULL REFERENCES minerals,
    stage production_stage NOT NULL,
    form VARCHAR NOT NULL,
    content_basis VARCHAR NOT NULL,
    country_iso3 VARCHAR REFERENCES countries,
    aggregate country_aggregate,
    year INTEGER NOT NULL,
    published VARCHAR,
    unit VARCHAR NOT NULL,
    low_t DOUBLE CHECK (low_t BETWEEN 0 AND 1e11),
    high_t DOUBLE CHECK (high_t BETWEEN 0 AND 1e11),
    flag figure_flag,
    estimated BOOLEAN NOT NULL,
    addable BOOLEAN NOT NULL,
    capacity_t DOUBLE CHECK (capacity_t BETWEEN 0 AND 1e11),
    note VARCHAR,
    source_id VARCHAR NOT NULL REFERENCES sources,
    UNIQUE (mineral_id, stage, form, year, country_iso3),
    CHECK ((country_iso3 IS NULL) <> (aggregate IS NULL)),
    CHECK (low_t <= high_t),
    CHECK ((low_t IS NULL) = (high_t IS NULL)),
    CHECK (low_t IS NOT NULL OR flag IS NOT NULL),
    CHECK ((published IS NULL) = (flag = 'capacity only') OR flag IS NULL));
COMMENT ON TABLE mineral_production IS
    'Output of a mineral by country, form and year. Forms are never added to each other, nor ore to metal.';
COMMENT ON COLUMN mineral_production.stage IS 'Mined, processed or refined.';
COMMENT ON COLUMN mineral_production.form IS 'What is made.';
COMMENT ON COLUMN mineral_production.content_basis IS 'Whether tonnes are of ore, gross weight or contained metal.';
COMMENT ON COLUMN mineral_production.country_iso3 IS 'Three-letter ISO 3166 code. Empty: the row is of several countries.';
COMMENT ON COLUMN mineral_production.aggregate IS 'The world, or all countries not listed. Empty: the row is of one country.';
COMMENT ON COLUMN mineral_production.year IS 'Year of the output; the latest ones are estimates.';
COMMENT ON COLUMN mineral_production.published IS
    'As published: a number, W withheld, NA not available, — none. Empty: capacity alone is published.';
COMMENT ON COLUMN mineral_production.unit IS 'Unit of the published figure.';
COMMENT ON COLUMN mineral_production.low_t IS 'Lower bound in tonnes. Empty: withheld or not available.';
COMMENT ON COLUMN mineral_production.high_t IS 'Upper bound in tonnes. Empty: withheld or not available.';
COMMENT ON COLUMN mineral_production.flag IS 'What the published sign means. Empty: it is a plain number.';
COMMENT ON COLUMN mineral_production.estimated IS 'Whether the source calls it an estimate.';
COMMENT ON COLUMN mineral_production.addable IS 'Whether countries may be added: not where each reports another form.';
COMMENT ON COLUMN mineral_production.capacity_t IS 'Capacity in tonnes. Empty: not published.';
COMMENT ON COLUMN mineral_production.note IS 'What to know before using it. Empty: nothing.';

CREATE TABLE mineral_reserves (
    mineral_id VARCHAR NOT NULL REFERENCES minerals,
    form VARCHAR NOT NULL,
    content_basis VARCHAR,
    country_iso3 VARCHAR REFERENCES countries,
    aggregate country_aggregate,
    year INTEGER NOT NULL,
    low_t DOUBLE CHECK (low_t BETWEEN 0 AND 1e13),
    high_t DOUBLE CHECK (high_t BETWEEN 0 AND 1e13),
    flag figure_flag,
    source_id VARCHAR NOT NULL REFERENCES sources,
    UNIQUE (mineral_id, form, year, country_iso3),
    CHECK ((country_iso3 IS NULL) <> (aggregate IS NULL)),
    CHECK (low_t <= high_t),
    CHECK (low_t IS NOT NULL OR high_t IS NOT NULL OR flag IS NOT NULL));
COMMENT ON TABLE mineral_reserves IS 'Reserves of a mineral by country: what could be extracted with profit when it was judged.';
COMMENT ON COLUMN mineral_reserves.form IS 'Of what.';
COMMENT ON COLUMN mineral_reserves.content_basis IS 'Whether tonnes are of ore, gross weight or contained metal. Empty: not said.';
COMMENT ON COLUMN mineral_reserves.country_iso3 IS 'Three-letter ISO 3166 code. Empty: the row is of several countries.';
COMMENT ON COLUMN mineral_reserves.aggregate IS 'The world, or all countries not listed. Empty: the row is of one country.';
COMMENT ON COLUMN mineral_reserves.year IS 'Year of the judgement.';
COMMENT ON COLUMN mineral_reserves.low_t IS 'Lower bound in tonnes. Empty: none is published.';
COMMENT ON COLUMN mineral_reserves.high_t IS 'Upper bound in tonnes. Empty: none is published.';
COMMENT ON COLUMN mineral_reserves.flag IS 'What the published sign means. Empty: it is a plain number.';

CREATE TABLE export_controls (
    mineral_id VARCHAR NOT NULL REFERENCES minerals,
    country_iso3 VARCHAR NOT NULL REFERENCES countries,
    kind control_kind NOT NULL,
    what VARCHAR,
    year INTEGER NOT NULL,
    scope figure_scope NOT NULL,
    source_id VARCHAR NOT NULL REFERENCES sources,
    PRIMARY KEY (mineral_id, country_iso3));
COMMENT ON TABLE export_controls IS 'Controls on the export of a mineral, as listed in November 2025; later ones stand among the events.';
COMMENT ON COLUMN export_controls.country_iso3 IS 'Country that controls.';
COMMENT ON COLUMN export_controls.kind IS 'What it does.';
COMMENT ON COLUMN export_controls.what IS 'Which form of it. Empty: not limited to one.';
COMMENT ON COLUMN export_controls.year IS 'Year in which it took effect.';
COMMENT ON COLUMN export_controls.scope IS 'Whether it is known of this mineral or of its group.';

CREATE TABLE stockpiles (
    mineral_id VARCHAR NOT NULL REFERENCES minerals,
    country_iso3 VARCHAR NOT NULL REFERENCES countries CHECK (country_iso3 IN ('USA', 'JPN')),
    standing stock_standing NOT NULL,
    note VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL REFERENCES sources,
    PRIMARY KEY (mineral_id, country_iso3));
COMMENT ON TABLE stockpiles IS 'What the two governments hold in stock or aim to, as far as public; neither publishes how much.';
COMMENT ON COLUMN stockpiles.country_iso3 IS 'USA or JPN.';
COMMENT ON COLUMN stockpiles.standing IS 'Held, reported held in an older report, a target of the stock, or tracked without stock known.';
COMMENT ON COLUMN stockpiles.note IS 'On what that rests.';

CREATE TABLE recycling_rates (
    mineral_id VARCHAR PRIMARY KEY REFERENCES minerals,
    input_rate_pct DOUBLE NOT NULL CHECK (input_rate_pct BETWEEN 0 AND 100),
    note VARCHAR,
    source_id VARCHAR NOT NULL REFERENCES sources);
COMMENT ON TABLE recycling_rates IS
    'Share of old scrap in what the European Union takes in: end-of-life recycling input rate, no U.S. or Japanese rate.';
COMMENT ON COLUMN recycling_rates.input_rate_pct IS 'Percent of input.';
COMMENT ON COLUMN recycling_rates.note IS 'What to know before using it. Empty: nothing.';

CREATE TABLE mineral_uses (
    mineral_id VARCHAR NOT NULL REFERENCES minerals,
    use mineral_use NOT NULL,
    source_id VARCHAR NOT NULL REFERENCES sources,
    PRIMARY KEY (mineral_id, use));
COMMENT ON TABLE mineral_uses IS 'What a mineral goes into.';
COMMENT ON COLUMN mineral_uses.use IS 'One kind of use; the first four are the products that the Framework names.';

CREATE TABLE governance (
    country_iso3 VARCHAR PRIMARY KEY REFERENCES countries,
    year INTEGER NOT NULL,
    voice_accountability DOUBLE NOT NULL CHECK (voice_accountability BETWEEN -3.5 AND 3.5),
    political_stability DOUBLE NOT NULL CHECK (political_stability BETWEEN -3.5 AND 3.5),
    government_effectiveness DOUBLE NOT NULL CHECK (government_effectiveness BETWEEN -3.5 AND 3.5),
    regulatory_quality DOUBLE NOT NULL CHECK (regulatory_quality BETWEEN -3.5 AND 3.5),
    rule_of_law DOUBLE NOT NULL CHECK (rule_of_law BETWEEN -3.5 AND 3.5),
    control_of_corruption DOUBLE NOT NULL CHECK (control_of_corruption BETWEEN -3.5 AND 3.5),
    source_id VARCHAR NOT NULL REFERENCES sources);
COMMENT ON TABLE governance IS 'Worldwide Governance Indicators of a country: estimates of about -2.5 (weak) to 2.5 (strong).';
COMMENT ON COLUMN governance.country_iso3 IS 'Three-letter ISO 3166 code.';
COMMENT ON COLUMN governance.year IS 'Year of the estimates.';
COMMENT ON COLUMN governance.voice_accountability IS 'Voice and accountability.';
COMMENT ON COLUMN governance.political_stability IS 'Political stability and absence of violence.';
COMMENT ON COLUMN governance.government_effectiveness IS 'Government effectiveness.';
COMMENT ON COLUMN governance.regulatory_quality IS 'Regulatory quality.';
COMMENT ON COLUMN governance.rule_of_law IS 'Rule of law.';
COMMENT ON COLUMN governance.control_of_corruption IS 'Control of corruption.';

CREATE TABLE supply_caveats (
    mineral_id VARCHAR PRIMARY KEY REFERENCES minerals,
    caveat VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL REFERENCES sources);
COMMENT ON TABLE supply_caveats IS 'What the figures of a mineral do not say: our reading of the tables.';
COMMENT ON COLUMN supply_caveats.caveat IS 'In one or two sentences.';

-- What-ifs ready made from events on record; cut and duration are our assumptions, not reports.
CREATE TABLE disruptions (
    disruption_id VARCHAR PRIMARY KEY CHECK (regexp_full_match(disruption_id, '[a-z0-9-]+')),
    position INTEGER NOT NULL UNIQUE,
    title VARCHAR NOT NULL CHECK (length(title) <= 48),
    event_id VARCHAR NOT NULL REFERENCES events,
    cut_pct INTEGER NOT NULL CHECK (cut_pct BETWEEN 0 AND 100),
    months INTEGER NOT NULL CHECK (months BETWEEN 1 AND 60),
    note VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL REFERENCES sources);
COMMENT ON TABLE disruptions IS 'What-ifs ready made from events on record; cut and duration are our assumptions, not reports.';
COMMENT ON COLUMN disruptions.position IS 'Place in the list, 1 first.';
COMMENT ON COLUMN disruptions.title IS 'At most 48 characters.';
COMMENT ON COLUMN disruptions.event_id IS 'The event it is made from.';
COMMENT ON COLUMN disruptions.cut_pct IS 'How much of the supply stops, in percent: assumed.';
COMMENT ON COLUMN disruptions.months IS 'For how many months: assumed.';
COMMENT ON COLUMN disruptions.note IS 'What the event says and what is assumed.';

CREATE TABLE disruption_suppliers (
    disruption_id VARCHAR NOT NULL REFERENCES disruptions,
    supplier_iso3 VARCHAR NOT NULL REFERENCES countries,
    PRIMARY KEY (disruption_id, supplier_iso3));
COMMENT ON TABLE disruption_suppliers IS 'Countries whose supply stops in a what-if.';
COMMENT ON COLUMN disruption_suppliers.supplier_iso3 IS 'Three-letter ISO 3166 code.';

CREATE TABLE disruption_minerals (
    disruption_id VARCHAR NOT NULL REFERENCES disruptions,
    mineral_id VARCHAR NOT NULL REFERENCES minerals,
    PRIMARY KEY (disruption_id, mineral_id));
COMMENT ON TABLE disruption_minerals IS 'Minerals that a what-if is about.';

CREATE TABLE price_floors (
    floor_id VARCHAR PRIMARY KEY CHECK (regexp_full_match(floor_id, '[a-z0-9-]+')),
    position INTEGER NOT NULL UNIQUE,
    title VARCHAR NOT NULL CHECK (length(title) <= 48),
    floor_usd_t DOUBLE NOT NULL CHECK (floor_usd_t > 0 AND floor_usd_t <= 1e9),
    volume_t_year DOUBLE CHECK (volume_t_year > 0 AND volume_t_year <= 1e9),
    years INTEGER CHECK (years BETWEEN 1 AND 60),
    event_id VARCHAR REFERENCES events,
    award_id VARCHAR REFERENCES awards,
    note VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL REFERENCES sources,
    CHECK (event_id IS NOT NULL OR award_id IS NOT NULL));
COMMENT ON TABLE price_floors IS 'Price floors on record.';
COMMENT ON COLUMN price_floors.position IS 'Place in the list, 1 first.';
COMMENT ON COLUMN price_floors.title IS 'At most 48 characters.';
COMMENT ON COLUMN price_floors.floor_usd_t IS 'The floor in dollars a tonne.';
COMMENT ON COLUMN price_floors.volume_t_year IS 'Tonnes a year under it. Empty: not published.';
COMMENT ON COLUMN price_floors.years IS 'For how many years. Empty: not published.';
COMMENT ON COLUMN price_floors.event_id IS 'The event that set it. Empty: an award did.';
COMMENT ON COLUMN price_floors.award_id IS 'The award that holds it. Empty: an event set it.';
COMMENT ON COLUMN price_floors.note IS 'What it is and who pays.';
