"""The casualty page: overview, incident, article and quality, drawn on the server from the lake."""

from toll.page.correcting import Refused, Tried, meant, tried
from toll.page.replies import Reply, Visit
from toll.page.report import report
from toll.page.site import Site, style

__all__ = ["Refused", "Reply", "Site", "Tried", "Visit", "meant", "report", "style", "tried"]
