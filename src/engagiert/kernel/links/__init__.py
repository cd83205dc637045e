"""One question put to somebody without account: a link in a mail, a code on paper, the same twelve signs."""
