// SPDX-License-Identifier: AGPL-3.0-or-later
// Any bytes as a file of forms, the whole way: a sheet whose tokens lie inside the file and in its
// order, read, scored, audited, printed in every format; or a sentence.
#include "test/fuzz/fuzz.h"

#include "act/act_form.h"
#include "base/mem.h"
#include "codec/text.h"
#include "core/sheet.h"
#include "test/fuzz/show.h"

static void look_at_sheet(struct mem *mem, struct str bytes)
{
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
        BUG_IF(token->from < end || token->from > token->to || token->to > bytes.len);
        BUG_IF(!str_is_utf8(token->text, NULL));
        BUG_IF(token->line < 1 || (size_t)token->line > sheet->n_lines);
        end = token->to;
    }
}

static void read_bytes(void *context)
{
    struct fuzz_input *input = context;
    struct act_form_files files = {0};
    look_at_sheet(input->mem, (struct str){(const char *)input->data, input->size});
    act_form_add(input->mem, show_data(), &files, fuzz_path(input));
    fuzz_close(input);
    show_files(input->mem, &files);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    show_data();
    return fuzz_run(data, size, read_bytes);
}
