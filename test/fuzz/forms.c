// SPDX-License-Identifier: AGPL-3.0-or-later
// Any bytes behind a brace as the JSON of readings: a tree, forms, scores, audits and every output;
// or a sentence with its place. So the fuzzer does not stray into texts.
#include "test/fuzz/fuzz.h"

#include "act/act_form.h"
#include "base/mem.h"
#include "test/fuzz/show.h"

static void read_bytes(void *context)
{
    struct fuzz_input *input = context;
    struct act_form_files files = {0};
    act_form_add(input->mem, show_data(), &files, fuzz_path(input));
    fuzz_close(input);
    show_files(input->mem, &files);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    show_data();
    return size > 0 && data[0] == '{' ? fuzz_run(data, size, read_bytes) : 0;
}
