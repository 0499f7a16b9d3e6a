"""The exports' columns are those of the codebooks, letter for letter."""

from datetime import date
from pathlib import Path

import pytest

import lakes
from toll import statistics
from toll.errors import QueryError

GED = """
id:int64 relid:string year:int32 active_year:int32 code_status:string type_of_violence:int32 conflict_dset_id:int32
conflict_new_id:int32 conflict_name:string dyad_dset_id:int32 dyad_new_id:int32 dyad_name:string side_a_dset_id:int32
side_a_new_id:int32 side_a:string side_b_dset_id:int32 side_b_new_id:int32 side_b:string number_of_sources:int32
source_article:string source_office:string source_date:string source_headline:string source_original:string
where_prec:int32 where_coordinates:string where_description:string adm_1:string adm_2:string latitude:double
longitude:double geom_wkt:string priogrid_gid:int32 country:string country_id:int32 region:string event_clarity:int32
date_prec:int32 date_start:date32[day] date_end:date32[day] deaths_a:int32 deaths_b:int32 deaths_civilians:int32
deaths_unknown:int32 best:int32 high:int32 low:int32 gwnoa:int32 gwnob:int32
"""

ACLED = """
event_id_cnty:string event_date:date32[day] year:int32 time_precision:int32 disorder_type:string event_type:string
sub_event_type:string actor1:string assoc_actor_1:string inter1:string actor2:string assoc_actor_2:string inter2:string
interaction:string civilian_targeting:string iso:int32 region:string country:string admin1:string admin2:string
admin3:string location:string latitude:double longitude:double geo_precision:int32 source:string source_scale:string
notes:string fatalities:int32 tags:string timestamp:int64
"""

KILLED = {
    "incidents": [
        {
            "incident_id": f"{number:020x}",
            "date_start": date(2016, 1, 1),
            "date_end": date(2016, 1, 1),
            "date_prec": 1,
            "country_code": country,
            "killed_low": number,
            "killed_best": number,
            "killed_high": number + 3,
            "killed_civilians_best": number + 1,
        }
        for number, country in enumerate(["SY", "SY", "IQ", None])
    ]
}


@pytest.mark.parametrize(("name", "columns"), [("ucdp_ged", GED), ("acled", ACLED)])
def test_columns(tmp_path: Path, name: str, columns: str) -> None:
    schema = statistics.exported(lakes.make(tmp_path), name).schema
    assert [f"{field.name}:{field.type}" for field in schema] == columns.split()
    assert schema.metadata[b"reading"] == b"literal"


def test_deaths_of_ged_sum_to_best_and_best_lies_between_low_and_high(tmp_path: Path) -> None:
    rows = statistics.exported(lakes.make(tmp_path, KILLED), "ucdp_ged").to_pylist()
    parts = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
    assert [sum(row[part] for part in parts) for row in rows] == [row["best"] for row in rows] == [0, 1, 2, 3]
    assert all(row["low"] <= row["best"] <= row["high"] for row in rows)
    assert len({row["id"] for row in rows}) == len(rows)


def test_exports_hold_the_toll_of_the_statistics(tmp_path: Path) -> None:
    settings = lakes.make(tmp_path, KILLED)
    counted = sum(row["best"] for row in statistics.answer(settings, "casualties_by_means").to_pylist())
    assert sum(statistics.exported(settings, "ucdp_ged")["best"].to_pylist()) == counted
    assert sum(statistics.exported(settings, "acled")["fatalities"].to_pylist()) == counted
    assert statistics.exported(settings, "acled", country="IQ").num_rows == 1


def test_an_unknown_export_is_one_line_that_names_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match=r"^no export is called 'gtd'; there are acled, ucdp_ged$"):
        statistics.exported(lakes.make(tmp_path), "gtd")
