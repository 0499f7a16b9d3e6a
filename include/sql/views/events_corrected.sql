-- Which events do articles tell, as they stand after what people put right?
--
-- The columns of events, and `corrected`: those of them that differ from what was extracted. Standing questions read this.
FROM events ANTI JOIN mended_events USING (event_id)
SELECT *, []::VARCHAR[] AS corrected
UNION ALL BY NAME
FROM mended_events
SELECT * EXCLUDE (corrections)
