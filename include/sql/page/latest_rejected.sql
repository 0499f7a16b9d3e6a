-- Which files and rows were refused last, and why?
--
-- The latest 100; parameter top sets another number.
SELECT rejected.at, stage, source_file, expectation, reason, batch_id
FROM rejected
ORDER BY rejected.at DESC, source_file, expectation
LIMIT coalesce(getvariable('top')::INTEGER, 100)
