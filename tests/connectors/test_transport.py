"""Encrypted connections to checked addresses: the certificate must be the name's, not the number's."""

import asyncio
import ssl
import subprocess
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from agent_console.connectors.exchange import exchange
from agent_console.connectors.failure import LookUpError
from agent_console.connectors.transport import PinnedTransport

pytestmark = pytest.mark.needs("openssl")
NAME = "shop.localhost"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a certificate for one name, which is its own authority, and its key."""
    folder = tmp_path_factory.mktemp("certificate")
    made = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    names = ["-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}", "-days", "2"]
    files = ["-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")]
    subprocess.run([*made, *names, *files], check=True, capture_output=True)
    return folder


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}")
    await writer.drain()
    writer.close()


@asynccontextmanager
async def shop(certificate: Path) -> AsyncIterator[int]:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    async with await asyncio.start_server(_answer, "127.0.0.1", 0, ssl=tls) as server:
        yield server.sockets[0].getsockname()[1]


async def resolve(host: str, port: int) -> Sequence[str]:
    return ["127.0.0.1"]


async def ask(url: str, certificate: Path) -> bytes:
    trusting = ssl.create_default_context(cafile=str(certificate / "cert.pem"))
    async with httpx.AsyncClient(transport=PinnedTransport(trusting, False, resolve)) as client:
        return (await exchange(client, httpx.Request("GET", url))).body


async def test_the_certificate_of_the_name_is_taken(certificate: Path) -> None:
    async with shop(certificate) as port:
        assert await ask(f"https://{NAME}:{port}/", certificate) == b"{}"


@pytest.mark.parametrize("host", ["other.localhost", "127.0.0.1"])
async def test_another_names_certificate_is_not(certificate: Path, host: str) -> None:
    async with shop(certificate) as port:
        with pytest.raises(LookUpError, match=r"cannot be reached: .*certificate verify failed"):
            await ask(f"https://{host}:{port}/", certificate)
