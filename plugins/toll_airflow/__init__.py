"""Toll's side of Airflow: assets, the policy of every DAG, and the watch over the inbox."""
