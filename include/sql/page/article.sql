-- What is known of one article?
--
-- Parameter article is its article_id.
SELECT
    article_id,
    title,
    outlet,
    url,
    language,
    published_start,
    published_end,
    published_basis,
    source_file,
    source_format,
    duplicate_of,
    text
FROM articles
WHERE article_id = getvariable('article')::VARCHAR
