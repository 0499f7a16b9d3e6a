"""Airflow's plugin loader runs one file of ours and registers no helper under its bare name."""

from __future__ import annotations

import sys


def test_the_loader_runs_the_plugin_alone():
    from airflow import plugins_manager

    plugins, errors = plugins_manager._get_plugins()
    ours = [plugin for plugin in plugins if plugin.name == "toll"]
    assert len(ours) == 1
    assert errors == {}
    assert {"toll_plugin"} == {"toll_plugin", "assets", "policy", "inbox"} & set(sys.modules)
