"""A number in a path: the placement, the review, the visit that a step is about."""

from typing import Annotated

from fastapi import Path

Ordinal = Annotated[
    int, Path(ge=1, le=10_000, description="Its number in this case, from 1.", examples=[1])
]
