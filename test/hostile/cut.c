// SPDX-License-Identifier: AGPL-3.0-or-later
// cut: a file cut at each of its bytes, the part before and the part behind.
//
// usage: cut FILE
//
// Each part is opened, scored and audited as any file. It is refused with a sentence, or its
// numbers without a mark are those of the whole file at the same bytes, by value (10.0 is 10.00): a
// number whose end was cut off is never taken for a number. Prints one line for the file.
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "act/act_form.h"
#include "base/buf.h"
#include "base/mem.h"
#include "codec/form_json.h"
#include "core/check.h"
#include "core/form.h"

enum { DATA_ARENA = 256 << 20, PART_ARENA = 64 << 20, BYTES_MOST = 1 << 16 };

static struct act_form data;
static char bytes[BYTES_MOST];
static size_t n_bytes;

// What stands at each byte of the whole file as a number, by its first byte.
static struct printed {
    struct str number;
    bool is_marked; // or another number stands there too
} truth[BYTES_MOST];

struct part {
    struct mem *mem;
    size_t from, to; // bytes of the whole file
    bool is_whole;
    size_t n_forms, n_wrong;
};

static bool is_same(struct str a, struct str b)
{
    struct cell of_a = {.text = a, .state = CELL_READ}, of_b = {.text = b, .state = CELL_READ};
    struct dec x, y;
    return form_number(&x, &of_a) && form_number(&y, &of_b) && dec_eq(x, y);
}

// Is the number wrong at this byte? Where the whole file has none, it is so if its end is cut off.
static bool is_wrong(const struct part *part, const struct cell *cell, size_t at)
{
    if (truth[at].is_marked)
        return false;
    if (truth[at].number.len)
        return !is_same(truth[at].number, cell->text);
    char last = cell->raw.len ? cell->raw.ptr[cell->raw.len - 1] : 'x';
    return part->from + cell->at.to == part->to && part->to < n_bytes && last >= '0' && last <= '9';
}

static void look_at_cell(void *context, struct cell *cell, bool is_number)
{
    struct part *part = context;
    size_t at = part->from + cell->at.from;
    if (!is_number || cell->at.to == 0)
        return;
    BUG_IF(at >= n_bytes);
    struct printed *whole = &truth[at];
    if (part->is_whole) {
        // Cells of a text without separators begin where their token begins.
        whole->is_marked |=
            cell->state != CELL_READ || (whole->number.len && !str_eq(whole->number, cell->text));
        whole->number = cell->text;
    } else if (cell->state == CELL_READ && is_wrong(part, cell, at) && part->n_wrong++ == 0)
        printf("    bytes %zu-%zu: %.*s at byte %zu, the whole file says %.*s\n", part->from,
               part->to, STR_FMT(cell->text), at, STR_FMT(whole->number));
}

static void open_part(void *context)
{
    struct part *part = context;
    struct act_form_files files = {0}, last = {0};
    struct findings findings;
    int fd = memfd_create("cut", MFD_CLOEXEC);
    size_t n = part->to - part->from;
    BUG_IF(fd < 0 || write(fd, bytes + part->from, n) != (ssize_t)n || lseek(fd, 0, SEEK_SET) != 0);
    act_form_add(part->mem, &data, &files,
                 str_cstr(part->mem, buf_print(part->mem, "/proc/self/fd/%d", fd)));
    close(fd);
    BUG_IF(files.n != 1);
    const struct act_form_file *file = &files.at[0];
    BUG_IF((file->rc != RC_OK) != (file->err.key != NULL));
    BUG_IF(file->rc != RC_OK && file->rc != RC_INPUT);
    if (file->rc != RC_OK)
        return;
    part->n_forms = file->json->reading->n_forms;
    for (size_t i = 0; i < part->n_forms; i++)
        form_each_leaf(&file->json->reading->forms[i], look_at_cell, part);
    act_form_audit(part->mem, &data, &findings, &files, &last, NULL);
}

static void load_data(void *mem)
{
    struct err err = {0};
    if (act_form_open(mem, &data, NULL, 0, &err) != RC_OK ||
        act_form_profile(&data, STR_NONE, &err) != RC_OK)
        BUG(err.key);
}

static void open_in(struct mem *mem, struct part *part)
{
    part->mem = mem;
    BUG_IF(mem_guard(mem, open_part, part) != RC_OK);
}

int main(int argc, char **argv)
{
    BUG_IF(argc != 2);
    int fd = open(argv[1], O_RDONLY | O_CLOEXEC);
    ssize_t n = read(fd, bytes, sizeof(bytes));
    BUG_IF(fd < 0 || n <= 0 || n == sizeof(bytes));
    close(fd);
    n_bytes = (size_t)n;
    struct mem *of_data = mem_new(DATA_ARENA), *kept = mem_new(PART_ARENA);
    struct mem *mem = mem_new(PART_ARENA);
    BUG_IF(!of_data || !kept || !mem || mem_guard(of_data, load_data, of_data) != RC_OK);
    struct part whole = {.to = n_bytes, .is_whole = true};
    open_in(kept, &whole);
    BUG_IF(whole.n_forms == 0);
    size_t n_read = 0, n_wrong = 0;
    for (size_t at = 0; at <= n_bytes; at++)
        for (int behind = 0; behind <= 1; behind++) {
            struct part part = {.from = behind ? at : 0, .to = behind ? n_bytes : at};
            open_in(mem, &part);
            n_read += part.n_forms > 0;
            n_wrong += part.n_wrong > 0;
            mem_reset(mem);
        }
    const char *slash = strrchr(argv[1], '/');
    printf("%s %s cut at %zu bytes: %zu parts read, %zu of them wrong\n", n_wrong ? "not ok" : "ok",
           slash ? slash + 1 : argv[1], n_bytes, n_read, n_wrong);
    mem_free(mem);
    mem_free(kept);
    mem_free(of_data);
    return n_wrong ? 1 : 0;
}
