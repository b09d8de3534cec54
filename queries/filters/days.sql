-- The first day the notebook can be looked at: the day the first Framework was signed.
SELECT min(signed_date) AS first_day FROM briefs
