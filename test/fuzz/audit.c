// SPDX-License-Identifier: AGPL-3.0-or-later
// Any bytes as a file of forms, the whole way: read, scored, audited, printed. What was printed as
// a reading must be a reading again, and a cell without a value must have none.
#include "test/fuzz/fuzz.h"

#include <sys/mman.h>
#include <unistd.h>

#include "act/act_form.h"
#include "act/act_form_json.h"
#include "act/act_form_report.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/tree.h"
#include "codec/form_json.h"
#include "codec/json.h"
#include "core/check.h"
#include "core/form.h"

enum { DATA_ARENA = 256 << 20, OUT_MOST = 32 << 20 };

// The data in force, loaded once and kept to the end.
static struct act_form data;

static void data_load(void *context)
{
    struct err err = {0};
    struct mem *mem = context;
    if (act_form_open(mem, &data, NULL, 0, &err) != RC_OK ||
        act_form_profile(&data, STR_NONE, &err) != RC_OK)
        BUG(err.key);
}

static void look_at_cell(void *context, struct str path, int row, struct cell *cell)
{
    (void)context, (void)path, (void)row;
    BUG_IF((cell->state == CELL_MISSING || cell->state == CELL_EMPTY) && cell->text.len > 0);
    BUG_IF(!str_is_utf8(cell->text, NULL) || !str_is_utf8(cell->raw, NULL));
}

// What is printed of a reading is a reading.
static void read_again(struct mem *mem, const struct act_form_file *file)
{
    struct buf out = buf_new(mem, OUT_MOST);
    struct json json;
    struct tree *tree;
    struct form_json again;
    struct err err = {0};
    json_init(&json, &out);
    act_form_json_read(mem, &data, &json, file);
    if (out.is_full)
        return;
    if (json_read(mem, &tree, buf_str(&out), file->name, &err) != RC_OK ||
        form_json_read(mem, &again, tree, file->name, STR_NONE, &err) != RC_OK)
        BUG(err.key);
    BUG_IF(again.reading->n_forms != file->json->reading->n_forms);
}

// The bytes as a regular file that is in no folder.
static const char *file_of(const struct fuzz_input *input, int *fd)
{
    *fd = memfd_create("fuzz", MFD_CLOEXEC);
    BUG_IF(*fd < 0 || write(*fd, input->data, input->size) != (ssize_t)input->size);
    BUG_IF(lseek(*fd, 0, SEEK_SET) != 0);
    return str_cstr(input->mem, buf_print(input->mem, "/proc/self/fd/%d", *fd));
}

static void audit_bytes(void *context)
{
    struct fuzz_input *input = context;
    struct mem *mem = input->mem;
    struct act_form_files files = {0}, last = {0};
    struct findings findings;
    int fd;
    const char *path = file_of(input, &fd);
    act_form_add(mem, &data, &files, path);
    close(fd);
    for (size_t i = 0; i < files.n; i++) {
        BUG_IF((files.at[i].rc != RC_OK) != (files.at[i].err.key != NULL));
        for (size_t k = 0; files.at[i].rc == RC_OK && k < files.at[i].json->reading->n_forms; k++)
            form_each_cell(mem, &files.at[i].json->reading->forms[k], look_at_cell, NULL);
        if (files.at[i].rc == RC_OK)
            read_again(mem, &files.at[i]);
    }
    act_form_sort(mem, &files);
    act_form_audit(mem, &data, &findings, &files, &last, NULL);
    for (size_t i = 0; i < findings.n; i++)
        BUG_IF(findings.at[i].reading >= files.n || findings.at[i].message.zh.len == 0);
    struct buf page = buf_new(mem, OUT_MOST);
    act_form_report(mem, &data, &page, &files, &findings, NULL);
    BUG_IF(!page.is_full && !str_is_utf8(buf_str(&page), NULL));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    if (!data.mem) {
        struct mem *mem = mem_new(DATA_ARENA);
        BUG_IF(!mem || mem_guard(mem, data_load, mem) != RC_OK);
    }
    return fuzz_run(bytes, size, audit_bytes);
}
