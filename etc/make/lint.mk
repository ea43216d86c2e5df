# make lint: the second compiler, clang-tidy, shellcheck and valgrind.  Slower than
# make test and not needed for a landing; tests/lint is part of make test.
LINT_C := $(LIB_SRC) $(wildcard cgi/*.c cgi/*/*.c cmd/*/*.c)
LINT_FLAGS = $(CPPFLAGS) $(PAPER_CPP) -std=gnu11 -Wall -Wextra -Wshadow -Wconversion -Wformat=2 -Wvla \
  -Wstrict-prototypes -Wmissing-prototypes -Wcast-qual -Wwrite-strings -Werror \
  -Wno-gnu -Wno-sign-conversion -Wno-missing-field-initializers
# Left out: what cannot follow an `enum err` with its out-parameter into another file, what
# takes arrays of pointers for a slip, and what clang 14 gets wrong about va_list.
TIDY := -*,bugprone-*,clang-analyzer-*,readability-function-size,-clang-analyzer-security.insecureAPI.DeprecatedOrUnsafeBufferHandling,-clang-analyzer-valist.Uninitialized,-clang-analyzer-core.CallAndMessage,-clang-analyzer-core.uninitialized.Assign,-bugprone-easily-swappable-parameters,-bugprone-reserved-identifier,-bugprone-assignment-in-if-condition,-bugprone-implicit-widening-of-multiplication-result,-bugprone-sizeof-expression,-bugprone-not-null-terminated-result,-bugprone-narrowing-conversions

.PHONY: lint-packages lint-clang lint-tidy lint-shell lint-valgrind
lint: lint-clang lint-tidy lint-shell lint-valgrind
	@for f in tests/lint/*.mjs; do node $$f | grep '^not ok' && exit 1; done; echo "lint: ok"
lint-packages:
	@bash etc/instance/packages.sh clang clang-tidy shellcheck valgrind libcmocka-dev
lint-clang: lint-packages
	@echo "$(LINT_C)" | tr ' ' '\n' | xargs -P "$$(nproc)" -n 4 clang $(LINT_FLAGS) -fsyntax-only
lint-tidy: lint-packages
	@echo "$(LINT_C)" | tr ' ' '\n' | xargs -P "$$(nproc)" -n 4 sh -c \
	  'clang-tidy --quiet --warnings-as-errors="*" --checks="$(TIDY)" \
	  --config="{CheckOptions: [{key: readability-function-size.LineThreshold, value: 100}]}" \
	  "$$@" -- $(CPPFLAGS) $(PAPER_CPP) -std=gnu11 2>/dev/null' sh
lint-shell: lint-packages
	shellcheck -s bash -S warning -e SC1090,SC1091,SC2034,SC2044,SC2046,SC2154,SC2164,SC2174 etc/instance/*.sh tests/run tests/lib/*.sh tests/bench/run .ci/run
lint-valgrind: test-programs lint-packages
	@for t in $(filter $(B)/tests/unit/%,$(TESTS)); do \
	  valgrind -q --error-exitcode=9 --leak-check=full $$t >/dev/null || exit 1; done

# docs/law.md: article, figure or guard, step, test.
law-table:
	@node etc/law_table.mjs
.PHONY: law-table
