# suite.sh - the tests by name, and a small script for each, so that one prove runs them all.  Sourced by tests/run.

# Everything over HTTP is run once, on the programs with sanitizers.  These are run on the programs as they are too, for what
# depends on how fast they are or how their processes end:
#   kept, session_kept      what workers keep, and for how long
#   reconnect               connections cut under requests
#   evidence_kill           processes killed while they store
#   log                     published within seconds; the daemon killed
also_rel="kept session_kept reconnect evidence_kill log"
# These are run on the programs as they are alone:
#   new_module              builds programs of its own
#   masters                 what keeps them up, on a cluster of its own
#   slow_many               hundreds of connections, which are nginx's
only_rel="new_module masters slow_many"
# A test of the store whose first lines say so has an empty one of its own: it brings its own people and days, or (statements)
# runs every statement there is, which in a store that others write to waits for their locks.
own_store() { head -n 6 "tests/db/$1.c" | grep -q 'empty store of its own'; }
# What a test waits for: nothing, the empty store, or the instances with the demo, whose loading takes a core for long.
needs() { # needs KIND/NAME
	local f=tests/$1.c
	case $1 in
	unit/* | fuzz/* | lint/*) echo nothing ;;
	db/*)
		[ -f "$f" ] && { own_store "${1#db/}" || ! grep -q XZ_TEST_DEMO_DB "$f"; } && echo empty && return
		[ ! -f "$f" ] && grep -q 'env.XZ_TEST_DB' "tests/$1.mjs" && echo empty || echo demo
		;;
	*) echo demo ;;
	esac
}
# Of unit tests and tests of the store: the build they run in.
unit_build=asan db_build=rel
[ -z "${XZ_COVERAGE:-}" ] || unit_build=cov db_build=cov
# Workers end by _exit() and the parent keeps its templates to the end: leaks of requests are the unit tests' to find.
programs_options=detect_leaks=0:abort_on_error=1

files_of() { # files_of KIND GLOB...: KIND/NAME for each
	local kind=$1 f
	shift
	for f in "$@"; do
		[ ! -f "$f" ] || { f=${f##*/}; echo "$kind/${f%.*}"; }
	done
}
names() { # names [WORD...]: those whose names hold a word, or all
	local all w
	all=$(
		files_of unit tests/unit/test_*.c
		files_of db tests/db/test_*.c tests/db/*.mjs
		files_of fuzz tests/fuzz/fuzz_*.c
		files_of lint tests/lint/*.mjs
		files_of http tests/http/*.mjs | grep -vxF "$(printf 'http/%s\n' $only_rel)"
		for w in $also_rel $only_rel; do files_of http-rel "tests/http/$w.mjs"; done
		files_of browser tests/browser/*.mjs
	)
	if [ $# = 0 ]; then
		echo "$all"
	else
		for w in "$@"; do grep -F -- "$w" <<<"$all" || true; done | sort -u
	fi
}

programs_of() { # programs_of VARIANT KINDS NAMES: what make is to build for them
	sed -nE "s,^($2)/((test|fuzz)_.*),build/$1/tests/\1/\2,p" <<<"$3"
	! grep -q '^http' <<<"$3" || echo "build/$1/tests/lib/flips"
	[ "$1" != rel ] || ! grep -qE '^(http|http-rel|browser)/' <<<"$3" || echo build/rel/tests/db/make_draw
}

# What the demo need not be waited for comes first, of each sort the longest: tests/weights has the seconds each took once,
# as a hint; one that it does not know comes early.
in_order() {
	local name
	while read -r name; do echo "$([ "$(needs "$name")" = demo ] && echo 1 || echo 0) $name"; done |
		awk 'FILENAME != "-" { w[$2] = $1; next } { print $1 "\t" ($2 in w ? w[$2] : 30) "\t" $2 }' tests/weights - |
		sort -k1,1n -k2,2nr -k3 | cut -f3
}

wrap() { # wrap NAME SECONDS COMMAND...: with the lines of wrap_env before it and of wrap_end behind
	local f=$XZ_TEST/t/$1.t name=$1 limit=$2 said=$XZ_TEST/said/$1
	shift 2
	mkdir -p "${f%/*}" "${said%/*}"
	{
		echo '#!/bin/bash'
		echo "cd '$root' && set -o pipefail || exit 1"
		[ "$(needs "$name")" = nothing ] || echo ". tests/lib/await.sh '$(needs "$name")'; SECONDS=0"
		[ -z "${wrap_env:-}" ] || echo "$wrap_env"
		printf 'timeout -k 10 %s' "$limit"
		printf " '%s'" "$@"
		echo " | tee '$said'; code=\$?"
		echo "echo \"\$SECONDS $name\" >>'$root/build/test-times'"
		echo "${wrap_end:-}"
		echo 'exit $code'
	} >"$f"
	chmod +x "$f"
}
scripts() { # scripts NAMES
	local name kind base
	rm -rf "$XZ_TEST/t" "$XZ_TEST/said" "$XZ_TEST/axe" build/test-times build/shots/failed-*
	while read -r name; do
		kind=${name%%/*} base=${name#*/} wrap_env="" wrap_end=""
		case $kind in
		unit)
			wrap_env='export CMOCKA_MESSAGE_OUTPUT=TAP'
			wrap "$name" 300 "build/$unit_build/tests/unit/$base"
			;;
		db)
			wrap_env='export CMOCKA_MESSAGE_OUTPUT=TAP'
			if [ -f "tests/db/$base.mjs" ]; then
				wrap "$name" "${XZ_LIMIT:-600}" node "tests/db/$base.mjs"
				continue
			fi
			! own_store "$base" ||
				wrap_env+="; XZ_TEST_DB=\$(tests/lib/instance.sh store 'own_$base' empty) || exit 1; export XZ_TEST_DB XZ_TEST_PLAY_DB=\$XZ_TEST_DB"
			wrap "$name" "${XZ_LIMIT:-600}" "build/$db_build/tests/db/$base"
			;;
		fuzz) wrap "$name" 300 bash tests/lib/replay.sh "build/asan/tests/fuzz/$base" ;;
		lint) wrap "$name" 300 node "tests/lint/$base.mjs" ;;
		http)
			wrap_env=". '$XZ_TEST/asan.env'; export XZ_URL XZ_STATE XZ_ASAN=1 XIEZHI_BUILD=asan ASAN_OPTIONS=$programs_options"
			wrap_end='bash tests/lib/asan_logs.sh || code=1'
			wrap "$name" "${XZ_LIMIT:-900}" node "tests/http/$base.mjs"
			;;
		http-rel | browser)
			wrap_env=". '$XZ_TEST/plain.env'; export XZ_URL XZ_STATE"
			wrap "$name" "${XZ_LIMIT:-900}" node "tests/${kind%-rel}/$base.mjs"
			;;
		esac
	done <<<"$1"
}
