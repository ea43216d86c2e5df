# lib.sh - what the measurements of tests/bench/run share: processes and their CPU time, load, medians.

ticks() { # ticks PID...: lines of a process and its CPU time so far, in hundredths of a second
	local p
	for p in "$@"; do
		awk -v p="$p" '{ sub(/.*\) /, ""); print p, $12 + $13 }' "/proc/$p/stat" 2>/dev/null || true
	done
}
spent() { # spent BEFORE AFTER: what processes that are still there have used in between
	awk 'NR == FNR { a[$1] = $2; next } { t += $2 - a[$1] } END { print t + 0 }' <(echo "$1") <(echo "$2")
}

children() { echo "$1"; cat "/proc/$1/task/$1/children" 2>/dev/null | tr ' ' '\n'; }

pids_of() { # pids_of nginx | pg | app
	case $1 in
	nginx) children "$(cat "$XZ_STATE/run/nginx.pid")" ;;
	pg) children "$(head -n 1 "$XZ_TEST/main/pg/postmaster.pid")" ;;
	app) find /proc/[0-9]* -maxdepth 1 -name exe -lname "$(readlink -f "$XZ_STATE")/app*/bin/*" -printf '%h\n' 2>/dev/null | cut -d/ -f3 ;;
	peer) children "$peer_pid" ;;
	front) children "$(cat "$XZ_TEST/front/nginx.pid")" ;;
	esac
}

median() { sort -n | awk '{ v[NR] = $1 } END { if (NR) print v[int((NR + 1) / 2)]; else print "-" }'; }

# load NAME URL [COOKIE] [LUA]: one round; appends to $XZ_TEST/r.NAME.{rps,p99,nginx,pg,app,bad}
load() {
	local name=$1 f out n who kind
	local -A before
	who="nginx pg app"
	case $name in
	peer) who="front pg peer" ;;
	peer_direct) who="pg peer" ;;
	esac
	for kind in $who; do
		# shellcheck disable=SC2046
		before[$kind]=$(ticks $(pids_of $kind))
	done
	out=$(wrk -t1 -c16 -d"${BENCH_SECONDS}s" --latency ${3:+-H "Cookie: $3"} ${4:+-s "$4"} "$2")
	n=$(awk '/requests in/ { print $1 }' <<<"$out")
	f=$XZ_TEST/r.$name
	awk '/Requests\/sec/ { printf "%.0f\n", $2 }' <<<"$out" >>"$f.rps"
	awk '/ 99%/ { p = $2; if (p ~ /us$/) p = p / 1000; else if (p ~ /[0-9]s$/ && p !~ /ms$/) p = p * 1000; print p + 0 }' <<<"$out" >>"$f.p99"
	awk '/Non-2xx/ { print $NF }' <<<"$out" >>"$f.bad"
	for kind in $who; do
		# shellcheck disable=SC2046
		awk -v t="$(spent "${before[$kind]}" "$(ticks $(pids_of $kind))")" -v n="$n" \
			'BEGIN { printf "%.1f\n", n ? t * 10000 / n : 0 }' >>"$f.$(sed 's/peer/app/; s/front/nginx/' <<<"$kind")"
	done
}

got() { median <"$XZ_TEST/r.$1" 2>/dev/null || echo -; }	# got NAME.what
cpu() { # cpu NAME: microseconds a request, all
	awk -v a="$(got "$1.nginx" 2>/dev/null)" -v b="$(got "$1.pg")" -v c="$(got "$1.app")" 'BEGIN { printf "%.0f", a + b + c }'
}
cpu_text() {
	awk -v a="$(got "$1.nginx" 2>/dev/null)" -v b="$(got "$1.pg")" -v c="$(got "$1.app")" \
		'BEGIN { printf "%.0f (%.0f / %.0f / %.0f)", a + b + c, a, b, c }'
}
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { if (b + 0 > 0) printf "%.2f", a / b; else print "-" }'; }

# row FIGURE VALUE UNIT FLOOR GOAL [+|-]: + more is better, - less is; says when the floor does not hold
row() {
	local says=""
	[ -z "${6:-}" ] || says=$(awk -v v="$2" -v f="$4" -v g="$5" -v d="$6" 'BEGIN {
		if (v !~ /^[0-9.]+$/) exit
		if (d == "-") { v = -v; f = -f; g = -g }
		print (v >= g ? "goal" : v >= f ? "floor" : "MISSED") }')
	printf '%-58s %16s %-7s %6s %6s  %s\n' "$1" "$2" "$3" "${4:--}" "${5:--}" "$says"
}

seconds() { # seconds COMMAND...: wall time
	local t
	t=$(date +%s.%N)
	"$@" >"$XZ_TEST/last.log" 2>&1 || { tail -n 5 "$XZ_TEST/last.log" >&2; echo "bench: \`$1\` failed" >&2; return 1; }
	awk -v a="$t" -v b="$(date +%s.%N)" 'BEGIN { printf "%.2f", b - a }'
}
