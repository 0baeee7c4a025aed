// SPDX-License-Identifier: AGPL-3.0-or-later
// fuzz: what the fuzz targets share: one arena an input, and the guard round the call.
//
// A target is an ordinary libFuzzer entry. Linked with libFuzzer it is fed with mutated bytes
// (./dev fuzz); linked with replay.c it reads the files of its corpus (the normal tests).
#ifndef HENG_TEST_FUZZ_FUZZ_H
#define HENG_TEST_FUZZ_FUZZ_H

#include "base/base.h"

struct mem;

enum { FUZZ_ARENA = 64 << 20 };

struct fuzz_input {
    struct mem *mem;
    const uint8_t *data;
    size_t size;
    int fd; // of the file that fuzz_path made; -1: none
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
// The bytes as a regular file that is in no folder, until it is closed.
const char *fuzz_path(struct fuzz_input *input);
void fuzz_close(struct fuzz_input *input);
// Runs fn(struct fuzz_input *) under the guard of a new arena. Memory running out is no fault.
int fuzz_run(const uint8_t *data, size_t size, void (*fn)(void *input));

#endif
