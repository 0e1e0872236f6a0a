"""A server on the loopback address that speaks TLS with a certificate of the test's own authority, and keeps what it is sent."""

import socket
import ssl
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from threading import Thread

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from plenary.core import clock

HOST = "hooks.example.org"


@dataclass
class Request:
    """One request as it came: its first line, its headers in small letters, its body."""

    line: str
    headers: dict[str, str]
    body: bytes


class Authority:
    """An authority that signs certificates for host names; `trust` trusts it and nobody else."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "An authority of tests")])
        ca = x509.BasicConstraints(ca=True, path_length=0)
        usage = x509.KeyUsage(
            digital_signature=True,
            key_cert_sign=True,
            crl_sign=True,
            content_commitment=False,
            key_encipherment=False,
            data_encipherment=False,
            key_agreement=False,
            encipher_only=False,
            decipher_only=False,
        )
        own = self._builder(self._name, self._key).add_extension(ca, critical=True).add_extension(usage, critical=True)
        own = own.add_extension(x509.SubjectKeyIdentifier.from_public_key(self._key.public_key()), critical=False)
        self._certificate = own.sign(self._key, hashes.SHA256())

    @property
    def trust(self) -> ssl.SSLContext:
        text = self._certificate.public_bytes(serialization.Encoding.PEM).decode()
        return ssl.create_default_context(cadata=text)

    def serves(self, host: str) -> ssl.SSLContext:
        """What a server needs to show that it is this host."""
        key = ec.generate_private_key(ec.SECP256R1())
        names = x509.SubjectAlternativeName([x509.DNSName(host)])
        issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key())
        builder = self._builder(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)]), key)
        made = builder.add_extension(names, critical=False).add_extension(issuer, critical=False)
        path = self._folder / f"{host}.pem"
        pem = serialization.Encoding.PEM
        private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        path.write_bytes(private + made.sign(self._key, hashes.SHA256()).public_bytes(pem))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path)
        return context

    def _builder(self, subject: x509.Name, key: ec.EllipticCurvePrivateKey) -> x509.CertificateBuilder:
        now = clock.now()
        builder = x509.CertificateBuilder().subject_name(subject).issuer_name(self._name).public_key(key.public_key())
        builder = builder.serial_number(x509.random_serial_number())
        return builder.not_valid_before(now - timedelta(hours=1)).not_valid_after(now + timedelta(days=1))


@dataclass
class Receiver:
    """Answers each connection with the next of `answers`, the last one again and again, and closes; no answer: it is silent.

    `met` are the addresses that were connected to, `asked` the server names of the handshakes.
    """

    tls: ssl.SSLContext
    address: str = "127.0.0.1"
    answers: Sequence[bytes] = (b"HTTP/1.1 204 No Content\r\n\r\n",)
    requests: list[Request] = field(default_factory=list)
    met: list[str] = field(default_factory=list)
    asked: list[str | None] = field(default_factory=list)
    left_unread: list[bool] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.tls.set_servername_callback(lambda _socket, name, _context: self.asked.append(name))
        self._listener = socket.create_server((self.address, 0))
        self._listener.settimeout(0.1)
        self.port: int = self._listener.getsockname()[1]
        self._stopping = False
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stopping = True
        self._thread.join(20)
        self._listener.close()

    def _run(self) -> None:
        while not self._stopping:
            try:
                plain, _peer = self._listener.accept()
            except TimeoutError:
                continue
            plain.settimeout(5)
            self.met.append(plain.getsockname()[0])
            try:
                with self.tls.wrap_socket(plain, server_side=True) as secure:
                    self._answer(secure)
            except OSError:  # the other side went away, or did not trust us
                plain.close()

    def _answer(self, secure: ssl.SSLSocket) -> None:
        whole = b""
        while b"\r\n\r\n" not in whole:
            whole += secure.recv(4096)
        head, _blank, body = whole.partition(b"\r\n\r\n")
        line, *rest = head.decode().split("\r\n")
        headers = {name.lower(): value for name, _colon, value in (each.partition(": ") for each in rest)}
        while len(body) < int(headers.get("content-length", 0)):
            body += secure.recv(4096)
        answer = self.answers[min(len(self.requests), len(self.answers) - 1)]
        self.requests.append(Request(line, headers, body))
        secure.sendall(answer)
        if not answer:
            secure.recv(1)  # until the other side has enough
