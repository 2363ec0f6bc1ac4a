"""Pages as HTML, and what the browser may do with them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined

CONTENT_SECURITY: Final = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
"""Our own style sheets and nothing else: no script, no frame, nothing from elsewhere."""

HEADERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "Content-Security-Policy": CONTENT_SECURITY,
        # Not `no-referrer`: a browser would then send `Origin: null` with our own forms.
        "Referrer-Policy": "same-origin",
    }
)
_pages: Final = Environment(
    loader=PackageLoader("services.projections.pages"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def html(page: str, **shown: object) -> str:
    """The template `page` with what it shows."""
    return _pages.get_template(page).render(shown)
