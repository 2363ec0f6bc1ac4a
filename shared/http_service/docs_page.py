"""The interactive documentation, from this machine alone: it works without the internet.

Swagger UI 5.35.0 (Apache License 2.0) lies in `assets/`, unchanged, with its licence. The page may
load nothing from anywhere else: the browser is told so by a content security policy.
"""

from importlib.resources import files
from pathlib import Path
from typing import Annotated, Final

import orjson
from fastapi import APIRouter, Request
from fastapi import Path as InPath
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse
from jinja2 import Environment, PackageLoader
from starlette.responses import Response

from shared.problem_details import NoSuchPage

ASSETS: Final = Path(str(files("shared.http_service") / "assets"))
KINDS: Final = {
    "swagger-ui-bundle.js": "text/javascript",
    "swagger-ui.css": "text/css",
    "docs-page.js": "text/javascript",
    "favicon-32x32.png": "image/png",
}
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
_pages: Final = Environment(loader=PackageLoader("shared.http_service"), autoescape=True)

router = APIRouter(include_in_schema=False)


@router.get("/")
async def home() -> RedirectResponse:
    return RedirectResponse("/docs")


@router.get("/docs")
async def docs(request: Request) -> HTMLResponse:
    page = _pages.get_template("docs.html").render(title=request.app.title)
    return HTMLResponse(page, headers={"Content-Security-Policy": POLICY})


@router.get("/openapi.json")
async def openapi_document(request: Request) -> Response:
    """The document, written out once: it is large, and the same for everybody."""
    written: bytes | None = getattr(request.app.state, "openapi_document", None)
    if written is None:
        written = orjson.dumps(request.app.openapi())
        request.app.state.openapi_document = written
    return Response(written, media_type="application/json")


@router.get("/docs/assets/{name}")
async def asset(name: Annotated[str, InPath(max_length=100)]) -> Response:
    kind = KINDS.get(name)
    if kind is None:
        raise NoSuchPage
    return FileResponse(
        ASSETS / name, media_type=kind, headers={"Cache-Control": "public, max-age=86400"}
    )


@router.get("/favicon.ico")
async def favicon() -> Response:
    return await asset("favicon-32x32.png")
