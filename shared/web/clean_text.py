"""Text as people write it, and nothing that only harms: the types that bodies are made of.

Refused: NUL (PostgreSQL cannot hold it), lone surrogates (not text), control characters, and the
characters that reorder what is shown (Unicode TR 36, 2.4), which can make a name read as another.
Kept: every letter of every language. Composed to NFC, so that one name has one spelling.
"""

import re
import unicodedata
from typing import Annotated, Final

from pydantic import AfterValidator, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

LINE_LENGTH: Final = 200
TEXT_LENGTH: Final = 20_000

_REORDERING: Final = "\u202a-\u202e\u2066-\u2069"
_BAD_IN_LINE: Final = re.compile(f"[\\x00-\\x1f\\x7f-\\x9f\ud800-\udfff{_REORDERING}\u2028\u2029]")
_BAD_IN_TEXT: Final = re.compile(
    f"[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\ud800-\udfff{_REORDERING}]"
)


def clean_line(text: str) -> str:
    """One line of clean text, without white space at its ends, in NFC."""
    if text.isascii() and text.isprintable():
        return text.strip()
    if _BAD_IN_LINE.search(text):
        raise PydanticCustomError(
            "text_unclean", "This holds a line break, a control character or invalid Unicode."
        )
    return unicodedata.normalize("NFC", text).strip()


def clean_text(text: str) -> str:
    """Clean text of several lines, which end in a line feed, in NFC."""
    if text.isascii() and text.isprintable():
        return text.strip()
    if _BAD_IN_TEXT.search(text):
        raise PydanticCustomError(
            "text_unclean", "This holds a control character or invalid Unicode."
        )
    unix = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", unix).strip()


def _not_empty(text: str) -> str:
    if not text:
        raise PydanticCustomError("text_empty", "This says nothing.")
    return text


CleanStr = Annotated[
    str,
    StringConstraints(min_length=1, max_length=LINE_LENGTH),
    AfterValidator(clean_line),
    AfterValidator(_not_empty),
    WithJsonSchema(
        {
            "type": "string",
            "minLength": 1,
            "maxLength": LINE_LENGTH,
            "pattern": r"^[^\u0000-\u001f\u007f-\u009f]*[^\u0000-\u0020\u007f-\u009f]"
            r"[^\u0000-\u001f\u007f-\u009f]*$",
        }
    ),
]
"""One line: a name, a title, an address line. 1 to 200 characters."""

CleanText = Annotated[
    str,
    StringConstraints(min_length=1, max_length=TEXT_LENGTH),
    AfterValidator(clean_text),
    AfterValidator(_not_empty),
    WithJsonSchema(
        {
            "type": "string",
            "minLength": 1,
            "maxLength": TEXT_LENGTH,
            "pattern": r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*"
            r"[^\u0000-\u0020\u007f-\u009f]"
            r"[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$",
        }
    ),
]
"""Several lines: an account, a reason, a note. 1 to 20,000 characters."""

Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")]
"""A kebab-case code: a team, a service area, a cause."""
