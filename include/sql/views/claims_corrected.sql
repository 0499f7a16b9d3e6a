-- Which claims do articles make, as they stand after what people put right?
--
-- The columns of claims, and `corrected`: those of them that differ from what was extracted. Standing questions read this.
FROM claims ANTI JOIN mended_claims USING (claim_id)
SELECT *, []::VARCHAR[] AS corrected
UNION ALL BY NAME
FROM mended_claims
SELECT * EXCLUDE (corrections)
