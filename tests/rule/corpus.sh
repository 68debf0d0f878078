#!/bin/bash
# What fuzzing found once is run once more: tests/rule/corpus.sh BUILD, which
# holds replay/TARGET, programs of tests/fuzz without a fuzzer.
build=$(cd "$1" && pwd) || exit 2
cd "$(dirname "$0")/../fuzz/corpus" || exit 1
bad=0
shopt -s nullglob

for target in *; do
	"$build/replay/$target" "$target"/* >"$build/replay/$target.log" 2>&1 &&
	    continue
	echo "-- $target"
	tail -n 40 "$build/replay/$target.log"
	bad=1
done

exit $bad
