-- Who gives which figure for which incident?
--
-- One row an incident, outcome, victim group and source, from the claims that their articles still stand by; the source
-- is null where an article names nobody. latest is the figure of the article published last, lowest and highest span all
-- that the source gave; open_ended counts claims that set no upper bound. Figures of sources are rivals: never add them.
-- Rows of one incident stand together, in no further order: putting millions of rows in order takes longer than counting
-- them. Parameter incident takes the first characters of an incident_id.
SELECT
    incident_id,
    outcome,
    victim_group,
    source,
    lowest,
    latest,
    highest,
    open_ended,
    claims,
    articles
FROM conflict_sources
WHERE victim_group <> 'all'
  AND (getvariable('incident')::VARCHAR IS NULL OR starts_with(incident_id, getvariable('incident')::VARCHAR))
