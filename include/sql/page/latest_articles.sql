-- Which articles came in last?
--
-- The latest 50; parameter top sets another number.
SELECT ingested_at, published_start, published_end, outlet, title, source_file, source_format, duplicate_of, article_id
FROM articles
ORDER BY ingested_at DESC, source_file, article_id
LIMIT coalesce(getvariable('top')::INTEGER, 50)
