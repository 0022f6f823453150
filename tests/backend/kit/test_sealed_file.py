import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.kit.sealed_file import KEY_FILE, PASSPHRASE, PIECE, TAG, SealedFileError, SealedReader, SealedWriter, Secret

KEY = Secret(KEY_FILE, bytes(range(32)))
HEADER = 16 + 1 + 16 + 7


def sealed(content: bytes, secret: Secret = KEY) -> bytes:
    file = io.BytesIO()
    with SealedWriter(file, secret) as writer:
        for start in range(0, len(content), 700_001):
            writer.write(content[start : start + 700_001])
    return file.getvalue()


def opened(file: bytes, secret: Secret = KEY) -> bytes:
    with SealedReader(io.BytesIO(file), secret) as reader:
        return reader.read()


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])
def test_what_goes_in_comes_out(size: int) -> None:
    content = bytes(range(256)) * (size // 256 + 1)
    assert opened(sealed(content[:size])) == content[:size]


def test_a_passphrase_opens_what_it_closed_and_no_other_does() -> None:
    file = sealed(b"points", Secret(PASSPHRASE, "食パンとコーヒー".encode()))
    assert opened(file, Secret(PASSPHRASE, "食パンとコーヒー".encode())) == b"points"
    with pytest.raises(SealedFileError, match="not its key"):
        opened(file, Secret(PASSPHRASE, b"bread and coffee"))
    with pytest.raises(SealedFileError, match="with a passphrase"):
        opened(file)


@given(st.integers(min_value=0, max_value=HEADER + 40 + TAG - 1), st.integers(min_value=1, max_value=255))
def test_one_bit_elsewhere_and_it_does_not_open(at: int, change: int) -> None:
    file = bytearray(sealed(b"x" * 40))
    file[at] ^= change
    with pytest.raises(SealedFileError):
        opened(bytes(file))


def test_one_cut_short_at_a_piece_is_noticed() -> None:
    file = sealed(b"x" * (2 * PIECE + 5))
    for pieces in (1, 2):
        with pytest.raises(SealedFileError, match=r"cut short|altered"):
            opened(file[: HEADER + pieces * (PIECE + TAG)])


def test_pieces_keep_their_order() -> None:
    file = sealed(b"a" * PIECE + b"b" * PIECE + b"c")
    first, second = (file[HEADER + n * (PIECE + TAG) : HEADER + (n + 1) * (PIECE + TAG)] for n in (0, 1))
    with pytest.raises(SealedFileError):
        opened(file[:HEADER] + second + first + file[HEADER + 2 * (PIECE + TAG) :])


def test_it_names_what_is_no_backup() -> None:
    with pytest.raises(SealedFileError, match="no backup"):
        opened(b"PK\x03\x04 something else altogether, and longer than a header is")
