-- What toll did each incident that enters the statistics take, one row an outcome that somebody gave a figure for?
--
-- low is what is certain: 0 where the words set no lower bound. best falls back to low where no best figure is given
-- (`without_best`). high falls back to best and then low where the words set no upper bound (`open_ended`): it is then
-- the highest figure given, and the truth may lie above it. So low <= best <= high for each row and each sum of rows.
WITH tolls AS (
    SELECT *
    FROM (VALUES
        ('killed', 'killed', 'all'),
        ('injured', 'injured', 'all'),
        ('missing', 'missing', 'all'),
        ('abducted', 'abducted', 'all'),
        ('detained', 'detained', 'all'),
        ('casualties', 'casualties', 'all'),
        ('killed_civilians', 'killed', 'civilians'),
        ('killed_children', 'killed', 'children'),
        ('killed_women', 'killed', 'women'),
        ('killed_state_forces', 'killed', 'state_forces'),
        ('killed_non_state_fighters', 'killed', 'non_state_fighters')
    ) AS named(toll, outcome, victim_group)
), told AS (
    SELECT
        conflict_incidents.*,
        outcome,
        victim_group,
        CASE toll
            WHEN 'killed' THEN killed_low
            WHEN 'injured' THEN injured_low
            WHEN 'missing' THEN missing_low
            WHEN 'abducted' THEN abducted_low
            WHEN 'detained' THEN detained_low
            WHEN 'casualties' THEN casualties_low
            WHEN 'killed_civilians' THEN killed_civilians_low
            WHEN 'killed_children' THEN killed_children_low
            WHEN 'killed_women' THEN killed_women_low
            WHEN 'killed_state_forces' THEN killed_state_forces_low
            WHEN 'killed_non_state_fighters' THEN killed_non_state_fighters_low
        END AS least,
        CASE toll
            WHEN 'killed' THEN killed_best
            WHEN 'injured' THEN injured_best
            WHEN 'missing' THEN missing_best
            WHEN 'abducted' THEN abducted_best
            WHEN 'detained' THEN detained_best
            WHEN 'casualties' THEN casualties_best
            WHEN 'killed_civilians' THEN killed_civilians_best
            WHEN 'killed_children' THEN killed_children_best
            WHEN 'killed_women' THEN killed_women_best
            WHEN 'killed_state_forces' THEN killed_state_forces_best
            WHEN 'killed_non_state_fighters' THEN killed_non_state_fighters_best
        END AS middle,
        CASE toll
            WHEN 'killed' THEN killed_high
            WHEN 'injured' THEN injured_high
            WHEN 'missing' THEN missing_high
            WHEN 'abducted' THEN abducted_high
            WHEN 'detained' THEN detained_high
            WHEN 'casualties' THEN casualties_high
            WHEN 'killed_civilians' THEN killed_civilians_high
            WHEN 'killed_children' THEN killed_children_high
            WHEN 'killed_women' THEN killed_women_high
            WHEN 'killed_state_forces' THEN killed_state_forces_high
            WHEN 'killed_non_state_fighters' THEN killed_non_state_fighters_high
        END AS most
    FROM conflict_incidents CROSS JOIN tolls
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
    outcome,
    victim_group,
    coalesce(least, 0) AS low,
    greatest(coalesce(middle, least, 0), low) AS best,
    greatest(coalesce(most, middle, least), best) AS high,
    most IS NULL AS open_ended,
    middle IS NULL AS without_best
FROM told
WHERE coalesce(least, middle, most) IS NOT NULL
