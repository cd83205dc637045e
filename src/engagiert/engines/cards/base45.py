"""Base45 (RFC 9285): bytes as the 45 signs that a QR code packs most tightly.

Written here because the packages for it are no longer kept; the RFC's examples are in the tests.
"""

SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_VALUES = {sign: value for value, sign in enumerate(SIGNS)}


class NotBase45Error(ValueError):
    """The text is not what encoding any bytes gives."""


def encode(data: bytes) -> str:
    """Three signs for each two bytes, two for a last odd one."""
    signs: list[str] = []
    for start in range(0, len(data) - 1, 2):
        rest, first = divmod(data[start] << 8 | data[start + 1], 45)
        third, second = divmod(rest, 45)
        signs += (SIGNS[first], SIGNS[second], SIGNS[third])
    if len(data) % 2:
        second, first = divmod(data[-1], 45)
        signs += (SIGNS[first], SIGNS[second])
    return "".join(signs)


def decode(text: str) -> bytes:
    """The bytes; raises ``NotBase45Error`` for foreign signs, a length that cannot be, or a value above its bytes."""
    try:
        values = [_VALUES[sign] for sign in text]
    except KeyError as wrong:
        raise NotBase45Error("a sign that base45 does not have") from wrong
    data = bytearray()
    for start in range(0, len(values), 3):
        match values[start : start + 3]:
            case [first, second, third]:
                number, length = first + 45 * second + 2025 * third, 2
            case [first, second]:
                number, length = first + 45 * second, 1
            case _:
                raise NotBase45Error("one sign is left over")
        if number >> (8 * length):
            raise NotBase45Error("a value too large for its bytes")
        data += number.to_bytes(length, "big")
    return bytes(data)
