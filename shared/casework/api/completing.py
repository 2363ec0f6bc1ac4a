"""Bodies and views that a service completes by types of its own: its code list, its terms.

Clients know them by the same name in every service.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from pydantic import BaseModel, create_model

ModelT = TypeVar("ModelT", bound=BaseModel)
EndpointT = TypeVar("EndpointT", bound=Callable[..., object])


def completed(model: type[ModelT], **types: Any) -> type[ModelT]:  # noqa: ANN401 - types, as values
    """`model` with other types for some of its fields: (type, default), or (type, ...) without."""
    return create_model(
        model.__name__,
        __base__=model,
        __doc__=model.__doc__,
        __module__=model.__module__,
        **types,
    )


def taking(body: type[BaseModel]) -> Callable[[EndpointT], EndpointT]:
    """Give an endpoint's parameter `body` the service's own type, which only its caller knows.

    FastAPI reads a body's type from the annotation, and an annotation in a router's factory
    cannot name what the factory is given.
    """

    def given(endpoint: EndpointT) -> EndpointT:
        endpoint.__annotations__["body"] = body
        return endpoint

    return given
