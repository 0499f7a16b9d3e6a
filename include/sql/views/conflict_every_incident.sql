-- Which incidents enter the statistics, whatever is asked for?
--
-- Present readings of single incidents of the domain conflict.
SELECT *
FROM incidents
WHERE status = 'current' AND domain = 'conflict' AND event_clarity = 1
