"""Toll on one machine without Docker: the embedded Airflow's settings, login, processes and demonstration."""
