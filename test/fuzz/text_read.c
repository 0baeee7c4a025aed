// SPDX-License-Identifier: AGPL-3.0-or-later
// Any bytes as a text file: a sheet whose tokens lie inside the file and in its order, or a
// sentence.
#include "test/fuzz/fuzz.h"

#include "base/mem.h"
#include "codec/text.h"
#include "core/sheet.h"

static void read_bytes(void *context)
{
    struct fuzz_input *input = context;
    struct mem *mem = input->mem;
    size_t size = input->size;
    struct str bytes = {(const char *)input->data, size};
    struct err err = {0};
    struct sheet *sheet = NULL;
    enum rc rc = text_read(mem, &sheet, bytes, STR("fuzz.txt"), &err);

    if (rc != RC_OK) {
        BUG_IF(!err.key || err.rc != rc);
        return;
    }
    size_t end = 0;
    for (size_t i = 0; i < sheet->n_tokens; i++) {
        const struct token *token = &sheet->tokens[i];
        BUG_IF(token->from < end || token->from > token->to || token->to > size);
        BUG_IF(!str_is_utf8(token->text, NULL));
        BUG_IF(token->line < 1 || (size_t)token->line > sheet->n_lines);
        end = token->to;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_run(data, size, read_bytes);
}
