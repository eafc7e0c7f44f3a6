"""Keys and passwords are found in any wording; advice about passwords is not a password."""

from __future__ import annotations

import string
from dataclasses import dataclass

import pytest

from bot.policy.entities import find


@dataclass(frozen=True)
class Anyone:
    public_domains: tuple[str, ...] = ()
    internal_domains: tuple[str, ...] = ()
    shelf: tuple[str, ...] = ()


def found(text: str) -> list[str]:
    spans = find("credential", text, region="PT", organisation=Anyone())
    return [text[start:end] for start, end in spans]


LETTERS = string.ascii_letters + string.digits


def body(length: int) -> str:
    """Letters and digits in an order that no service ever gave out."""
    return "".join(LETTERS[(7 + 11 * place * place) % len(LETTERS)] for place in range(length))


TOKENS = {
    "GitHub": "ghp" + "_" + body(36),
    "GitHub, fine-grained": "github" + "_pat_" + body(40),
    "GitLab": "gl" + "pat-" + body(20),
    "Slack bot": "xox" + "b-" + "1234567890-" + body(24),
    "Slack app": "xapp" + "-1-" + body(30),
    "Amazon": "AK" + "IA" + "Q3EGRYXTB7KLM2ZP",
    "Google": "AI" + "za" + body(35),
    "Stripe": "sk" + "_live_" + body(24),
    "a model provider": "sk" + "-proj-" + body(40),
    "a model provider, old": "sk" + "-" + body(48),
    "Hugging Face": "hf" + "_" + body(34).replace("0", "a"),
    "npm": "npm" + "_" + body(36),
    "SendGrid": "SG" + "." + body(22) + "." + body(43),
    "JWT": "ey" + "J" + body(20) + ".ey" + "J" + body(30) + "." + body(40),
    "Telegram": "12345678" + ":AA" + body(33),
}


@pytest.mark.parametrize("service", TOKENS)
def test_a_token_is_found_by_its_shape(service: str) -> None:
    token = TOKENS[service]
    assert found(f"Our demo runs with {token}, enjoy") == [token]


def test_a_private_key_is_found_whole_and_cut_off() -> None:
    begin = "-----BEGIN " + "OPENSSH PRIVATE KEY-----"
    end = "-----END " + "OPENSSH PRIVATE KEY-----"
    assert found(f"see\n{begin}\n{body(60)}\n{end}\nnice") == [f"{begin}\n{body(60)}\n{end}"]
    assert found(f"see {begin}") == [begin]


def test_webhooks_and_connection_strings_are_found() -> None:
    hook = "https://hooks.slack.com/" + "services/T01AB23CD/B01AB23CD/" + body(24)
    database = "postgres" + "://ana:" + "tide7Pool" + "@db.example:5432/prod"
    assert found(f"posts go to {hook} now") == [hook]
    assert found(f"DATABASE_URL={database}") == [database]


def test_an_unknown_key_is_found_beside_a_telling_word() -> None:
    token = body(40)
    assert found(f"the weather api key is {token}") == [token]
    assert found(f"WEATHER_KEY={token} python run.py") == [token]
    assert found(f"release {token} is out") == []


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("The guest wifi password is Tidal-Pool-88", "Tidal-Pool-88"),
        ("Password: sunflower", "sunflower"),
        ("password for the demo is now “harbour”", "harbour"),
        ("Login demo, password Harbour2026!", "Harbour2026!"),
        ("pwd=S3agull", "S3agull"),
        ("A senha do wifi é Gaivota22", "Gaivota22"),
        ("la contraseña es Gaviota22", "Gaviota22"),
        ("le mot de passe est Mouette22", "Mouette22"),
        ("Das Passwort lautet Moewe22", "Moewe22"),
        ("The door code is 4821#", "4821#"),
        ("our alarm PIN is 4821", "4821"),
        ("o código da porta é 4821", "4821"),
        ("the password was changed to Kittiwake7", "Kittiwake7"),
        ("temporary password is 123456", "123456"),
    ],
)
def test_a_spoken_password_is_found(text: str, secret: str) -> None:
    assert found(text) == [secret]


@pytest.mark.parametrize(
    "text",
    [
        "A strong password is long",
        "Your password is your first line of defence",
        "The password is required",
        "Password: your-password-here",
        "password=<your password>",
        "export API_KEY=xxxxxxxxxxxxxxxxxxxx",
        "The most common password is still 123456",
        "Never use a password like Summer2026",
        "Password managers: 5 tips for 2026",
        "The secret is starting early",
        "The secret: listen first",
        "Token of appreciation: a mug",
        "The key is 3 things: time, trust, tea",
        "Key takeaway: measure twice",
        "My pin is on the map",
        "Use promo code SPRING25",
        "The dress code is casual",
        "A chave é ouvir o cliente",
        "La clave es escuchar 24/7",
        "Das Passwort ist abgelaufen",
        "sk-" + "x" * 30,
        "Login: 10:30 at the front desk",
        "New token sale? no.",
        "https://example.org/watch?key=" + "8fJd0",
    ],
)
def test_talk_about_passwords_is_left_alone(text: str) -> None:
    assert found(text) == []
