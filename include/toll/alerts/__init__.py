"""Messages to people: an incident passed a number of killed, or rows were refused by their expectations.

Off unless the environment says otherwise (`alerts.plan.from_environment`). What was told once is remembered in
`data/alerts/`, so that a task that is run again tells nothing twice.
"""

from toll.alerts.plan import Plan, from_environment
from toll.alerts.telling import tell_passed, tell_refused

__all__ = ["Plan", "from_environment", "tell_passed", "tell_refused"]
