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


def test_the_entry_has_icons_of_its_own_that_airflow_passes_on():
    import base64

    from airflow.api_fastapi.core_api.datamodels.plugins import ExternalViewResponse
    from lxml import etree

    from toll_airflow.casualties import VIEW

    passed = ExternalViewResponse.model_validate(VIEW)
    drawn = [address.removeprefix("data:image/svg+xml;base64,") for address in (passed.icon, passed.icon_dark_mode)]
    light, dark = (etree.fromstring(base64.b64decode(one)) for one in drawn)
    assert light.get("viewBox") == dark.get("viewBox") == "0 0 20 20"
    assert light.get("stroke") != dark.get("stroke")
