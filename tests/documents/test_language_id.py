"""Which language a report is in."""

from __future__ import annotations

import pytest

from khabar.documents.language_id import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The rebels took the town on Monday, officials said.", "en"),
        ("REBELS TODAY ATTACKED AN ARMY POST NEAR THE CAPITAL, KILLING FOUR SOLDIERS.", "en"),
        ("Police arrest Mustafa Abdul Rahman al-Example, Hikmat Ibrahim and Ziyad Mahmoud in Basra", "en"),
        ("Gunmen kidnap Colombian governor Óscar Peña Núñez outside Medellín airport", "en"),
        ("Die Regierungstruppen haben am Montag die Stadt zurückerobert, sagte ein Sprecher.", "de"),
        ("LAS FUERZAS ARMADAS RECUPERARON EL CONTROL DE LA CIUDAD EL LUNES, SEGÚN EL GOBIERNO.", "es"),
        ("Les forces gouvernementales ont repris l'aéroport après de violents combats.", "fr"),
        ("Правительственные войска отбили город в понедельник.", "ru"),
        ("Урядові війська повернули місто під контроль у понеділок.", "uk"),
        ("قوات الحكومة تستعيد السيطرة على المدينة", "ar"),
        ("طالبانو د پنجشنبې په ورځ د هرات ښار ونیو", "ps"),
    ],
)
def test_a_sentence_is_enough(text: str, language: str) -> None:
    assert language_of(text) == language


def test_a_few_words_are_taken_for_what_their_publisher_says() -> None:
    assert language_of("Le maire est mort.", declared="fr-FR") == "fr"
    assert language_of("Gunmen kill mayor.") == "en"


def test_a_longer_text_is_believed_before_its_publisher() -> None:
    assert language_of("The rebels took the town on Monday, officials said.", declared="ar") == "en"
