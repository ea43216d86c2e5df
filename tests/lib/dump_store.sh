#!/bin/bash
# dump_store.sh CHECKOUT FOLDER - dumps of stores that the play tests of CHECKOUT leave, FOLDER/store-NN-<test>.sql.xz, NN
# its schema: what tests/db/takeover.mjs takes over.  To make them once more, from a checkout that stands at that schema:
#   git worktree add --detach /tmp/old COMMIT && tests/lib/dump_store.sh /tmp/old tests/data && git worktree remove --force /tmp/old
# Roles are the cluster's and not in a dump; all of a store is xz_owner's.  Together at most 1 MB.
set -euo pipefail
out=$(cd "$2" && pwd)
cd "$1"
make -s all test-programs

tmp=$(mktemp -d /tmp/xiezhi-dump.XXXXXX)
chmod 755 "$tmp"
end() {
	kill -INT "$(head -n 1 "$tmp/pg/postmaster.pid")" 2>/dev/null || true
	sleep 1
	rm -rf "$tmp"
}
trap end EXIT
store="host=$tmp/run port=5432"
XIEZHI_MAP_ALL=1 XIEZHI_FAST=1 bash etc/instance/cluster.sh "$tmp/pg" "$tmp/run" 5432 empty
printf 'state = %s\nkeys = %s/keys\ndatabase = %s dbname=empty user=xz_admin\ntest_clock = 1\n' "$tmp" "$tmp" "$store" >"$tmp/conf"
build/rel/bin/xiezhi --app . --conf "$tmp/conf" migrate
schema=$(psql -X -q -t -A "$store dbname=empty user=postgres" -c 'select max(number) from public.xz_migration')

for t in ways inspection drawn; do
	psql -X -q "$store dbname=postgres user=postgres" -c "create database $t owner xz_owner template empty"
	XZ_TEST_PLAY_DB="$store dbname=$t" build/rel/tests/db/test_$t >/dev/null
	# \restrict needs a psql that knows it, and is another each time
	pg_dump "$store dbname=$t user=postgres" | grep -v -E '^\\(un)?restrict ' | xz -9e >"$out/store-$schema-$t.sql.xz"
	ls -l "$out/store-$schema-$t.sql.xz"
done
