# kept.sh - the cluster and stores of `make test-up`, which runs of single tests start from: $XZ_TEST then is build/test-instance,
# a link to a folder the service users can reach.  One run at a time has them; another makes its own.  Sourced by tests/run.
kept_link=build/test-instance

# What a store is made of.  Programs are not: they are built and started anew by every run.
kept_sum() {
	find migrations etc/reference etc/roles.sql etc/instance tests/lib/instance.sh cmd/demo* -type f -print0 |
		sort -z | xargs -0 sha256sum | sha256sum | cut -c1-64
}
kept_lock() {
	exec 8>"$1/lock"
	flock -n 8
}
kept_begin() {
	kept_end
	XZ_TEST=$(mktemp -d /tmp/xiezhi-test.XXXXXX)
	kept=1
	kept_lock "$XZ_TEST"
	ln -sfn "$XZ_TEST" $kept_link
}
kept_done() { kept_sum >"$XZ_TEST/sum"; }
# False: not there, of other sources, in use, or it does not answer.
kept_take() {
	local at
	at=$(readlink $kept_link) && [ -f "$at/sum" ] || return 1
	if [ "$(cat "$at/sum")" != "$(kept_sum)" ]; then
		echo "make test-up is of other sources: make it again"
		return 1
	fi
	kept_lock "$at" || return 1
	XZ_TEST=$at
	if instance again main >/dev/null 2>&1 && instance sweep >/dev/null 2>&1; then
		kept=1
	else
		XZ_TEST=""
		return 1
	fi
}
kept_end() {
	local at
	at=$(readlink $kept_link) || return 0
	if [ -d "$at" ]; then
		kept_lock "$at" || { echo "a run of tests is at work on it"; exit 1; }
		XZ_TEST=$at instance end >/dev/null 2>&1 || true
		rm -rf "$at"
	fi
	rm -f $kept_link
}
