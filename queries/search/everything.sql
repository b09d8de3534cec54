-- Everything on record in which every word of the search occurs, best first; where none does, what holds most words.
--
-- A word that occurs nowhere is taken for the nearest one on record (a slip in four letters, at most two); mended names
-- such words. whole tells whether an entry holds every word, looked_for what it was looked through for (a space at the
-- end: as a whole word only). A word occurs where a word of the text begins with it, or with what else counts as it:
-- the same with another ending, a month or a day as it is written here, the number of an entry in full; a number only
-- where it stands whole. Small words count only where there are no others. Case, accents and punctuation do not matter,
-- and a Japanese sign may stand anywhere. score adds up, for each word of the search, the best it found: 4 a whole word
-- of the title (or number, short or Japanese name), 3 the beginning of one, 2 a whole word of the text, 1 the beginning
-- of one; 2 more for each where they follow each other as they were written. Titles of sources count as text. Ties go
-- by kind, then title. page, parameter and target say where an entry is shown; found counts all hits. Sites are too
-- many to be listed all: up to 200 are found, by name only, and none without a search.
-- $as_of DATE: events and awards known by this day, surveys begun by then, and the state of calls on it
-- $among VARCHAR[]?: briefs whose items are found; empty finds those of the Framework's own. Other entries stay
-- $q VARCHAR?: words that must all occur; empty keeps everything, unranked
-- $rows INTEGER: how many entries to give at most
WITH asked AS MATERIALIZED (
    SELECT word, other, regexp_full_match(word, '\p{L}{4,}') AS may_slip FROM search_terms($q)
),

-- A word, not a number, that occurs nowhere is looked for among all words on record: at most a slip in four letters.
heard AS (
    SELECT DISTINCT a.word
    FROM asked a
    JOIN search_words h ON starts_with(h.word, a.word) OR starts_with(h.word, trim(a.other))
    WHERE a.may_slip AND stands_among(h.brief_id, h.unchosen, $among) AND stands_on($as_of, h.since, h.before)
),

unheard AS (
    SELECT word FROM asked WHERE may_slip EXCEPT FROM heard
),

slips AS (
    SELECT u.word, h.word AS meant, damerau_levenshtein(u.word, h.word) AS slips, bool_or(h.of_title) AS of_title, sum(h.times) AS times
    FROM unheard u
    JOIN search_words h
        ON abs(len(u.word) - len(h.word)) <= least(2, len(u.word) // 4)
    WHERE stands_among(h.brief_id, h.unchosen, $among) AND stands_on($as_of, h.since, h.before)
    GROUP BY ALL
),

mended AS (
    SELECT word, arg_min(meant, (slips, NOT of_title, -times, meant)) AS meant
    FROM slips
    WHERE slips <= least(2, len(word) // 4)
    GROUP BY word
),

read_as AS (
    SELECT a.word, m.meant, coalesce(m.meant, a.word) AS term, CASE WHEN m.meant IS NULL THEN a.other ELSE other_form(m.meant) END AS other
    FROM asked a
    LEFT JOIN mended m USING (word)
),

words AS MATERIALIZED (
    SELECT list(DISTINCT {word: term, other: other}) AS words,
        list_distinct(flatten(list(CASE WHEN trim(other) = term THEN [other] ELSE [term, other] END ORDER BY word))) AS looked_for,
        coalesce(list(word || ' → ' || meant ORDER BY word) FILTER (meant IS NOT NULL), []) AS mended,
        search_phrase($q) AS phrase
    FROM read_as
),

scored AS (
    SELECT
        e.kind, e.place, e.id, e.title, e.also, e.about, e.text, e.page, e.parameter, e.target, e.source_ids, w.mended, w.looked_for,
        list_transform(w.words, lambda one: word_points(
            title_words := e.title_words, text_words := e.text_words, word := one.word, other := one.other)) AS points,
        CASE WHEN contains(e.title_words, w.phrase) OR contains(e.text_words, w.phrase) THEN 2 * len(w.words) ELSE 0 END AS together
    FROM search_entries e
    CROSS JOIN words w
    WHERE stands_among(e.brief_id, e.unchosen, $among) AND stands_on($as_of, e.since, e.before)
    UNION ALL
    (SELECT 'Site', 26, s.site_key, s.name, NULL, s.about, NULL, 'geology', 'site', s.site_key, s.source_ids, w.mended, w.looked_for,
        -- A name is found by the word itself, not with another ending; numbers whole only, here too.
        list_transform(w.words, lambda one: word_points(title_words := s.title_words, text_words := '', word := one.word,
            other := CASE WHEN trim(one.other) = one.word THEN one.other ELSE one.word END)) AS points,
        CASE WHEN contains(s.title_words, w.phrase) THEN 2 * len(w.words) ELSE 0 END
    FROM search_sites s
    CROSS JOIN words w
    WHERE NOT list_contains(points, 0)
    ORDER BY s.name, s.site_key
    LIMIT 200)
),

matched AS (
    SELECT *, (list_sum(points) + together)::INTEGER AS score, len(list_filter(points, lambda one: one > 0)) AS heard,
        max(heard) OVER () AS most
    FROM scored
),

-- Entries that hold every word; where none does, those that hold most of them.
final AS (
    SELECT *, count(*) OVER () AS found
    FROM matched
    WHERE $q IS NULL OR (heard > 0 AND heard = most)
)

SELECT
    kind, id, title, also, about, text, page, parameter, target, coalesce(score, 0) AS score,
    coalesce(heard = len(points), true) AS whole, mended, looked_for, found, source_ids
FROM final
ORDER BY score DESC, place, title, id
LIMIT $rows
