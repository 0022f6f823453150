"""How a sentence of the catalogue takes its figures."""

from typing import Any


def filled(template: str, args: dict[str, Any], language: str) -> str:
    """A figure that did not come stays as its name; `seconds` also fill `wait`, in words."""
    found = _Lenient(args)
    if isinstance(args.get("seconds"), int):
        found["wait"] = _wait(args["seconds"], language)
    return template.format_map(found)


def _wait(seconds: int, language: str) -> str:
    """Nobody counts more than two minutes in seconds."""
    if seconds > 120:
        minutes = -(-seconds // 60)
        return f"{minutes} minutes" if language == "en" else f"{minutes} 分"
    return f"{seconds} seconds" if language == "en" else f"{seconds} 秒"


class _Lenient(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return key
