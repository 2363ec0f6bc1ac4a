"""Production tokens: the sign-in service's keys, from a file and over https, and their changes."""

import asyncio
import base64
import hmac
import json
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey, RSAKey

from shared.identity import IssuedTokens, NotSignedIn, SignInUnavailable
from shared.identity.issuer_keys import IssuerKeys
from tests.shared.identity.test_tokens import NOW, Hands, claims

ISSUER = "https://sign-in.county.example"
AUDIENCE = "candour-county"
RSA_KEY = RSAKey.generate_key(2048, {"kid": "rsa-1"})
EC_KEY = ECKey.generate_key("P-256", {"kid": "ec-1"})
NEW_KEY = ECKey.generate_key("P-256", {"kid": "ec-2"})


def issued(key: RSAKey | ECKey, alg: str, kid: str | None, **changes: object) -> str:
    header = {"alg": alg} if kid is None else {"alg": alg, "kid": kid}
    said = claims(**{"iss": ISSUER, "aud": [AUDIENCE, "other"], **changes})
    return jwt.encode(header, said, key, algorithms=[alg])


def key_set(*keys: RSAKey | ECKey | OctKey) -> str:
    return json.dumps({"keys": [key.as_dict(private=False) for key in keys]})


def publish(document: Path, text: str) -> None:
    document.write_text(text)


def tokens_from(source: str, clock: Hands) -> IssuedTokens:
    keys = IssuerKeys(source=source, clock=clock)
    return IssuedTokens(issuer=ISSUER, audience=AUDIENCE, keys=keys, clock=clock)


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "jwks.json"
    path.write_text(key_set(RSA_KEY, EC_KEY))
    return path


async def test_rs256_and_es256_are_accepted(document: Path) -> None:
    tokens = tokens_from(str(document), Hands())
    for token in (issued(RSA_KEY, "RS256", "rsa-1"), issued(EC_KEY, "ES256", "ec-1")):
        caller, expires = await tokens.verify(token)
        assert caller.sub == "someone"
        assert expires == NOW.timestamp() + 600


async def test_a_token_without_key_id_is_fine_where_there_is_one_key(document: Path) -> None:
    token = issued(EC_KEY, "ES256", None)
    with pytest.raises(NotSignedIn):
        await tokens_from(str(document), Hands()).verify(token)
    publish(document, key_set(EC_KEY))
    assert (await tokens_from(str(document), Hands()).verify(token))[0].sub == "someone"


@pytest.mark.parametrize(
    "changes",
    [
        {"iss": "candour-development"},
        {"aud": "candour"},
        {"exp": int(NOW.timestamp()) - 60},
        {"sub": "two words"},
    ],
)
async def test_wrong_claims_are_refused(document: Path, changes: dict[str, Any]) -> None:
    with pytest.raises(NotSignedIn):
        await tokens_from(str(document), Hands()).verify(issued(EC_KEY, "ES256", "ec-1", **changes))


async def test_a_public_key_used_as_a_secret_is_refused(document: Path) -> None:
    def part(content: bytes) -> bytes:
        return base64.urlsafe_b64encode(content).rstrip(b"=")

    header = part(b'{"alg": "HS256", "kid": "rsa-1"}')
    signed = header + b"." + part(json.dumps(claims(iss=ISSUER, aud=AUDIENCE)).encode())
    signature = hmac.digest(RSA_KEY.as_pem(private=False), signed, "sha256")
    forged = (signed + b"." + part(signature)).decode()
    with pytest.raises(NotSignedIn) as refusal:
        await tokens_from(str(document), Hands()).verify(forged)
    assert refusal.value.facts == {"reason": "not-valid"}


async def test_a_symmetric_key_in_the_set_is_no_signing_key(document: Path) -> None:
    secret = OctKey.import_key(b"s" * 32, {"kid": "oct-1"})
    publish(document, json.dumps({"keys": [secret.as_dict(), EC_KEY.as_dict(private=False)]}))
    forged = jwt.encode(
        {"alg": "HS256", "kid": "oct-1"},
        claims(iss=ISSUER, aud=AUDIENCE),
        secret,
        algorithms=["HS256"],
    )
    with pytest.raises(NotSignedIn) as refusal:
        await tokens_from(str(document), Hands()).verify(forged)
    assert refusal.value.facts == {"reason": "unknown-key"}


async def test_a_new_key_is_fetched_when_a_token_names_it(document: Path) -> None:
    clock = Hands()
    tokens = tokens_from(str(document), clock)
    await tokens.verify(issued(EC_KEY, "ES256", "ec-1"))
    publish(document, key_set(NEW_KEY))
    with pytest.raises(NotSignedIn):  # asked a moment ago: not again yet
        await tokens.verify(issued(NEW_KEY, "ES256", "ec-2"))
    clock.at += timedelta(seconds=31)
    assert (await tokens.verify(issued(NEW_KEY, "ES256", "ec-2")))[0].sub == "someone"
    with pytest.raises(NotSignedIn):  # the old key is gone
        await tokens.verify(issued(EC_KEY, "ES256", "ec-1"))


async def test_known_keys_go_on_while_the_document_is_away(document: Path) -> None:
    clock = Hands()
    tokens = tokens_from(str(document), clock)
    await tokens.verify(issued(EC_KEY, "ES256", "ec-1"))
    publish(document, "an error page")
    clock.at += timedelta(seconds=300)
    assert (await tokens.verify(issued(EC_KEY, "ES256", "ec-1")))[0].sub == "someone"


@pytest.mark.parametrize("broken", ["", "[]", "{}", '{"keys": []}', '{"keys": [{"kty": "EC"}]}'])
async def test_without_any_key_sign_in_is_unavailable(document: Path, broken: str) -> None:
    publish(document, broken)
    with pytest.raises(SignInUnavailable) as refusal:
        await tokens_from(str(document), Hands()).verify(issued(EC_KEY, "ES256", "ec-1"))
    assert refusal.value.facts == {"retry_after_seconds": 30}


async def test_many_at_once_ask_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    certificate, key = self_signed(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    async with https_server(certificate, key, lambda: key_set(EC_KEY)) as (address, asked):
        tokens = tokens_from(f"{address}/jwks.json", Hands())
        token = issued(EC_KEY, "ES256", "ec-1")
        verified = await asyncio.gather(*(tokens.verify(token) for _ in range(20)))
    assert {caller.sub for caller, _ in verified} == {"someone"}
    assert asked == ["GET /jwks.json HTTP/1.1"]


async def test_a_server_with_another_certificate_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate, key = self_signed(tmp_path)
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    async with https_server(certificate, key, lambda: key_set(EC_KEY)) as (address, _):
        with pytest.raises(SignInUnavailable):
            await tokens_from(address, Hands()).verify(issued(EC_KEY, "ES256", "ec-1"))


@asynccontextmanager
async def https_server(
    certificate: Path, key: Path, document: Callable[[], str]
) -> AsyncIterator[tuple[str, list[str]]]:
    """A real https server on a free port; the request lines it saw are in the list."""
    asked: list[str] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        asked.append(head.split(b"\r\n")[0].decode())
        body = document().encode()
        writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\n")
        writer.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        await writer.drain()
        writer.close()

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server = await asyncio.start_server(answer, "127.0.0.1", 0, ssl=context)
    port = server.sockets[0].getsockname()[1]
    async with server:
        yield f"https://127.0.0.1:{port}", asked


def self_signed(folder: Path) -> tuple[Path, Path]:
    private = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "sign-in of a test")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2050, 1, 1, tzinfo=UTC))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(private, hashes.SHA256())
    )
    paths = folder / "certificate.pem", folder / "key.pem"
    paths[0].write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    paths[1].write_bytes(
        private.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    paths[1].chmod(0o600)
    return paths
