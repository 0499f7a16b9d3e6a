"""What a sentence mentions: one question a module, each answered with spans that point into the text."""
