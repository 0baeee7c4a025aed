// SPDX-License-Identifier: AGPL-3.0-or-later
#include "test/unit/fit_make.h"

#include "act/home.h"
#include "base/buf.h"
#include "codec/text.h"

static struct str name_of(const char *path)
{
    const char *slash = strrchr(path, '/'), *dot = strrchr(path, '.');
    return (struct str){slash + 1, (size_t)(dot - slash - 1)};
}

const struct lexicon *fit_make_lexicon(void)
{
    static struct lexicon *lexicon;
    if (lexicon)
        return lexicon;
    static struct mem *mem; // kept as long as the program: no leak
    mem = mem_new(UNIT_CEILING);
    struct home home;
    struct err err = {0};
    struct fit_file files[16];
    size_t n = 0;
    if (!mem || home_open(mem, &home, NULL, &err) != RC_OK)
        fail_msg("no data");
    for (size_t i = 0; i < home.n; i++) {
        struct tree *tree;
        const char *path = home.files[i].path;
        if (!str_starts(str_of(path), STR("data/read/")))
            continue;
        assert_true(n < LENGTH_OF(files));
        assert_int_equal(home_tree(mem, &home, path, &tree, &err), RC_OK);
        files[n++] = (struct fit_file){name_of(path), tree};
    }
    if (fit_load(mem, &lexicon, files, n, &err) != RC_OK)
        fail_msg("%s", err.key);
    return lexicon;
}

struct sheet *fit_make_sheet(struct mem *mem, const char *text)
{
    struct sheet *sheet;
    struct err err = {0};
    if (text_read(mem, &sheet, str_of(text), STR("a.txt"), &err) != RC_OK)
        fail_msg("%s", err.key);
    return sheet;
}

struct form *fit_make_forms(struct mem *mem, const char *text, size_t *n)
{
    struct form *forms;
    fit_sheet(mem, &forms, n, fit_make_lexicon(), fit_make_sheet(mem, text), NULL, NULL);
    return forms;
}

struct form *fit_make_form(struct mem *mem, const char *text)
{
    size_t n;
    struct form *forms = fit_make_forms(mem, text, &n);
    assert_int_equal(n, 1);
    return forms;
}

struct search {
    struct str path;
    struct cell *found;
};

static void look(void *context, struct str path, int row, struct cell *cell)
{
    struct search *s = context;
    (void)row;
    if (str_eq(path, s->path))
        s->found = cell;
}

struct cell *fit_make_at(struct mem *mem, struct form *form, const char *path)
{
    struct search s = {str_of(path), NULL};
    form_each_cell(mem, form, look, &s);
    return s.found;
}

static void show(struct buf *out, const struct cell *cell)
{
    buf_add(out, cell->text);
    if (cell->state == CELL_READ)
        return;
    buf_fmt(out, "|%s", form_state_name(cell->state));
    if (cell->why)
        buf_fmt(out, " %s", cell->why);
}

struct str fit_make_cell(struct mem *mem, struct form *form, const char *path)
{
    const struct cell *cell = fit_make_at(mem, form, path);
    struct buf out = buf_new(mem, 1 << 20);
    if (!cell)
        return STR("absent");
    show(&out, cell);
    return buf_str(&out);
}

static void show_line(void *context, struct str path, int row, struct cell *cell)
{
    (void)row;
    buf_fmt(context, "%.*s = ", STR_FMT(path));
    show(context, cell);
    buf_char(context, '\n');
}

struct str fit_make_cells(struct mem *mem, struct form *form)
{
    struct buf out = buf_new(mem, 1 << 20);
    form_each_cell(mem, form, show_line, &out);
    return buf_str(&out);
}
