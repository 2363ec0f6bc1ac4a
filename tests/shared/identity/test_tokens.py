"""Development tokens: what is accepted, and each way of forging or spoiling one."""

import base64
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

from shared.clock import FixedClock
from shared.identity import (
    EVERY_AUTHORITY,
    Caller,
    DevelopmentTokens,
    Grant,
    NotSignedIn,
    RememberedTokens,
    Role,
    mint,
    mint_grants,
)

KEY = b"k" * 32
NOW = datetime(2026, 4, 1, 9, 0, tzinfo=UTC)


async def verified(token: str, *, at: datetime = NOW) -> Caller:
    caller, _ = await DevelopmentTokens(KEY, FixedClock(at)).verify(token)
    return caller


def claims(**changes: object) -> dict[str, Any]:
    usual: dict[str, Any] = {
        "iss": "candour-development",
        "aud": "candour",
        "sub": "someone",
        "exp": int(NOW.timestamp()) + 600,
        "grants": [{"authority": "demo", "roles": ["auditor"]}],
    }
    return {name: value for name, value in {**usual, **changes}.items() if value is not None}


def signed(said: dict[str, Any], key: bytes = KEY, alg: str = "HS256") -> str:
    return jwt.encode({"alg": alg}, said, OctKey.import_key(key), algorithms=[alg])


async def reason_of(token: str) -> object:
    with pytest.raises(NotSignedIn) as refusal:
        await verified(token)
    return refusal.value.facts["reason"]


async def test_a_minted_token_says_who_and_where() -> None:
    token = mint(role="team-manager", authority="demo", team="east", worker="w-1", key=KEY, now=NOW)
    caller = await verified(token)
    assert caller.grants == (
        Grant(authority="demo", roles=(Role.TEAM_MANAGER,), teams=("east",), worker="w-1"),
    )


async def test_minting_again_gives_the_same_caller_and_another_worker_another() -> None:
    def one(worker: str, now: datetime) -> str:
        return mint(role="auditor", authority="demo", worker=worker, key=KEY, now=now)

    later = NOW + timedelta(hours=1)
    first = await verified(one("w-1", NOW))
    again = await verified(one("w-1", later), at=later)
    other = await verified(one("w-2", NOW))
    assert first.sub == again.sub != other.sub


def test_an_unknown_role_is_not_minted() -> None:
    with pytest.raises(ValueError, match="emperor"):
        mint(role="emperor", authority="demo", key=KEY, now=NOW)


async def test_a_token_ends_with_its_expiry_and_half_a_minute() -> None:
    token = signed(claims(exp=int(NOW.timestamp())))
    assert (await verified(token, at=NOW + timedelta(seconds=29))).sub == "someone"
    with pytest.raises(NotSignedIn) as refusal:
        await verified(token, at=NOW + timedelta(seconds=31))
    assert refusal.value.facts == {"reason": "expired"}


@pytest.mark.parametrize(
    "said",
    [
        claims(aud="another-system"),
        claims(aud=None),
        claims(iss="https://elsewhere.example"),
        claims(iss=None),
        claims(exp=None),
        claims(sub=None),
        claims(nbf=int(NOW.timestamp()) + 3600),
        claims(iat=int(NOW.timestamp()) + 3600),
    ],
)
async def test_wrong_or_missing_claims_are_refused(said: dict[str, Any]) -> None:
    assert await reason_of(signed(said)) == "not-valid"


async def test_another_key_is_refused() -> None:
    assert await reason_of(signed(claims(), key=b"x" * 32)) == "not-valid"


async def test_an_unsigned_token_is_refused() -> None:
    def part(document: object) -> str:
        return base64.urlsafe_b64encode(json.dumps(document).encode()).rstrip(b"=").decode()

    for header in ({"alg": "none"}, {"alg": "None"}, {"alg": "HS256"}, {}):
        assert await reason_of(f"{part(header)}.{part(claims())}.") == "not-valid"


async def test_other_algorithms_are_refused() -> None:
    assert await reason_of(signed(claims(), alg="HS512")) == "not-valid"
    private = RSAKey.import_key(rsa.generate_private_key(65537, 2048))
    rs256 = jwt.encode({"alg": "RS256"}, claims(), private, algorithms=["RS256"])
    assert await reason_of(rs256) == "not-valid"


@pytest.mark.parametrize("token", ["", "a", "a.b.c", "a.b.c.d.e", "....", "e30.e30.e30"])
async def test_what_is_no_token_is_refused(token: str) -> None:
    assert await reason_of(token) == "not-valid"


@pytest.mark.parametrize(
    ("grants", "reason"),
    [
        ("everything", "malformed"),
        ([{"authority": "Demo!", "roles": ["auditor"]}], "malformed"),
        ([{"authority": "demo", "roles": "auditor"}], "malformed"),
        ([{"authority": "demo", "roles": ["auditor"], "worker": "two\nlines"}], "malformed"),
        ([], "no-grants"),
        ([{"authority": "demo", "roles": []}], "no-grants"),
        ([{"authority": "demo", "roles": ["payroll"]}], "no-grants"),
        ([{"authority": "*", "roles": ["administrator"]}], "no-grants"),
        ([{"authority": "*", "roles": ["service", "administrator"]}], "no-grants"),
    ],
)
async def test_grants_are_read_strictly(grants: object, reason: str) -> None:
    assert await reason_of(signed(claims(grants=grants))) == reason


async def test_roles_of_other_systems_are_left_out() -> None:
    caller = await verified(
        signed(claims(grants=[{"authority": "demo", "roles": ["payroll", "auditor"]}]))
    )
    assert caller.grants[0].roles == (Role.AUDITOR,)


async def test_a_machine_may_serve_every_authority() -> None:
    everywhere = Grant(authority=EVERY_AUTHORITY, roles=(Role.SERVICE,))
    caller = await verified(mint_grants([everywhere], key=KEY, now=NOW))
    assert caller.grant_in("demo") == Grant(authority="demo", roles=(Role.SERVICE,))


@dataclass(slots=True)
class CountingTokens:
    """Verifies for real, and counts how often it was asked."""

    tokens: DevelopmentTokens
    asked: int = 0

    async def verify(self, token: str) -> tuple[Caller, float]:
        self.asked += 1
        return await self.tokens.verify(token)


@dataclass(slots=True)
class Hands:
    """A clock whose hands a test moves."""

    at: datetime = field(default=NOW)

    def now(self) -> datetime:
        return self.at


class TestRemembering:
    async def test_a_signature_is_checked_once_in_five_minutes(self) -> None:
        clock = Hands()
        counting = CountingTokens(DevelopmentTokens(KEY, clock))
        tokens = RememberedTokens(counting, clock)
        token = signed(claims())
        for _ in range(3):
            assert (await tokens.verify(token))[0].sub == "someone"
        assert counting.asked == 1
        clock.at += timedelta(seconds=301)
        await tokens.verify(token)
        assert counting.asked == 2

    async def test_a_remembered_token_still_expires(self) -> None:
        clock = Hands()
        tokens = RememberedTokens(DevelopmentTokens(KEY, clock), clock)
        token = signed(claims(exp=int(NOW.timestamp()) + 60))
        await tokens.verify(token)
        clock.at += timedelta(seconds=60 + 29)
        await tokens.verify(token)  # the same half minute as on the first day
        clock.at += timedelta(seconds=2)
        with pytest.raises(NotSignedIn) as refusal:
            await tokens.verify(token)
        assert refusal.value.facts == {"reason": "expired"}

    async def test_a_refused_token_is_refused_again(self) -> None:
        clock = Hands()
        counting = CountingTokens(DevelopmentTokens(KEY, clock))
        tokens = RememberedTokens(counting, clock)
        for _ in range(2):
            with pytest.raises(NotSignedIn):
                await tokens.verify(signed(claims(), key=b"x" * 32))
        assert counting.asked == 2

    async def test_an_endless_token_is_not_even_looked_at(self) -> None:
        clock = Hands()
        counting = CountingTokens(DevelopmentTokens(KEY, clock))
        with pytest.raises(NotSignedIn):
            await RememberedTokens(counting, clock).verify("a" * 20_000)
        with pytest.raises(NotSignedIn):
            await RememberedTokens(counting, clock).verify("é.é.é")
        assert counting.asked == 0
