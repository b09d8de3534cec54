-- The lists of words that a cell may hold.
--
-- The files of this folder are the only description of what the notebook knows, one subject a table: types, keys, lists
-- and checks are what the text files in data/ are held against before anything is loaded. What a table and a column
-- mean is said in COMMENT ON right after the table; 'Empty:' tells what it means where a cell may be empty, if that is
-- more than 'not known'. The database carries these words: python -m lodestone schema. Unknown is NULL, never 0 and
-- never an empty text. Every row names its source.

-- How near a source stands to the body whose act it reports.
CREATE TYPE trust AS ENUM ('primary', 'copy of primary', 'reported', 'compiled', 'weak');
CREATE TYPE how_read AS ENUM ('in full', 'opening only', 'index entry', 'dataset extract', 'computed here');

-- Where a statement comes from. These kinds are never mixed in one count.
CREATE TYPE basis AS ENUM ('brief', 'framework text', 'reported', 'official statistic', 'computed', 'our reading');

CREATE TYPE pillar AS ENUM (
    'Supply security', 'Investment', 'Permitting', 'Markets and pricing', 'Investment security', 'Recycling',
    'International partners', 'Geoscience', 'Rapid response', 'Stockpiling', 'General provisions');
CREATE TYPE instrument AS ENUM (
    'grant', 'loan', 'guarantee', 'equity', 'offtake', 'insurance', 'regulatory facilitation', 'financial support',
    'coordinated investment', 'investment mechanism', 'economic policy tools', 'trade measure', 'price mechanism',
    'standards-based market', 'stockpile', 'investment screening', 'recycling investment', 'scrap management',
    'geological survey', 'project identification', 'industry dialogue', 'ministerial meeting',
    'rapid response group', 'diplomacy', 'consultation', 'monitoring', 'termination notice',
    'non-binding arrangement', 'signature');
CREATE TYPE derivative_product AS ENUM ('permanent magnets', 'batteries', 'catalysts', 'optical materials');

-- How much of the published Framework text was read for a provision.
CREATE TYPE text_seen AS ENUM ('full', 'near-full', 'summary only', 'brief only');
CREATE TYPE difference_kind AS ENUM ('brief says otherwise', 'brief says less', 'brief says more', 'seen in the brief only');

CREATE TYPE item_kind AS ENUM (
    'summary', 'risk', 'program', 'impact', 'action', 'opportunity', 'milestone', 'organization', 'official', 'signatory');
CREATE TYPE clock AS ENUM ('fixed', 'conditional');
-- What starts a clock of the Framework: its signing, or the arrival of a written request or notice.
CREATE TYPE clock_start AS ENUM ('signing', 'request', 'notice');
CREATE TYPE clock_unit AS ENUM ('days', 'months');
CREATE TYPE mention AS ENUM ('explicit', 'implied', 'not mentioned');
CREATE TYPE capacity AS ENUM ('responsible', 'signatory');
CREATE TYPE unit_kind AS ENUM ('university', 'school', 'department', 'center', 'office', 'institute', 'program');
-- How a link between an organization and a provision is known, the strongest first.
CREATE TYPE link_basis AS ENUM ('leads', 'named in the brief', 'implied in the brief', 'reported', 'our reading');
-- What is offered or watched: only a funding call, a rolling program or a fellowship pays.
CREATE TYPE call_kind AS ENUM (
    'funding call', 'rolling program', 'fellowship', 'seed fund', 'consortium', 'notice', 'precedent',
    'request for views');
-- What a reading of a unit's business with something rests on.
CREATE TYPE relation_basis AS ENUM (
    'field of study', 'office mission', 'own work on record', 'named in the brief', 'legal or policy field');
CREATE TYPE dependence AS ENUM (
    'buys it as input', 'studies it', 'supplies technology for it', 'analyzes its market or policy',
    'health/environment effects');
CREATE TYPE rhythm AS ENUM (
    'annual', 'every second year', 'about every three years', 'rolling', 'irregular', 'one-off', 'lapsed', 'unknown');
-- Whether the next round was published or is guessed from those before.
CREATE TYPE next_basis AS ENUM ('published', 'listing', 'past rhythm', 'none');
CREATE TYPE channel_kind AS ENUM ('mailbox', 'page', 'phone', 'docket', 'none found');
CREATE TYPE university_role AS ENUM (
    'lead', 'lead or partner', 'partner', 'member', 'respondent', 'not open', 'not stated');

CREATE TYPE event_status AS ENUM ('occurred', 'planned', 'calculated');
CREATE TYPE date_precision AS ENUM ('day', 'report date', 'approximate');
-- 'meets', 'progress' and 'unmet' decide a milestone's status; 'related' and 'deadline' never do.
CREATE TYPE evidence AS ENUM ('meets', 'progress', 'unmet', 'related', 'deadline');
CREATE TYPE closeness AS ENUM ('direct', 'related');
-- How an event or an award is tied to the Framework, the closest first; sums and counts keep these apart.
-- 'names the Framework': the act or statement itself refers to it, or is an act under it. 'both countries': the two
-- governments, or a project of the two, without naming it. 'one country': one of the two, in the same aim. 'context':
-- China's controls, court rulings, other countries, markets.
CREATE TYPE tie AS ENUM ('names the Framework', 'both countries', 'one country', 'context');

-- What a word that these pages explain belongs to, and whose word it is.
CREATE TYPE term_kind AS ENUM (
    'status of a clock', 'commitment level', 'tie to the Framework', 'grade', 'score', 'evidence', 'word');
CREATE TYPE term_owner AS ENUM ('Lodestone''s own word', 'the brief''s word', 'a word of the field');

-- How firmly money is promised. Sums never cross these levels; cancelled and superseded awards are in none.
CREATE TYPE commitment_level AS ENUM ('firm', 'conditional', 'indicative', 'announced', 'cancelled', 'superseded');
-- The chain from ore to product, in order.
CREATE TYPE stage AS ENUM (
    'mining', 'separation', 'refining', 'metal and alloy', 'magnet', 'battery', 'recycling', 'stockpile');
CREATE TYPE confidence AS ENUM ('high', 'medium', 'low');
CREATE TYPE award_instrument AS ENUM (
    'grant', 'loan', 'guarantee', 'equity', 'offtake', 'price floor', 'tax credit', 'insurance');
-- 'joint': both governments' money, or a project named or financed under the two countries' deals.
-- 'commercial': a Japanese buyer, parent, partner or backer of the firm.
CREATE TYPE japan_link AS ENUM ('joint', 'commercial');
CREATE TYPE place_precision AS ENUM ('city', 'nearest named town');

CREATE TYPE mineral_group AS ENUM (
    'Rare earths', 'Battery minerals', 'Semiconductor elements', 'Alloying metals', 'Platinum-group metals',
    'Base and precious metals', 'Other minerals');
CREATE TYPE site_kind AS ENUM ('deposit', 'mine', 'district', 'smelter or refinery', 'processing plant');
CREATE TYPE site_status AS ENUM ('producer', 'past producer', 'prospect', 'unknown');
-- How the point agrees with the country the record names.
CREATE TYPE coordinate_check AS ENUM (
    'in country', 'within 25 km', 'country from coordinates', 'open ocean', 'offshore');
CREATE TYPE location_confidence AS ENUM ('high', 'moderate');
-- Whether the minerals are those of the record or of the whole data set.
CREATE TYPE commodity_basis AS ENUM ('record', 'dataset');
CREATE TYPE grade_unit AS ENUM ('%', 'g/t', 'ppm');
CREATE TYPE survey_place AS ENUM (
    'published polygon', 'published bounds', 'states named', 'region named', 'prefecture named', 'national', 'EEZ',
    'not stated');
CREATE TYPE unshipped_subject AS ENUM ('sites', 'awards');
-- The terms of the fit score, each worked out in data/views/fit.sql.
CREATE TYPE score_term AS ENUM ('named', 'business', 'expertise', 'call', 'partner');
CREATE TYPE licence_class AS ENUM ('public domain', 'open', 'facts only', 'terms unread');

-- How the figures of supply are read; mineral_use begins with the products that the Framework names.
CREATE TYPE consumption_kind AS ENUM ('apparent', 'reported by users');
CREATE TYPE figure_scope AS ENUM (
    'this mineral', 'rare earths as a group', 'heavy rare earths as a group', 'rare earths as a class');
CREATE TYPE share_basis AS ENUM ('average of imports', 'import value', 'imports', 'import tonnage');
CREATE TYPE production_stage AS ENUM ('mine', 'processed', 'refined');
CREATE TYPE country_aggregate AS ENUM ('world', 'other countries');
CREATE TYPE figure_flag AS ENUM (
    'zero', 'withheld', 'not available', 'not calculable', 'below half a unit', 'range', 'capacity only', 'more than',
    'less than', 'large', 'small');
CREATE TYPE control_kind AS ENUM ('ban', 'licensing', 'quota');
CREATE TYPE stock_standing AS ENUM ('held', 'reported held', 'target', 'tracked');
CREATE TYPE mineral_use AS ENUM (
    'permanent magnets', 'batteries', 'catalysts', 'optical materials', 'semiconductors', 'alloys and superalloys',
    'other uses');
