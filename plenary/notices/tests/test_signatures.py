"""What is sent is signed as other programs know it, and nothing of it can be changed."""

from hypothesis import given
from hypothesis import strategies as st

from plenary.notices.rules import signatures

SECRETS = st.binary(min_size=24, max_size=64)


def test_the_published_example_of_standard_webhooks_holds() -> None:
    secret = signatures.secret_of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    made = signatures.signature(
        secret, delivery="msg_p5jXN8AQM9LWM0D4loKWxJek", at=1614265330, body=b'{"test": 2432232314}'
    )
    assert made == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@given(SECRETS, st.text(max_size=20), st.integers(0, 2**33), st.binary(max_size=200))
def test_another_secret_id_moment_or_body_has_another_signature(
    secret: bytes, delivery: str, at: int, body: bytes
) -> None:
    made = signatures.signature(secret, delivery=delivery, at=at, body=body)
    others = [
        signatures.signature(secret + b"x", delivery=delivery, at=at, body=body),
        signatures.signature(secret, delivery=delivery + "x", at=at, body=body),
        signatures.signature(secret, delivery=delivery, at=at + 1, body=body),
        signatures.signature(secret, delivery=delivery, at=at, body=body + b"x"),
    ]
    assert made not in others


@given(SECRETS)
def test_a_secret_is_read_as_it_is_shown(secret: bytes) -> None:
    assert signatures.secret_of(signatures.shown_secret(secret)) == secret


def test_two_secrets_sign_beside_each_other() -> None:
    given = {"delivery": "hook-1", "at": 5, "body": b"{}"}
    found = signatures.headers([b"new", b"old"], delivery="hook-1", at=5, body=b"{}")
    both = f"{signatures.signature(b'new', **given)} {signatures.signature(b'old', **given)}"
    assert found == {"webhook-id": "hook-1", "webhook-timestamp": "5", "webhook-signature": both}
