-- What does each source say of each incident that enters the statistics?
--
-- One row an incident, outcome, victim group and source, which is null where the articles name nobody. In rows of the
-- victim group `all` are the claims of all groups together, the lowest, latest and highest of the figures that are no
-- part of another one, the toll that the source gives as a whole in its latest article (said_low, said_best, said_high;
-- null where it gives parts alone), and the incident's best figure. Vague numbers count as the parameter reading says:
-- the table is chosen when asked, since a union of both would keep DuckDB from reading the one in parallel.
FROM query_table(
    CASE
        WHEN coalesce(getvariable('reading')::VARCHAR, 'literal') <> 'literal' THEN 'conflict_said'
        WHEN coalesce(getvariable('means')::VARCHAR, getvariable('perpetrator')::VARCHAR, getvariable('source')::VARCHAR)
            IS NOT NULL THEN 'conflict_said_of_some'
        ELSE 'conflict_said_literally'
    END
)
