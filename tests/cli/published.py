"""What commands print, held against the schemas that they publish."""

from __future__ import annotations

from typing import Any

from jsonschema import Draft202012Validator

from newsterm.export.schemas import SCHEMAS


def strict(schema: Any) -> Any:
    """The schema with every member named: what a record has beyond it is an error."""
    if isinstance(schema, list):
        return [strict(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    made = {name: strict(part) for name, part in schema.items()}
    return made | {"additionalProperties": False} if "properties" in schema else made


def fits(name: str, record: Any) -> bool:
    Draft202012Validator(strict(SCHEMAS[name].schema())).validate(record)
    return True
