#!/bin/bash
# replay.sh PROGRAM - replays the corpus of a fuzz target (tests/fuzz/corpus/<name>/) under
# the sanitizers; the program speaks TAP itself.
corpus=tests/fuzz/corpus/${1##*/fuzz_}
if [ -z "$(ls -A "$corpus" 2>/dev/null)" ]; then
	echo "1..0 # SKIP nothing in $corpus"
	exit 0
fi
exec "$1" "$corpus"/*
