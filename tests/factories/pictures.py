"""Small files that look like what people upload; all drawn here."""

SHIELD = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 48"><path fill="#a00"
d="M2 2h36v24c0 11-8 17-18 20C10 43 2 37 2 26z"/></svg>"""
# Begins like every MP4; nobody plays it.
FILM = b"\x00\x00\x00\x18ftypmp42" + bytes(range(256)) * 8
