-- Which batches ended last, how, and with which files and rows?
--
-- Parameter receipts is the list of receipts of the ledger that are read, or a pattern of their names. A file that was
-- refused has the reason behind it.
SELECT
    "at",
    batch_id,
    outcome AS ended_as,
    len(fates) AS n_files,
    list_transform(fates, lambda fate: fate.file || coalesce(' (' || fate.reason || ')', '')) AS files,
    list_transform(map_entries(counts), lambda entry: entry.key || ' ' || entry.value) AS rows,
    reason
FROM read_json(
    getvariable('receipts'),
    columns = {
        batch_id: 'VARCHAR',
        "at": 'TIMESTAMPTZ',
        outcome: 'VARCHAR',
        reason: 'VARCHAR',
        counts: 'MAP(VARCHAR, BIGINT)',
        fates: 'STRUCT(file VARCHAR, reason VARCHAR)[]'
    }
)
ORDER BY "at" DESC, batch_id
