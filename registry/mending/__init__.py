"""Mends documents: changes of data as the smallest edits of text, each one tried before it is offered."""
