"""The way of a dropped file: inbox → processing → archive or quarantine, by renames alone, so that none is lost."""
