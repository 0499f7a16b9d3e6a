-- What toll did each single incident of the domain conflict take, one row an outcome that somebody gave a figure for?
--
-- All of them, whatever is asked for. low is what is certain: 0 where the words set no lower bound. best falls back to
-- low where no best figure is given (`without_best`). high falls back to best and then low where the words set no upper
-- bound (`open_ended`): it is then the highest figure given, and the truth may lie above it. So low <= best <= high for
-- each row and each sum of rows. Vague numbers count as the parameter reading says; told_low, told_best and told_high are
-- the figures before they fall back, null where nobody gives one.
WITH counted AS (
    SELECT *
    FROM incidents
    WHERE status = 'current' AND domain = 'conflict' AND event_clarity = 1
), told AS (
    SELECT *, 'killed' AS toll, 'killed' AS outcome, 'all' AS victim_group, killed_low AS least, killed_best AS middle, killed_high AS most
    FROM counted WHERE coalesce(killed_low, killed_best, killed_high) IS NOT NULL
    UNION ALL
    SELECT *, 'injured' AS toll, 'injured' AS outcome, 'all' AS victim_group, injured_low AS least, injured_best AS middle, injured_high AS most
    FROM counted WHERE coalesce(injured_low, injured_best, injured_high) IS NOT NULL
    UNION ALL
    SELECT *, 'missing' AS toll, 'missing' AS outcome, 'all' AS victim_group, missing_low AS least, missing_best AS middle, missing_high AS most
    FROM counted WHERE coalesce(missing_low, missing_best, missing_high) IS NOT NULL
    UNION ALL
    SELECT *, 'abducted' AS toll, 'abducted' AS outcome, 'all' AS victim_group, abducted_low AS least, abducted_best AS middle, abducted_high AS most
    FROM counted WHERE coalesce(abducted_low, abducted_best, abducted_high) IS NOT NULL
    UNION ALL
    SELECT *, 'detained' AS toll, 'detained' AS outcome, 'all' AS victim_group, detained_low AS least, detained_best AS middle, detained_high AS most
    FROM counted WHERE coalesce(detained_low, detained_best, detained_high) IS NOT NULL
    UNION ALL
    SELECT *, 'casualties' AS toll, 'casualties' AS outcome, 'all' AS victim_group, casualties_low AS least, casualties_best AS middle, casualties_high AS most
    FROM counted WHERE coalesce(casualties_low, casualties_best, casualties_high) IS NOT NULL
    UNION ALL
    SELECT *, 'killed_civilians' AS toll, 'killed' AS outcome, 'civilians' AS victim_group, killed_civilians_low AS least, killed_civilians_best AS middle, killed_civilians_high AS most
    FROM counted WHERE coalesce(killed_civilians_low, killed_civilians_best, killed_civilians_high) IS NOT NULL
    UNION ALL
    SELECT *, 'killed_children' AS toll, 'killed' AS outcome, 'children' AS victim_group, killed_children_low AS least, killed_children_best AS middle, killed_children_high AS most
    FROM counted WHERE coalesce(killed_children_low, killed_children_best, killed_children_high) IS NOT NULL
    UNION ALL
    SELECT *, 'killed_women' AS toll, 'killed' AS outcome, 'women' AS victim_group, killed_women_low AS least, killed_women_best AS middle, killed_women_high AS most
    FROM counted WHERE coalesce(killed_women_low, killed_women_best, killed_women_high) IS NOT NULL
    UNION ALL
    SELECT *, 'killed_state_forces' AS toll, 'killed' AS outcome, 'state_forces' AS victim_group, killed_state_forces_low AS least, killed_state_forces_best AS middle, killed_state_forces_high AS most
    FROM counted WHERE coalesce(killed_state_forces_low, killed_state_forces_best, killed_state_forces_high) IS NOT NULL
    UNION ALL
    SELECT *, 'killed_non_state_fighters' AS toll, 'killed' AS outcome, 'non_state_fighters' AS victim_group, killed_non_state_fighters_low AS least, killed_non_state_fighters_best AS middle, killed_non_state_fighters_high AS most
    FROM counted WHERE coalesce(killed_non_state_fighters_low, killed_non_state_fighters_best, killed_non_state_fighters_high) IS NOT NULL
), changed AS (
    SELECT *, 0 AS low_change, 0 AS best_change, 0 AS high_change
    FROM told
    WHERE coalesce(getvariable('reading')::VARCHAR, 'literal') = 'literal'
    UNION ALL
    SELECT told.*, coalesce(conflict_changes.low, 0), coalesce(conflict_changes.best, 0), coalesce(conflict_changes.high, 0)
    FROM told LEFT JOIN conflict_changes USING (incident_id, toll)
    WHERE coalesce(getvariable('reading')::VARCHAR, 'literal') <> 'literal'
), as_read AS (
    SELECT
        *,
        if(least IS NULL, NULL, greatest(least + low_change, 0)) AS told_low,
        if(middle IS NULL, NULL, greatest(middle + best_change, told_low)) AS told_best,
        if(most IS NULL, NULL, greatest(most + high_change, told_best, told_low)) AS told_high
    FROM changed
)
SELECT
    incident_id,
    country,
    country_code,
    adm_1,
    date_start,
    date_end,
    means,
    perpetrator,
    perpetrator_type,
    sources,
    outcome,
    victim_group,
    coalesce(told_low, 0) AS low,
    coalesce(told_best, told_low, 0) AS best,
    coalesce(told_high, told_best, told_low) AS high,
    most IS NULL AS open_ended,
    middle IS NULL AS without_best,
    told_low,
    told_best,
    told_high
FROM as_read
