"""The small service as a process of its own, on the port that is its argument."""

import sys

from shared.http_service import serve
from tests.shared.http_service.small_service import small_app


def main() -> None:
    serve(small_app(), host="127.0.0.1", port=int(sys.argv[1]))


if __name__ == "__main__":
    main()
