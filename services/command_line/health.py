"""Whether an address answers well: the health check of a container.

`python -m services.command_line.health http://127.0.0.1:8001/health/ready` ends with 0 or 1. It
imports next to nothing, since it runs every few seconds beside each service.
"""

import sys
from http.client import HTTPException
from typing import Final
from urllib.error import HTTPError, URLError
from urllib.request import ProxyHandler, build_opener

SECONDS_TO_ANSWER: Final = 5.0


def ailment_of(address: str) -> str | None:
    """Why the address does not answer well, in a sentence; None where it does."""
    if not address.startswith(("http://", "https://")):
        return f"{address} is no http address"
    try:
        with build_opener(ProxyHandler({})).open(address, timeout=SECONDS_TO_ANSWER):
            return None
    except ValueError:
        return f"{address} is no http address"
    except HTTPError as refused:
        said = refused.read().decode(errors="replace")
        return f"{address} answers {refused.code}: {said}"
    except (URLError, HTTPException, OSError):
        return f"{address} does not answer"


def run() -> None:
    *_, address = sys.argv
    ailment = ailment_of(address)
    if ailment is not None:
        sys.exit(ailment)


if __name__ == "__main__":
    run()
