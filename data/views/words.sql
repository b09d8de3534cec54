-- The words of a text, as lists are searched.

-- A text in small letters without accents, as it is searched.
CREATE MACRO folded(text) AS strip_accents(lower(text));

-- Whether every word of a search occurs in a text that is in small letters without accents already. No search finds
-- all.
CREATE MACRO has_folded_words(searched, search) AS (search IS NULL OR list_bool_and([
    contains(searched, word) FOR word IN string_split(folded(search::VARCHAR), ' ')]));

-- The same in any text: case and accents do not matter.
CREATE MACRO has_words(text, search) AS has_folded_words(folded(text), search);
