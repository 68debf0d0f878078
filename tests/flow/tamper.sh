#!/bin/bash
# A few of the edits of tests/torture/tamper; all of them: make torture.
exec "$(dirname "$0")/../torture/tamper" "$1" 60
