"""A sign-in service of a council, as far as Candour sees it: its keys, and the tokens it gives."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from joserfc import jwt
from joserfc.jwk import ECKey

from shared.clock import SystemClock

ISSUER: Final = "https://login.county.example"
AUDIENCE: Final = "candour"
_HOUR: Final = 3_600


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    key: ECKey

    @classmethod
    def new(cls) -> "SignIn":
        return cls(key=ECKey.generate_key("P-256", {"kid": "county-1"}))

    def publish(self, file: Path) -> None:
        file.write_text(json.dumps({"keys": [self.key.as_dict(private=False)]}))

    def token(self, role: str, authority: str, *, name: str = "somebody") -> str:
        now = int(SystemClock().now().timestamp())
        said = {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "sub": name,
            "iat": now,
            "exp": now + _HOUR,
            "grants": [{"authority": authority, "roles": [role]}],
        }
        return jwt.encode({"alg": "ES256", "kid": "county-1"}, said, self.key, algorithms=["ES256"])
