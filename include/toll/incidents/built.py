"""What linking makes: the tables of incidents, and the name that each event would give to one."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc


@dataclass(frozen=True, slots=True)
class Built:
    """The tables of incidents, with the schemas of `toll.tables`."""

    incidents: pa.Table
    incident_events: pa.Table
    incident_claims: pa.Table
    incident_sources: pa.Table
    incident_history: pa.Table
    holders: pa.Table
    """As `versions.advance` takes them."""

    def of(self, kept: pa.ChunkedArray) -> Built:
        """The incidents `kept` (their ids) alone, and all that hangs on them; holders stay."""
        known = kept.combine_chunks()

        def of_kept(rows: pa.Table) -> pa.Table:
            return rows.filter(pc.is_in(rows["incident_id"], value_set=known))

        return Built(
            of_kept(self.incidents),
            of_kept(self.incident_events),
            of_kept(self.incident_claims),
            of_kept(self.incident_sources),
            of_kept(self.incident_history),
            self.holders,
        )
