"""What a stolen database costs whoever guesses: the tests themselves stretch little, so what the product uses is asked here."""

from argon2 import PasswordHasher, Type


def test_a_guess_costs_what_owasp_asks_at_least(real_hasher: PasswordHasher) -> None:
    assert real_hasher.type is Type.ID
    assert real_hasher.memory_cost >= 19 * 1024
    assert real_hasher.time_cost >= 2
    hashed = real_hasher.hash("482915")
    assert "m=19456,t=2,p=1" in hashed
    assert real_hasher.verify(hashed, "482915")
