-- The words of a search: how they are read and what they count.

-- A text as it is searched: letters and digits in small letters without accents, one space between words and at both
-- ends; each Japanese sign is a word of its own.
CREATE MACRO as_words(text) AS ' ' || trim(regexp_replace(
    regexp_replace(folded(text), '([\p{Han}\p{Hiragana}\p{Katakana}])', ' \1 ', 'g'), '[^\p{L}\p{N}]+', ' ', 'g')) || ' ';

-- A month in full as it is shortened, a day in figures as days are written; none for any other word.
CREATE MACRO as_dated(word) AS CASE
    WHEN regexp_full_match(word, '\d{4} \d\d \d\d') THEN lower(strftime(try_cast(replace(word, ' ', '-') AS DATE), '%-d %b %Y'))
    WHEN regexp_full_match(word, '(january|february|march|april|june|july|august|september|october|november|december)') THEN word[1:3]
    END;

-- What else counts as a word of a search: the word without an ending that others of its kind have (recycle, recycled
-- and recycling begin alike, battery and batteries), so that its beginning is left long enough to be told from other
-- words; a month or a day as it is written here; the number of an entry in full (P3 and P-03 are P03). Else the word
-- itself. A space at its end says that it counts as a whole word only, as a number does: 4 is not the beginning of 46.
CREATE MACRO other_form(word) AS coalesce(as_dated(word) || ' ', CASE
    WHEN regexp_full_match(word, '\d+( \d+)*') THEN word || ' '
    WHEN regexp_full_match(word, '[pdw] ?\d{1,2}') THEN word[1] || lpad(trim(word[2:]), 2, '0') || ' '
    WHEN regexp_full_match(word, '[acef] ?\d{1,3}') THEN word[1] || lpad(trim(word[2:]), 3, '0') || ' '
    WHEN regexp_full_match(word, '[a-z]{4,}ies') THEN word[:-4]
    WHEN regexp_full_match(word, '[a-z]{3,}(ss|sh|ch|x)es') THEN word[:-3]
    WHEN regexp_full_match(word, '[a-z]{5,}ing') THEN word[:-4]
    WHEN regexp_full_match(word, '[a-z]{5,}ed|[a-z]{6,}es') THEN word[:-3]
    WHEN regexp_full_match(word, '[a-z]{6,}[ey]') THEN word[:-2]
    WHEN regexp_full_match(word, '[a-z]{3,}[^sui]s') AND NOT ends_with(word, 'ics') THEN word[:-2]
    ELSE word END);

-- The words of a search, each once, and what else counts as it. Small words, which say nothing, are left out where
-- others stand beside them.
CREATE MACRO search_terms(search) AS TABLE
WITH said AS (
    SELECT DISTINCT
        trim(as_words(unnest(string_split(search::VARCHAR, ' ')))) AS word,
        list_contains(['a', 'an', 'and', 'are', 'do', 'does', 'for', 'from', 'how', 'is', 'me', 'my', 'of', 'on', 'our', 'should',
            'the', 'there', 'to', 'what', 'when', 'where', 'which', 'who', 'why', 'will', 'with', 'your'], word) AS small
)

SELECT word, other_form(word) AS other
FROM said
WHERE word <> '' AND (NOT small OR (SELECT bool_and(small) FROM said WHERE word <> ''));

-- The words of a search one after the other, dates as they are written here, as they would stand in an entry; of a
-- single word none.
CREATE MACRO search_phrase(search) AS (
    WITH said AS (
        SELECT list_filter(
            list_transform(string_split(search::VARCHAR, ' '), lambda one: trim(as_words(one))), lambda one: one <> '') AS words
    )

    SELECT
        ' ' || array_to_string(list_transform(words, lambda one: coalesce(as_dated(one), one)), ' ')
        || CASE WHEN regexp_matches(words[-1], '\d$') THEN ' ' ELSE '' END
    FROM said
    WHERE len(words) > 1);

-- How an entry meets a word of a search: 4 a whole word of its title, 3 the beginning of one, or of what else counts as
-- the word, 2 and 1 the same in its text, else 0.
CREATE MACRO word_points(title_words, text_words, word, other) AS CASE
    WHEN contains(title_words, ' ' || word || ' ') THEN 4
    WHEN contains(title_words, ' ' || other) THEN 3
    WHEN contains(text_words, ' ' || word || ' ') THEN 2
    WHEN contains(text_words, ' ' || other) THEN 1
    ELSE 0 END;
