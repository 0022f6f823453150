"""One typed method per endpoint, over httpx.

The exceptions, all of them:

ApiError                what a caller catches when it does not care why
├── Refused             the server understood and said no: `.problem` has the code, the arguments and a sentence (4xx)
│   └── SignedOut       401: the token is no longer good
└── Unreachable         no answer that counts: no network, time-out, 5xx, or something that is not our JSON (a captive portal).
                        The act may or may not have happened: send the same `op_id` again.
"""

from shared.client.base import Api, ApiError, Refused, SignedOut, Unreachable
from shared.client.connector import ConnectorApi
from shared.client.manager import ManagerApi
from shared.client.member import MemberApi
from shared.client.staff import StaffApi

__all__ = ["Api", "ApiError", "ConnectorApi", "ManagerApi", "MemberApi", "Refused", "SignedOut", "StaffApi", "Unreachable"]
