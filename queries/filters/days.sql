-- The first day the notebook can be looked at: the day the Framework was signed.
SELECT signing(NULL) AS first_day
