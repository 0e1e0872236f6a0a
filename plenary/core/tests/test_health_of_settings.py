"""The doctor's checks of settings and secrets: each finds that all is well, and each can find that it is not."""

import os
from pathlib import Path
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from plenary.core import findings, sealing
from plenary.core.actions import log_server_act
from plenary.core.health import database, secrets
from plenary.core.health import settings as set_up
from plenary.core.tests.told import grades

pytestmark = pytest.mark.django_db


@pytest.fixture
def public(settings: Settings) -> Settings:
    """The settings of a public server."""
    settings.SITE_URL, settings.IS_SECURE = "https://plenary.example.org", True
    settings.ALLOWED_HOSTS = ["plenary.example.org"]
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    return settings


def test_a_public_server_is_well_set(public: Settings) -> None:
    looks = (set_up.address, set_up.demonstration, set_up.telling, set_up.proxies)
    assert [grades(look) for look in looks] == [["ok"]] * 4


@pytest.mark.parametrize(
    ("look", "changed", "expected"),
    [
        (set_up.address, {"SITE_URL": "http://localhost:8000", "ALLOWED_HOSTS": ["localhost"]}, ["look"]),
        (set_up.address, {"SITE_URL": "http://plenary.example.org", "IS_SECURE": False}, ["wrong"]),
        (set_up.address, {"ALLOWED_HOSTS": ["*"]}, ["ok", "wrong"]),
        (set_up.address, {"ALLOWED_HOSTS": ["example.org"]}, ["ok", "wrong"]),
        (set_up.address, {"ALLOWED_HOSTS": [".example.org"]}, ["ok"]),
        (set_up.demonstration, {"DEMONSTRATION": True}, ["wrong"]),
        (set_up.demonstration, {"DEMONSTRATION": True, "IS_SECURE": False}, ["look"]),
        (set_up.telling, {"DEBUG": True}, ["wrong"]),
        (
            set_up.telling,
            {"LOGGING": {"version": 1, "disable_existing_loggers": False, "root": {"level": "DEBUG"}}},
            ["look"],
        ),
        (set_up.proxies, {"ALLAUTH_TRUSTED_PROXY_COUNT": 0}, ["look"]),
    ],
)
def test_a_setting_that_is_not_for_a_public_server_is_found(
    public: Settings, look: findings.Look, changed: dict[str, Any], expected: list[str]
) -> None:
    for name, value in changed.items():
        setattr(public, name, value)
    assert grades(look) == expected


def test_the_frameworks_own_check_is_asked(public: Settings) -> None:
    public.SILENCED_SYSTEM_CHECKS = ["security.W008"]
    public.SESSION_COOKIE_SECURE = public.CSRF_COOKIE_SECURE = True
    public.SECURE_HSTS_SECONDS, public.SECURE_HSTS_INCLUDE_SUBDOMAINS, public.SECURE_HSTS_PRELOAD = 3600, True, True
    assert grades(set_up.deployment) == ["ok"]
    public.SESSION_COOKIE_SECURE = False
    assert [finding.sentence for finding in set_up.deployment()] == ["The framework's own check finds: security.W012."]


def test_secrets_that_others_can_read_are_found(var: Path) -> None:
    database_file = database.file() if database.is_embedded() else None
    if database_file:
        database_file.chmod(0o600)
    assert (grades(secrets.rights), grades(secrets.owner)) == (["ok"], ["ok"])
    (var / "secrets" / "master.keys").chmod(0o640)
    assert grades(secrets.rights) == ["look"]
    var.chmod(0o755)
    assert [f.sentence for f in secrets.rights()] == ["Others on this machine can read: master.keys."]


def test_files_of_another_user_are_found(var: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root gives files to another user; that they are found was not tried")
    os.chown(var / "secrets" / "django.key", 12345, -1)
    assert grades(secrets.owner) == ["wrong"]
    for path in (var, *(var / "secrets").iterdir()):
        os.chown(path, 12345, -1)
    assert grades(secrets.owner) == ["look"]


def test_a_short_key_is_found(settings: Settings) -> None:
    assert grades(secrets.strength) == ["ok"]
    settings.SECRET_KEY = "x" * 49
    assert grades(secrets.strength) == ["wrong"]


def test_master_keys_beside_backups_are_found(settings: Settings, var: Path, tmp_path: Path) -> None:
    assert grades(secrets.apart) == []
    settings.BACKUPS = str(tmp_path / "backups")
    Path(settings.BACKUPS).mkdir()
    assert grades(secrets.apart) == ["ok"]
    (tmp_path / "backups" / "plenary-localhost-2026-01-01T000000Z.keys.age").touch()
    assert grades(secrets.apart) == ["wrong"]
    settings.BACKUPS = str(var)
    assert grades(secrets.apart) == ["wrong"]


def test_master_keys_that_were_never_copied_are_found(settings: Settings) -> None:
    assert grades(secrets.kept) == ["look"]
    log_server_act(kind="core.master_keys_kept", keys=sealing.key_ids())
    assert grades(secrets.kept) == ["ok"]
    settings.MASTER_KEYS = [bytes(32), *settings.MASTER_KEYS]
    assert grades(secrets.kept) == ["look"]
