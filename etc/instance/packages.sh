#!/bin/bash
# packages.sh [--programs] [PACKAGE...] - installs the Debian packages that are missing, with --programs those that
# the programs are built with and run on; asks the mirrors only then.  No service of the distribution is started by it.
set -euo pipefail
export LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive

programs="gcc libc6-dev make s6 nginx-light postgresql-15 libpq-dev libfcgi-dev libfcgi0ldbl clearsilver-dev
  libargon2-dev libgcrypt20-dev libtalloc-dev libjansson-dev libutf8proc-dev libqrencode-dev libmagic-dev
  libjpeg62-turbo-dev libpng-dev libexif-dev libseccomp-dev libpango1.0-dev libcairo2-dev libssl-dev libfido2-dev
  libcurl4-openssl-dev zlib1g-dev util-linux openssl ca-certificates fonts-noto-cjk nodejs npm"

die() { echo "xiezhi: $*" >&2; exit 1; }
missing() {
	local p have
	have=$(dpkg-query -W -f '${Package} ${db:Status-Abbrev}\n' "$@" 2>/dev/null | awk '$2 == "ii" { print $1 }' || true)
	for p in "$@"; do
		# Any build of these will do.
		case $p in
		nginx-light) [ ! -x /usr/sbin/nginx ] || continue ;;
		nodejs) ! command -v node >/dev/null || continue ;;
		npm) ! command -v npm >/dev/null || continue ;;
		chromium) ! command -v chromium >/dev/null || continue ;;
		default-jre-headless) ! command -v java >/dev/null || continue ;;
		perl) ! command -v prove >/dev/null || continue ;;
		esac
		grep -qx "$p" <<<"$have" || printf '%s ' "$p"
	done
}

if [ "${1:-}" = --programs ]; then
	shift
	# shellcheck disable=SC2086
	set -- $programs "$@"
fi
want=$(missing "$@")
[ -n "$want" ] || exit 0
if [ "$(id -u)" != 0 ]; then
	die "as root, first: apt-get install -y --no-install-recommends $want"
fi
echo "installing: $want"

policy=/usr/sbin/policy-rc.d made_policy=""
cluster=/etc/postgresql-common/createcluster.d/xiezhi.conf made_cluster=""
tidy() {
	[ -z "$made_policy" ] || rm -f "$policy"
	[ -z "$made_cluster" ] || rm -f "$cluster"
}
trap tidy EXIT
trap 'exit 1' INT TERM
if [ ! -e "$policy" ]; then
	made_policy=1
	printf '#!/bin/sh\nexit 101\n' >"$policy"
	chmod 755 "$policy"
fi
if [ ! -e "$cluster" ]; then
	# The cluster of the instance is private; Debian's "main" is not wanted.
	made_cluster=1
	mkdir -p "${cluster%/*}"
	echo "create_main_cluster = false" >"$cluster"
fi

log=$(mktemp)
quietly() {
	"$@" >"$log" 2>&1 </dev/null || {
		tail -n 20 "$log" >&2
		die "\`$*\` failed"
	}
}
quietly apt-get update -q
# shellcheck disable=SC2086
quietly apt-get install -y -q --no-install-recommends -o Dpkg::Options::=--force-confold $want
rm -f "$log"
