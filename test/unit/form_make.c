// SPDX-License-Identifier: AGPL-3.0-or-later
#include "form_make.h"

#include "base/mem.h"
#include "core/form.h"

enum { FIELDS_MOST = 16, LINES_MOST = 4096 };

struct line {
    struct str id;
    struct str fields[FIELDS_MOST];
    size_t n;
};

struct lines {
    struct line *at;
    size_t n;
};

static struct str cut(struct str *rest, const char *at)
{
    ptrdiff_t end = str_find(*rest, str_of(at));
    struct str head = end < 0 ? *rest : str_slice(*rest, 0, (size_t)end);
    *rest = end < 0 ? STR_NONE : str_slice(*rest, (size_t)end + 1, rest->len);
    return head;
}

static struct line line_of(struct str text)
{
    struct line line = {.id = str_trim(cut(&text, "|"))};
    while (text.len && line.n < FIELDS_MOST)
        line.fields[line.n++] = str_trim(cut(&text, "|"));
    return line;
}

static void put(struct lines *lines, struct line line)
{
    size_t i = 0;
    struct str id = str_eq_c(line.id, "drop") ? line.fields[0] : line.id;
    while (i < lines->n && !str_eq(lines->at[i].id, id))
        i++;
    if (!str_eq_c(line.id, "drop")) {
        lines->n += i == lines->n;
        lines->at[i] = line;
    } else if (i < lines->n) {
        memmove(&lines->at[i], &lines->at[i + 1], (lines->n - i - 1) * sizeof(line));
        lines->n--;
    }
    BUG_IF(lines->n >= LINES_MOST);
}

static struct cell cell_of(struct str text)
{
    struct cell cell = {.state = CELL_READ, .text = text};
    if (!text.len || str_eq_c(text, "~"))
        return (struct cell){.state = CELL_ABSENT};
    if (str_eq_c(text, "?"))
        return (struct cell){.state = CELL_MISSING};
    if (str_eq_c(text, "_"))
        return (struct cell){.state = CELL_EMPTY};
    if (str_eq_c(text, "—"))
        return (struct cell){.state = CELL_DASH};
    if (str_ends(text, STR("?")) || str_ends(text, STR("!"))) {
        cell.state = str_ends(text, STR("?")) ? CELL_DOUBTFUL : CELL_INFERRED;
        cell.text = str_slice(text, 0, text.len - 1);
    }
    return cell;
}

static bool is_number_part(char c)
{
    return (c >= '0' && c <= '9') || c == '.' || c == ',';
}

// "≥(?)10件" -> op, number, unit; text if it does not begin so.
static struct value value_of(struct str text)
{
    static const char *const ops[] = {"≥", "≤", ">", "<", "="};
    struct value value = {0};
    struct cell whole = cell_of(text);
    if (!whole.text.len) {
        value.value = whole;
        return value;
    }
    struct str rest = whole.text;
    for (size_t i = 0; i < LENGTH_OF(ops) && !value.op.text.len; i++)
        if (str_starts(rest, str_of(ops[i]))) {
            value.op = (struct cell){.state = whole.state, .text = str_of(ops[i])};
            rest = str_slice(rest, value.op.text.len, rest.len);
        }
    if (str_starts(rest, STR("(?)"))) {
        value.op.state = CELL_DOUBTFUL;
        rest = str_slice(rest, 3, rest.len);
    }
    size_t n = rest.len && rest.ptr[0] == '-';
    while (n < rest.len && is_number_part(rest.ptr[n]))
        n++;
    if (!n || str_starts(str_slice(rest, n, rest.len), STR("年"))) {
        value.text = whole;
        return value;
    }
    value.value = (struct cell){.state = whole.state, .text = str_slice(rest, 0, n)};
    if (n < rest.len)
        value.unit = (struct cell){.state = whole.state, .text = str_slice(rest, n, rest.len)};
    return value;
}

static void make_columns(struct form *form, struct str names)
{
    memset(form->columns, 0, sizeof(form->columns));
    while (names.len) {
        struct str name = cut(&names, " ");
        for (int c = 0; c < COLUMNS; c++)
            form->columns[c] |= str_eq_c(name, form_column_name((enum form_column)c));
    }
}

static void make_fund(struct form *form, const struct line *line)
{
    form->funds[form->n_funds++] = (struct fund){
        .source = str_slice(line->id, 5, line->id.len),
        .name = cell_of(line->fields[0]),
        .initial = cell_of(line->fields[1]),
        .adjusted = cell_of(line->fields[2]),
        .executed = cell_of(line->fields[3]),
        .weight = cell_of(line->fields[4]),
        .rate = cell_of(line->fields[5]),
        .score = cell_of(line->fields[6]),
    };
}

static void make_row(struct form *form, const struct line *line)
{
    form->rows[form->n_rows++] = (struct row){
        .level1 = cell_of(line->fields[0]),
        .level2 = cell_of(line->fields[1]),
        .level3 = cell_of(line->fields[2]),
        .target = value_of(line->fields[3]),
        .actual = value_of(line->fields[4]),
        .weight = cell_of(line->fields[5]),
        .score = cell_of(line->fields[6]),
        .reason = cell_of(line->fields[7]),
        .rescore = cell_of(line->fields[8]),
        .unit_column = cell_of(line->fields[9]),
    };
}

static void make_note(struct form *form, const struct line *line, enum note_kind kind)
{
    form->notes[form->n_notes++] =
        (struct note){.name = line->fields[0], .text = line->fields[1], .kind = kind};
}

// What stands in one cell of the form.
static struct cell *lone_cell(struct form *form, struct str id)
{
    const struct {
        const char *id;
        struct cell *cell;
    } cells[] = {
        {"title", &form->title},           {"year", &form->year}, {"project", &form->project},
        {"department", &form->department}, {"unit", &form->unit}, {"money_unit", &form->money_unit},
        {"grade", &form->grade},
    };
    for (size_t i = 0; i < LENGTH_OF(cells); i++)
        if (str_eq_c(id, cells[i].id))
            return cells[i].cell;
    return NULL;
}

static void make_pair(struct form *form, const struct line *line)
{
    bool is_total = str_eq_c(line->id, "total");
    struct cell *first = is_total ? &form->total_weight : &form->goal_expected;
    struct cell *second = is_total ? &form->total_score : &form->goal_actual;
    *first = cell_of(line->fields[0]);
    *second = cell_of(line->fields[1]);
}

static void make_line(struct form *form, const struct line *line)
{
    struct cell *cell = lone_cell(form, line->id);
    if (cell)
        *cell = cell_of(line->fields[0]);
    else if (str_starts(line->id, STR("fund ")))
        make_fund(form, line);
    else if (str_starts(line->id, STR("row ")))
        make_row(form, line);
    else if (str_starts(line->id, STR("note ")))
        make_note(form, line, NOTE_FOOT);
    else if (str_starts(line->id, STR("task ")))
        make_note(form, line, NOTE_TASK);
    else if (str_starts(line->id, STR("remain ")))
        form->remains[form->n_remains++] = line->fields[0];
    else if (str_starts(line->id, STR("class ")))
        form->classes[form->n_classes++] =
            (struct class_weight){str_slice(line->id, 6, line->id.len), cell_of(line->fields[0])};
    else if (str_eq_c(line->id, "total") || str_eq_c(line->id, "goals"))
        make_pair(form, line);
    else if (str_eq_c(line->id, "explanation"))
        form->explanation = line->fields[0];
    else if (str_eq_c(line->id, "columns"))
        make_columns(form, line->fields[0]);
    else if (str_eq_c(line->id, "complete"))
        form->is_complete = false;
    else if (str_eq_c(line->id, "head"))
        form->head_is_missing = true;
    else
        BUG("a line that form_make does not know");
}

static void make_form(struct mem *mem, struct form *form, const struct lines *lines)
{
    *form = (struct form){.is_complete = true};
    for (int c = COLUMN_LEVEL1; c <= COLUMN_REASON; c++)
        form->columns[c] = true;
    form->funds = MEM_ARRAY(mem, lines->n, struct fund);
    form->rows = MEM_ARRAY(mem, lines->n, struct row);
    form->notes = MEM_ARRAY(mem, lines->n, struct note);
    form->classes = MEM_ARRAY(mem, lines->n, struct class_weight);
    form->remains = MEM_ARRAY(mem, lines->n, struct str);
    for (size_t i = 0; i < lines->n; i++)
        make_line(form, &lines->at[i]);
}

static void put_all(struct lines *lines, struct str text)
{
    while (text.len) {
        struct str line = str_trim(cut(&text, "\n"));
        if (line.len)
            put(lines, line_of(line));
    }
}

struct reading *form_make(struct mem *mem, const char *file, const char *first, const char *changes)
{
    struct reading *reading = MEM_NEW(mem, struct reading);
    struct str rest = str_copy(mem, str_of(changes));
    size_t cap = 0;
    *reading = (struct reading){.file = str_of(file), .format = STR("text")};
    do {
        ptrdiff_t at = str_find(rest, STR("\nform\n"));
        struct str mine = at < 0 ? rest : str_slice(rest, 0, (size_t)at);
        struct lines lines = {MEM_ARRAY(mem, LINES_MOST, struct line), 0};
        rest = at < 0 ? STR_NONE : str_slice(rest, (size_t)at + 6, rest.len);
        put_all(&lines, str_of(first));
        put_all(&lines, mine);
        MEM_PUSH(mem, reading->forms, reading->n_forms, cap);
        make_form(mem, &reading->forms[reading->n_forms - 1], &lines);
        if (at < 0)
            break;
    } while (true);
    return reading;
}
