# await.sh empty|demo - waits until tests/run has that store, and takes what it says of it.  Sourced by the scripts of suite.sh.
until [ -e "$XZ_TEST/$1.env" ]; do
	if [ -e "$XZ_TEST/no-stores" ]; then
		echo "Bail out!  no stores to test on"
		exit 1
	fi
	sleep 0.2
done
. "$XZ_TEST/$1.env"
