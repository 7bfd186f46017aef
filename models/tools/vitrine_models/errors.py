"""Errors for people."""


class ExportError(Exception):
    """What is wrong with what was given: the problem, its reason, and what to do about it."""

    def __init__(self, problem: str, reason: str, remedy: str) -> None:
        super().__init__(f"{problem}: {reason}. {remedy}.")
