"""What people put right: which fields can be, which corrections hold, and rows as they stand after them.

Nothing here reads or writes the lake. Rows as extracted are never changed; whoever builds anew from them and the table
`corrections` gets the same rows, in whatever order both came.
"""

from toll.corrections.fields import Change, changes
from toll.corrections.incidents import override
from toll.corrections.mending import Mended, mend
from toll.corrections.standing import Override, Standing, of, standing

__all__ = ["Change", "Mended", "Override", "Standing", "changes", "mend", "of", "override", "standing"]
