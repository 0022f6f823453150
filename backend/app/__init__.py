"""The composition root: `create` puts the server's parts together; nothing here is global."""

from backend.app.create import Api, create

__all__ = ["Api", "create"]
