"""What stands in a header arrives as it was written, wherever its lines are folded."""

from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from eventhub.ground.delivery import LetterPolicy

WORDS = ["Решение", "о", "вашей", "модели:", "Школа", "–", "школе,", "group", "1", "of", "2", "«Движение", "вверх»"]


@pytest.mark.parametrize("count", range(1, 2 * len(WORDS)))
@pytest.mark.parametrize("first", range(len(WORDS)))
def test_no_blank_of_a_subject_is_lost(first, count):
    subject = " ".join((3 * WORDS)[first : first + count])
    letter = EmailMessage(policy=LetterPolicy(linesep="\r\n"))
    letter["Subject"] = subject

    sent = letter.as_bytes()

    assert message_from_bytes(sent, policy=policy.default)["Subject"] == subject
    assert max(len(line) for line in sent.split(b"\r\n")) <= 78
