"""Everything the apps and the server say to each other: one file per subject, msgspec Structs only.

Requests refuse unknown fields; answers tolerate them, so that an old app survives a newer server.
Money is integer yen, points are integers, quantities are thousandths, instants are aware UTC datetimes.
"""
