-- The rows of each table from their numbers: `<table>_rows(first, last)`, last exclusive. What is not named is null.
CREATE MACRO pick(number, salt, kinds) AS (hash(number * 31 + salt) % kinds)::BIGINT;
CREATE MACRO name(kind, number) AS left(md5(kind || number), 20);
CREATE MACRO one_of(names, number, salt) AS names[pick(number, salt, len(names)) + 1];
CREATE MACRO day(number) AS DATE '2012-01-01' + (pick(number, 1, 4000))::INTEGER;
CREATE MACRO country(number) AS one_of(['SY', 'IQ', 'AF', 'ML', 'NG', 'SO', 'YE', 'UA', 'CD', 'SD'], number, 2);
CREATE MACRO means(number) AS one_of(
    ['air_strike', 'shelling', 'bomb', 'suicide_bomb', 'shooting', 'clash', 'attack', 'execution', NULL], number, 3);
CREATE MACRO killed(number) AS 1 + pick(number, 4, 30);
CREATE MACRO domain(number) AS if(pick(number, 5, 10) < 7, 'conflict', 'accident');
CREATE MACRO event_type(number) AS if(domain(number) = 'conflict', 'Explosions/Remote violence', NULL);
CREATE MACRO perpetrator(number) AS if(pick(number, 6, 3) = 0, NULL, 'groupe ' || pick(number, 7, 3000));
CREATE MACRO perpetrator_type(number) AS
    if(pick(number, 6, 3) = 0, NULL, one_of(['State forces', 'Rebel groups', 'Political militias'], number, 8));
CREATE MACRO voices(number) AS if(pick(number, 9, 3) = 0, [], ['source ' || pick(number, 10, 2000)]);
CREATE MACRO is_vague(number) AS pick(number, 11, 12) = 0;

CREATE MACRO articles_rows(a, b) AS TABLE
    SELECT
        name('article', i) AS article_id, i || '.txt' AS source_file, md5('file' || i) || md5('file' || i) AS source_sha256,
        'text' AS source_format, 'fr' AS language, 'outlet ' || pick(i, 12, 60) AS outlet, 'Titre ' || i AS title,
        day(i) AS published_start, day(i) AS published_end, 1 AS published_prec, 'header' AS published_basis,
        []::VARCHAR[] AS published_evidence, repeat('Une phrase de la dépêche ' || i || '. ', 10) AS text,
        'batch' AS batch_id, TIMESTAMPTZ '2026-01-01 00:00:00+00' AS ingested_at, '3' AS extractor_version
    FROM range(a, b) AS numbers(i);

CREATE MACRO happening(i) AS {
    event_type: event_type(i), means: means(i), domain: domain(i), event_clarity: 1, date_start: day(i),
    date_end: day(i) + if(pick(i, 13, 5) = 0, 6, 0)::INTEGER, date_prec: if(pick(i, 13, 5) = 0, 3, 1),
    place_name: 'Ville ' || pick(i, 14, 20000), location: 'Town ' || pick(i, 14, 20000), country: country(i),
    country_code: country(i), adm_1: 'Province ' || pick(i, 14, 400), latitude: 10 + pick(i, 14, 20000) / 1000,
    longitude: 20 + pick(i, 14, 20000) / 1000, where_prec: 1 + pick(i, 15, 6), perpetrator: perpetrator(i),
    perpetrator_type: perpetrator_type(i), target_type: if(pick(i, 16, 2) = 0, 'Civilians', NULL),
    responsibility: NULL, sources: voices(i), killed_low: killed(i),
    killed_best: if(is_vague(i), NULL, killed(i)), killed_high: if(pick(i, 17, 4) = 0, NULL, killed(i) + pick(i, 18, 5)),
    injured_low: if(pick(i, 19, 2) = 0, NULL, killed(i)), injured_best: if(pick(i, 19, 2) = 0, NULL, 2 * killed(i)),
    killed_civilians_low: if(pick(i, 20, 3) = 0, 1, NULL), killed_civilians_best: if(pick(i, 20, 3) = 0, 1, NULL),
    killed_children_low: if(pick(i, 21, 9) = 0, 1, NULL), killed_children_best: if(pick(i, 21, 9) = 0, 1, NULL)
};

CREATE MACRO events_rows(a, b) AS TABLE
    SELECT
        unnest(happening(i // 2)), name('event', i) AS event_id, name('article', i * 3 // 4) AS article_id,
        false AS is_background, 3 AS n_claims, 'Une phrase de la dépêche ' || i || '.' AS sentence,
        0 AS sentence_start, 30 AS sentence_end, '3' AS extractor_version
    FROM range(a, b) AS numbers(i);

CREATE MACRO claims_rows(a, b) AS TABLE
    SELECT
        name('claim', i) AS claim_id, name('event', i * 2 // 5) AS event_id,
        name('article', (i * 2 // 5) * 3 // 4) AS article_id, one_of(['killed', 'injured'], i, 22) AS outcome,
        if(is_vague(i), one_of([2, 20, 24, 200], i, 23), killed(i)) AS low,
        if(is_vague(i), NULL, killed(i)) AS best, if(is_vague(i) OR pick(i, 17, 4) = 0, NULL, killed(i)) AS high,
        if(is_vague(i), 'vague', 'exact') AS count_kind, 'dix' AS count_text, 'people' AS victim_group,
        if(pick(i, 24, 4) = 0, name('claim', i - 1), NULL) AS part_of, 'incident' AS scope, false AS is_background,
        one_of(['reported', 'reported', 'reported', 'superseded'], i, 25) AS status, voices(i) AS sources,
        'Ville ' || pick(i, 14, 20000) AS place_name, country(i) AS country_code, day(i // 5) AS date_start,
        day(i // 5) AS date_end, 1 AS date_prec, means(i) AS means, perpetrator(i // 5) AS perpetrator,
        domain(i // 5) AS domain, 'dix morts' AS quote, 0 AS quote_start, 9 AS quote_end,
        'Une phrase de la dépêche ' || i || '.' AS sentence, 'rule' AS rule
    FROM range(a, b) AS numbers(i);

CREATE MACRO incidents_rows(a, b) AS TABLE
    SELECT
        name('incident', i) AS incident_id, 1 AS version, 'current' AS status, unnest(happening(i)), 2 AS n_articles,
        pick(i, 26, 3) AS n_sources, day(i) AS first_published, day(i) + 1 AS last_published,
        pick(i, 27, 9) = 0 AS contested, 'fair' AS grading
    FROM range(a, b) AS numbers(i)
    ORDER BY incident_id;

CREATE MACRO incident_events_rows(a, b) AS TABLE
    SELECT name('incident', i // 2) AS incident_id, name('event', i) AS event_id, 1.0 AS score, []::VARCHAR[] AS reasons
    FROM range(a, b) AS numbers(i)
    ORDER BY event_id;

CREATE MACRO incident_claims_rows(a, b) AS TABLE
    SELECT
        name('incident', i // 2) AS incident_id, if(i % 2 = 0, 'killed', 'injured') AS toll,
        name('claim', i // 2 * 5 + i % 2) AS claim_id, true AS low, true AS best, true AS high
    FROM range(a, b) AS numbers(i)
    ORDER BY ALL;

CREATE MACRO incident_history_rows(a, b) AS TABLE
    SELECT
        name('incident', i * 2 // 3) AS incident_id, 1 + (i * 2 % 3) // 2 AS step, name('article', i) AS article_id,
        day(i) AS published_start, day(i) AS published_end, 1 AS published_prec, killed(i) AS killed_low,
        killed(i) AS killed_best, killed(i) AS killed_high, voices(i) AS sources
    FROM range(a, b) AS numbers(i)
    ORDER BY ALL;

CREATE MACRO article_copies_rows(a, b) AS TABLE
    SELECT name('article', 30 * i + 1) AS article_id, name('article', 30 * i) AS duplicate_of, 0.9 AS similarity
    FROM range(a, b) AS numbers(i)
    ORDER BY ALL;

CREATE MACRO article_revisions_rows(a, b) AS TABLE
    SELECT name('article', 300 * i + 7) AS article_id, name('article', 300 * i + 8) AS superseded_by
    FROM range(a, b) AS numbers(i)
    ORDER BY ALL;

CREATE MACRO rejected_rows(a, b) AS TABLE
    SELECT
        'validate' AS stage, i || '.txt' AS source_file, 'batch' AS batch_id, 'refused' AS reason,
        TIMESTAMPTZ '2026-01-01 00:00:00+00' AS at
    FROM range(a, b) AS numbers(i);
