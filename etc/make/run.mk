# make run / stop / reload / status: the instance.  XIEZHI_PORT, XIEZHI_LISTEN, XIEZHI_STATE,
# XIEZHI_DEMO, XIEZHI_TLS, XIEZHI_TEST_CLOCK: see docs/operator.md.
run:
	@bash etc/instance/run.sh
stop:
	@bash etc/instance/stop.sh
reload:
	@bash etc/instance/reload.sh
.PHONY: reload
status:
	@bash etc/instance/status.sh

# Assets: bundled, named by their content, listed in build/assets.hdf.  npm is asked
# only when the lockfile says something else.
ASSET_SRC := $(shell find assets -type f 2>/dev/null)
node_modules/.xiezhi-run: package-lock.json
	@cmp -s $< node_modules/.xiezhi-test || \
	  npm ci --omit=dev --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@
build/assets.hdf: $(ASSET_SRC) etc/assets/build.mjs node_modules/.xiezhi-run
	node etc/assets/build.mjs
# Common passwords, which nobody may choose.
build/passwords.bin: etc/passwords.mjs node_modules/.xiezhi-run
	@mkdir -p build
	node etc/passwords.mjs
assets: build/assets.hdf build/passwords.bin
