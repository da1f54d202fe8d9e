"""How far a long job is."""

import time

WIDTH = 30
SECONDS_BETWEEN_LINES = 10


class Progress:
    """Shows a bar on a terminal, and anywhere else a line now and then.

    Args:
        total: how many things there are to do.
        write: a function that writes a text as it is.
        is_terminal: whether what is written can be written over.
        clock: a function that returns the seconds that have passed since some moment.
    """

    def __init__(self, total, write, is_terminal, clock=time.monotonic):
        self.total = total
        self.write = write
        self.is_terminal = is_terminal
        self.clock = clock
        self.began = self.said = clock()
        self.done = 0

    @classmethod
    def on(cls, stream, total):
        """Return one that shows on the stream of a command."""

        def write(text):
            stream.write(text, style_func=str, ending="")
            stream.flush()

        return cls(total, write, stream.isatty())

    def advance(self, number):
        """Note that some more things are done; the last of them ends the line."""
        self.done += number
        now = self.clock()
        if self.is_terminal:
            self.write(f"\r{self.bar()} {self.text(now)}\033[K{'' if self.done < self.total else chr(10)}")
        elif self.done >= self.total or now - self.said >= SECONDS_BETWEEN_LINES:
            self.said = now
            self.write(f"{self.text(now)}\n")

    def bar(self):
        filled = WIDTH * self.done // self.total
        return f"[{'#' * filled}{'.' * (WIDTH - filled)}]"

    def text(self, now):
        """Return how many are done, in which time, and how long the rest will take at this pace."""
        seconds = now - self.began
        left = seconds / self.done * (self.total - self.done)
        return f"{self.done:,} of {self.total:,}, {100 * self.done // self.total} %, {seconds:.0f} s, {left:.0f} s left"
