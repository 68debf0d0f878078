#!/bin/bash
# Every defect of tests/torture/defects changes the source it names, belongs to
# a proof, and says what is broken.
cd "$(dirname "$0")/../.." || exit 1
bad=0
copy=$(mktemp)
trap 'rm -f "$copy"' EXIT

for defect in tests/torture/defects/*.sed; do
	name=$(basename "$defect")
	source=$(sed -n '1s/^# *//p' "$defect")
	if [ ! -x "tests/torture/${name%%-*}" ]; then
		echo "$name: there is no proof ${name%%-*}"
		bad=1
	fi
	if ! sed -n 2p "$defect" | grep -q '^# .'; then
		echo "$name: the second line does not say what is broken"
		bad=1
	fi
	if ! sed -f "$defect" "$source" >"$copy" || cmp -s "$source" "$copy"
	then
		echo "$name: changes nothing in $source"
		bad=1
	fi
done
exit $bad
