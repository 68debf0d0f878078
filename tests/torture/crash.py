"""What the proofs of kills and power cuts share: how a ledger looks right
after its death, and what is in it."""

import functools
import os
import re
import shutil
import subprocess

JOURNAL_MAGIC = bytes.fromhex("d9d505f920a163d7")
STRACE = ["strace", "-f", "-qq", "-o", "/dev/null"]


def is_hot(ledger):
    """Is there a journal that has to be rolled back?"""
    try:
        with open(ledger + "-journal", "rb", buffering=0) as journal:
            return journal.read(8) == JOURNAL_MAGIC
    except FileNotFoundError:
        return False


def copy_ledger(source, target):
    """The file with its journal, as it lies there."""
    shutil.copy(source, target)
    if os.path.exists(source + "-journal"):
        shutil.copy(source + "-journal", target + "-journal")
    elif os.path.exists(target + "-journal"):
        os.unlink(target + "-journal")


def gapless(numbers, prefix):
    """Do the numbers PREFIX0001, PREFIX0002 ... leave none out?"""
    found = sorted(int(number[len(prefix):]) for number in numbers
                   if re.fullmatch(re.escape(prefix) + "[0-9]+", number))
    return found == list(range(1, len(found) + 1))


def numbers_gapless(t, ledger="ledger.db", what=""):
    parties = [row[0] for row in t.rows("SELECT code FROM party",
                                        ledger=ledger)]
    inquiries = [row[0] for row in t.rows("SELECT number FROM inquiry",
                                          ledger=ledger)]
    papers = [row[0] for row in t.rows("SELECT number FROM document",
                                       ledger=ledger)]
    t.must(gapless(papers, "PI-2026-0001-R"), f"{what}: papers leave a gap")
    t.must(gapless(parties, "SUP-"), f"{what}: codes leave a gap")
    t.must(gapless(inquiries, "INQ-2026-"), f"{what}: numbers leave a gap")


@functools.cache
def can_trace():
    """May we stop programs at their system calls?"""
    try:
        done = subprocess.run(STRACE + ["true"], capture_output=True,
                              check=False)
    except FileNotFoundError:
        return False
    return done.returncode == 0


def killed_at(calls, number, signal="KILL"):
    """A prefix for a command: it gets a signal at its n-th such call."""
    return STRACE + ["-e", "trace=" + calls,
                     "-e", f"inject={calls}:signal={signal}:when={number}"]


def calls_of(command, **how):
    """The names of all its system calls, in their order."""
    done = subprocess.run(
        ["strace", "-f", "-qq", "-e", "signal=none", "-o", "|cat >&2",
         *command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL, check=False, **how)
    return [found[1].decode() for found in
            re.finditer(rb"^\d+ +(\w+)\(", done.stderr, re.M)]
