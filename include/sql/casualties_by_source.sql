-- How many people did conflict incidents kill and hurt, by what each source says?
--
-- For each source, the incidents whose toll it gives, with its own figures: those of the article published last in which
-- it gives them; of one day's articles the higher. Parts of a toll are not counted as one. Several sources speak of the
-- same incident, so never add rows of different sources. The source is null where articles name nobody.
SELECT
    source,
    outcome,
    count(*) AS incidents,
    sum(said_low)::BIGINT AS low,
    sum(said_best)::BIGINT AS best,
    sum(said_high)::BIGINT AS high,
    count(*) FILTER (said_open_ended) AS open_ended,
    count(*) FILTER (said_without_best) AS without_best
FROM conflict_sources
WHERE victim_group = 'all' AND said_low IS NOT NULL
GROUP BY ALL
ORDER BY incidents DESC, best DESC, source NULLS LAST, outcome
