// SPDX-License-Identifier: AGPL-3.0-or-later
// Any bytes as YAML: a tree, or a sentence with its line and column.
#include "test/fuzz/fuzz.h"

#include "base/mem.h"
#include "base/tree.h"
#include "codec/yaml.h"

static void read_bytes(void *context)
{
    struct fuzz_input *input = context;
    struct mem *mem = input->mem;
    size_t size = input->size;
    struct str bytes = {(const char *)input->data, size};
    struct err err = {0};
    struct tree *tree = NULL;
    enum rc rc = yaml_read(mem, &tree, bytes, STR("fuzz.yaml"), &err);

    if (rc != RC_OK) {
        BUG_IF(!err.key || err.rc != rc);
        return;
    }
    BUG_IF(!tree);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_run(data, size, read_bytes);
}
