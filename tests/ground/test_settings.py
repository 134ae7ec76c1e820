"""Settings come from the environment, and every mistake in it is named at once."""

import stat

import pytest

from eventhub.ground.settings import SettingsError, from_environment


def test_nothing_but_a_data_folder_is_needed_on_ones_own_machine(tmp_path):
    settings = from_environment({"EVENTHUB_DATA": str(tmp_path / "new"), "PORT": "8123"})

    assert settings.database_url == f"sqlite:///{tmp_path}/new/eventhub.sqlite"
    assert settings.base_url == "http://127.0.0.1:8123"
    assert settings.letters_folder == tmp_path / "new" / "letters"
    assert not settings.is_https


def test_the_key_is_made_once_and_only_its_owner_may_read_it(tmp_path):
    first = from_environment({"EVENTHUB_DATA": str(tmp_path)})
    second = from_environment({"EVENTHUB_DATA": str(tmp_path)})

    assert first.secret_keys == second.secret_keys
    assert len(first.secret_keys[0]) == 64
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600


def test_all_mistakes_are_named_at_once_each_in_one_sentence(tmp_path):
    with pytest.raises(SettingsError) as caught:
        from_environment(
            {
                "EVENTHUB_DATA": str(tmp_path),
                "PORT": "many",
                "EVENTHUB_BASE_URL": "http://events.example.org",
                "DATABASE_URL": "mysql://somewhere",
                "EVENTHUB_MAIL": "pigeon",
                "EVENTHUB_MAIL_FROM": "nobody",
                "EVENTHUB_QUEUE": "redis://somewhere",
                "EVENTHUB_DEVELOPMENT": "maybe",
            }
        )

    assert [mistake.split()[0].rstrip(":") for mistake in caught.value.mistakes] == [
        "PORT",
        "EVENTHUB_BASE_URL",
        "DATABASE_URL",
        "SECRET_KEYS",
        "EVENTHUB_MAIL",
        "EVENTHUB_MAIL_FROM",
        "EVENTHUB_QUEUE",
        "EVENTHUB_DEVELOPMENT",
    ]
    assert str(caught.value).count("\n- ") == 8


def test_a_folder_that_cannot_be_made_is_a_mistake_with_a_way_out(tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(SettingsError, match="choose another one"):
        from_environment({"EVENTHUB_DATA": str(tmp_path / "file" / "data")})


@pytest.mark.parametrize(
    ("given", "understood"),
    [
        ("postgresql://db/eventhub", "postgresql+psycopg://db/eventhub"),
        ("postgres://db/eventhub", "postgresql+psycopg://db/eventhub"),  # as many hosts still write it
        ("sqlite:////srv/a.sqlite", "sqlite:////srv/a.sqlite"),
    ],
)
def test_a_database_may_be_named_as_hosts_name_it(tmp_path, given, understood):
    settings = from_environment({"EVENTHUB_DATA": str(tmp_path), "DATABASE_URL": given})

    assert settings.database_url == understood


def test_the_newest_key_stands_first_and_older_ones_are_kept(tmp_path):
    new, old = "n" * 32, "o" * 32
    settings = from_environment({"EVENTHUB_DATA": str(tmp_path), "SECRET_KEYS": f"{new}, {old}"})

    assert settings.secret_keys == (new, old)


def test_a_short_key_is_refused(tmp_path):
    with pytest.raises(SettingsError, match="at least 32 characters"):
        from_environment({"EVENTHUB_DATA": str(tmp_path), "SECRET_KEYS": "short"})


def test_in_public_only_the_own_name_is_answered_to(tmp_path):
    settings = from_environment(
        {
            "EVENTHUB_DATA": str(tmp_path),
            "EVENTHUB_BASE_URL": "https://events.example.org/",
            "SECRET_KEYS": "k" * 32,
            "EVENTHUB_HOSTS": "10.0.0.7",
            "EVENTHUB_MAIL": "letters",
        }
    )

    assert settings.trusted_hosts == ("events.example.org", "10.0.0.7")
    assert settings.is_https
    assert settings.mail_from == "eventhub@events.example.org"


def test_in_public_letters_are_not_laid_aside_unless_somebody_says_so(tmp_path):
    public = {"EVENTHUB_BASE_URL": "https://events.example.org", "SECRET_KEYS": "k" * 32}

    with pytest.raises(SettingsError, match="EVENTHUB_MAIL is missing"):
        from_environment({"EVENTHUB_DATA": str(tmp_path), **public})


def test_letters_are_sent_by_a_server_when_one_is_named(tmp_path):
    settings = from_environment({"EVENTHUB_DATA": str(tmp_path), "EVENTHUB_MAIL": "smtps://me:pw@mail.example.org"})

    assert settings.letters_folder is None
