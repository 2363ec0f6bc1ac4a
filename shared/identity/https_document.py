"""A small document from an https address."""

from typing import Final

import httpx

FETCH_SECONDS: Final = 5.0
LARGEST_DOCUMENT: Final = 1_000_000


class DocumentUnavailable(OSError):
    """The address did not give the document: no answer, another status, or far too much."""


async def fetch(address: str) -> bytes:
    """The document at `address`; redirects are not followed. Raises DocumentUnavailable."""
    try:
        async with httpx.AsyncClient(timeout=FETCH_SECONDS) as client:
            answer = await client.get(address)
        answer.raise_for_status()
    except httpx.HTTPError as failure:
        raise DocumentUnavailable("the address does not answer as it should") from failure
    if len(answer.content) > LARGEST_DOCUMENT:
        raise DocumentUnavailable("larger than any key set")
    return answer.content
