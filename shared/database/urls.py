"""Database URLs put together from their parts, where the password is kept apart."""

from urllib.parse import quote, urlsplit, urlunsplit


def with_password(url: str, password: str) -> str:
    """`postgresql://role@host/database` with the password behind the role."""
    parts = urlsplit(url)
    role, database = parts.username or "", parts.path.removeprefix("/")
    return for_role(url, role=role, password=password, database=database)


def for_role(url: str, *, role: str, password: str, database: str) -> str:
    """The same server with the same options (`?sslmode=…`), for another role and database."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    login = f"{quote(role, safe='')}:{quote(password, safe='')}"
    return urlunsplit(parts._replace(netloc=f"{login}@{host}", path=f"/{database}"))
