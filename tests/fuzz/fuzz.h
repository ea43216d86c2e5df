/* fuzz.h - what each target gives: libFuzzer's entry, which replay.c calls too. */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H
#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

#define MUST(x) do { if (!(x)) __builtin_trap(); } while (0)
#endif
