"""How much a program takes: measure.run(...).  It is started by a small process
of its own, because one that is started from a large one counts as large."""

import json
import os
import subprocess
import sys


class Taken:
    def __init__(self, found):
        self.returncode = found["returncode"]
        self.seconds = found["seconds"]         # of the processor
        self.megabytes = found["megabytes"]     # at most, at one time
        self.stderr = found["stderr"]


def run(command, folder, env, stdin=subprocess.DEVNULL):
    """The command in that folder; what it writes to stdout is dropped."""
    done = subprocess.run([sys.executable, "-S", "-E", __file__, folder,
                           *command], env=env, stdin=stdin, check=True,
                          capture_output=True, text=True)
    return Taken(json.loads(done.stdout))


def main():
    folder, command = sys.argv[1], sys.argv[2:]
    reading, writing = os.pipe()
    process = subprocess.Popen(command, cwd=folder, stderr=writing,
                               stdout=subprocess.DEVNULL)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8", errors="replace") as stderr:
        said = stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    json.dump({"returncode": os.waitstatus_to_exitcode(status),
               "seconds": used.ru_utime + used.ru_stime,
               "megabytes": used.ru_maxrss / 1024, "stderr": said},
              sys.stdout)


if __name__ == "__main__":
    main()
