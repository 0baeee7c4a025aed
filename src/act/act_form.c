// SPDX-License-Identifier: AGPL-3.0-or-later
// Opening: the data in force, and files into readings.
#include "act/act_form.h"

#include "act/home.h"
#include "base/buf.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/os.h"
#include "base/tree.h"
#include "codec/form_json.h"
#include "codec/form_json_cell.h"
#include "codec/json.h"
#include "codec/text.h"
#include "codec/yaml.h"
#include "core/check.h"
#include "core/fit.h"
#include "core/form.h"
#include "core/label.h"
#include "core/profile.h"
#include "core/round.h"
#include "core/score.h"
#include "core/sheet.h"
#include "core/words.h"

static bool is_below(const struct home_file *file, const char *folder)
{
    return str_starts(str_of(file->path), str_of(folder)) &&
           str_ends(str_of(file->path), STR(".yaml"));
}

// "form/profiles/hubei.yaml" -> "hubei"
static struct str base_name(struct str path)
{
    for (size_t i = path.len; i > 0; i--)
        if (path.ptr[i - 1] == '/') {
            path = str_slice(path, i, path.len);
            break;
        }
    return str_ends(path, STR(".yaml")) ? str_slice(path, 0, path.len - 5) : path;
}

static enum rc load_words(struct act_form *act, struct err *err)
{
    struct words_file *files = MEM_ARRAY(act->mem, act->home->n, struct words_file);
    size_t n = 0;
    for (size_t i = 0; i < act->home->n; i++) {
        struct tree *tree;
        if (!is_below(&act->home->files[i], "data/words/"))
            continue;
        enum rc rc = home_tree(act->mem, act->home, act->home->files[i].path, &tree, err);
        if (rc != RC_OK)
            return rc;
        files[n++] = (struct words_file){str_of(act->home->files[i].path), tree};
    }
    act->words = MEM_NEW(act->mem, struct words);
    enum rc rc = words_load(act->mem, act->words, files, n, err);
    if (rc == RC_OK)
        rc = words_need(act->words, score_words, score_n_words, err);
    return rc == RC_OK ? words_need(act->words, check_words, check_n_words, err) : rc;
}

static enum rc load_profiles(struct act_form *act, struct err *err)
{
    act->profiles = MEM_ARRAY(act->mem, act->home->n + 1, struct profile_file);
    for (size_t i = 0; i < act->home->n; i++) {
        const struct home_file *file = &act->home->files[i];
        struct tree *tree;
        if (!is_below(file, "form/profiles/"))
            continue;
        enum rc rc = home_tree(act->mem, act->home, file->path, &tree, err);
        if (rc != RC_OK)
            return rc;
        struct str path = str_of(file->path);
        act->profiles[act->n_profiles++] = (struct profile_file){base_name(path), path, tree};
    }
    return RC_OK;
}

// A home and its labels.
static enum rc open_home(struct mem *mem, struct act_form *out, const char *home, int lang,
                         struct err *err)
{
    *out = (struct act_form){.mem = mem, .lang = lang, .memory = LIMIT_CALL_MEMORY};
    out->home = MEM_NEW(mem, struct home);
    out->labels = MEM_NEW(mem, struct labels);
    out->by = MEM_NEW(mem, struct form_json_by);
    enum rc rc = home_open(mem, out->home, home, err);
    return rc == RC_OK ? home_labels(mem, out->home, out->labels, err) : rc;
}

enum rc act_form_open_words(struct mem *mem, struct act_form *out, int lang, struct err *err)
{
    return open_home(mem, out, NULL, lang, err);
}

enum rc act_form_open(struct mem *mem, struct act_form *out, const char *home, int lang,
                      struct err *err)
{
    enum rc rc = open_home(mem, out, home, lang, err);
    if (rc == RC_OK)
        rc = load_words(out, err);
    if (rc == RC_OK)
        rc = load_profiles(out, err);
    out->by->heng = STR(HENG_VERSION);
    out->by->data = out->home->digest;
    return rc;
}

// The words of the reader: loaded when the first text is opened.
static enum rc load_lexicon(struct act_form *act, struct err *err)
{
    struct fit_file *files = MEM_ARRAY(act->mem, act->home->n, struct fit_file);
    size_t n = 0;
    if (act->lexicon)
        return RC_OK;
    for (size_t i = 0; i < act->home->n; i++) {
        struct tree *tree;
        if (!is_below(&act->home->files[i], "data/read/"))
            continue;
        enum rc rc = home_tree(act->mem, act->home, act->home->files[i].path, &tree, err);
        if (rc != RC_OK)
            return rc;
        files[n++] = (struct fit_file){base_name(str_of(act->home->files[i].path)), tree};
    }
    return fit_load(act->mem, &act->lexicon, files, n, err);
}

static const struct profile_file *profile_file_of(const struct act_form *act, struct str name)
{
    for (size_t i = 0; i < act->n_profiles; i++)
        if (str_eq(act->profiles[i].name, name))
            return &act->profiles[i];
    return NULL;
}

// Over the lines `sha256sum` prints for the profile's file and those that it inherits from.
static struct str profile_digest(const struct act_form *act, struct str name)
{
    struct buf lines = buf_new(act->mem, BUF_SMALL);
    const struct profile_file *file = profile_file_of(act, name);
    for (size_t depth = 0; file && depth < limit_of(LIMIT_PROFILE_INHERITS); depth++) {
        const struct home_file *bytes = home_find(act->home, file->path);
        BUG_IF(!bytes);
        struct str sum = hash_sha256(act->mem, (struct str){bytes->bytes, bytes->len});
        buf_fmt(&lines, "%.*s  %.*s\n", STR_FMT(sum), STR_FMT(file->path));
        file = profile_file_of(act, tree_text(file->tree, "inherits"));
    }
    return hash_sha256(act->mem, buf_str(&lines));
}

enum rc act_form_profile(struct act_form *act, struct str name, struct err *err)
{
    if (name.len == 0) {
        struct tree *tree;
        enum rc rc = home_tree(act->mem, act->home, "form/default.yaml", &tree, err);
        if (rc != RC_OK)
            return rc;
        name = tree_text(tree, "profile");
    }
    act->profile = MEM_NEW(act->mem, struct profile);
    enum rc rc = profile_load(act->mem, act->profile, name, act->profiles, act->n_profiles, err);
    if (rc != RC_OK)
        return rc;
    act->by->profile = name;
    act->by->profile_digest = profile_digest(act, name);
    return RC_OK;
}

enum rc act_form_check_profile(struct act_form *act, struct profile *out, const char *path,
                               struct err *err)
{
    struct str bytes, name = base_name(str_of(path));
    struct tree *tree;
    enum rc rc = os_read_file(act->mem, &bytes, path, home_limit, err);
    if (rc == RC_OK)
        rc = yaml_read(act->mem, &tree, bytes, str_of(path), err);
    if (rc != RC_OK)
        return rc;
    // The file takes the place of one of its name: load_profiles left room for one more.
    size_t at = 0;
    while (at < act->n_profiles && !str_eq(act->profiles[at].name, name))
        at++;
    act->profiles[at] = (struct profile_file){name, str_of(path), tree};
    act->n_profiles += at == act->n_profiles;
    return profile_load(act->mem, out, name, act->profiles, act->n_profiles, err);
}

// Why a cell carries a mark, in the reader's language. A reason from JSON is told already.
struct telling {
    struct mem *mem;
    const struct act_form *act;
};

static void tell_why(void *context, struct cell *cell)
{
    const struct telling *t = context;
    if (str_starts(str_of(cell->why), STR("why.")))
        cell->why = str_cstr(t->mem, label_text(t->mem, t->act->labels, (enum lang)t->act->lang,
                                                cell->why, NULL, 0));
}

void act_form_notes(struct mem *mem, const struct act_form *act, struct form_json *json,
                    const struct sheet *sheet)
{
    json->notes = MEM_ARRAY(mem, sheet->n_notes, struct form_json_note);
    json->n_notes = sheet->n_notes;
    for (size_t i = 0; i < sheet->n_notes; i++) {
        const struct sheet_note *note = &sheet->notes[i];
        struct str line = buf_print(mem, "%d", note->line);
        struct err_arg args[] = {{"line", line}, {"what", note->what}};
        json->notes[i] = (struct form_json_note){
            str_of(note->code),
            note->line > 0 ? buf_print(mem, "line %d", note->line) : STR_NONE,
            label_text(mem, act->labels, (enum lang)act->lang,
                       str_cstr(mem, buf_print(mem, "note.%s", note->code)), args, 2),
        };
    }
}

// The convention that each form's own arithmetic shows.
static void tell_rounding(struct mem *mem, const struct act_form_file *file)
{
    const struct form *forms = file->json->reading->forms;
    size_t n = file->json->reading->n_forms;
    struct form_json_rounding *out = MEM_ARRAY(mem, n, struct form_json_rounding);
    for (size_t i = 0; i < n; i++) {
        const struct round_group *group = round_group_of(file->rounding, i);
        if (!group->is_decided)
            continue;
        const struct form *form = &forms[group->decided_form];
        const struct fund *fund = &form->funds[group->decided_fund];
        const struct round_line *line =
            round_line_of(file->rounding, group->decided_form, group->decided_fund);
        const struct cell *cell = group->decided_by_score ? &fund->score : &fund->rate;
        struct ratio hundred = ratio_int(100), exact;
        bool is_exact =
            line && line->quotient.den > 0 && ratio_mul(&exact, line->quotient, hundred) == RC_OK;
        struct str rate = is_exact ? ratio_show(mem, exact, 4) : fund->rate.text;
        out[i].mode = str_of(profile_mode_name(group->candidates[group->chosen].mode));
        out[i].digits = group->digits;
        out[i].evidence = buf_print(
            mem, "form %zu, rate %.*s, printed %s %.*s", group->decided_form + 1, STR_FMT(rate),
            group->decided_by_score ? "score" : "rate", STR_FMT(cell->text));
    }
    file->json->roundings = out;
}

static void score_file(struct mem *mem, const struct act_form *act, struct act_form_file *file)
{
    const struct form *forms = file->json->reading->forms;
    size_t n = file->json->reading->n_forms;
    file->rounding = MEM_NEW(mem, struct rounding);
    round_infer(mem, file->rounding, forms, n, act->profile);
    tell_rounding(mem, file);
    if (act->only_reads)
        return;
    file->scores = MEM_ARRAY(mem, n, struct score);
    for (size_t i = 0; i < n; i++)
        score_form(mem, &file->scores[i], forms, i, act->profile, file->rounding, act->words);
}

// The work of opening one file, under a guard.
struct opening {
    struct mem *mem;
    struct act_form *act;
    struct act_form_files *files;
    struct str name, bytes;
    bool is_json;
};

static struct act_form_file *push(struct mem *mem, struct act_form_files *files, struct str name)
{
    MEM_PUSH(mem, files->at, files->n, files->cap);
    struct act_form_file *file = &files->at[files->n - 1];
    *file = (struct act_form_file){.name = name};
    return file;
}

static void finish(struct opening *o, struct act_form_file *file)
{
    if (file->rc != RC_OK)
        return;
    struct telling telling = {o->mem, o->act};
    for (size_t i = 0; i < file->json->reading->n_forms; i++)
        form_json_each(&file->json->reading->forms[i], tell_why, &telling);
    if (file->json->reading->n_forms == 0) {
        file->rc = err_set(&file->err, RC_INPUT, "err.form.none");
        err_arg(&file->err, "file", file->name);
    } else if (o->act->profile) {
        score_file(o->mem, o->act, file);
    }
}

static void open_reading(struct opening *o, struct str bytes, struct str name)
{
    struct act_form_file *file = push(o->mem, o->files, name);
    struct form_json *json = MEM_NEW(o->mem, struct form_json);
    struct tree *tree;
    file->rc = json_read(o->mem, &tree, bytes, name, &file->err);
    if (file->rc == RC_OK)
        file->rc = form_json_read(o->mem, json, tree, name, hash_sha256(o->mem, bytes), &file->err);
    if (file->rc == RC_OK) {
        file->json = json;
        file->name = json->reading->file;
    }
    finish(o, file);
}

// Of a long text each form is told and packed as soon as it is read.
enum { PACK_TOKENS = 1 << 17 };

static void pack(void *context, struct mem *mem, struct mem *scratch, struct form *form)
{
    struct telling telling = {mem, context};
    form_json_each(form, tell_why, &telling);
    form_pack(mem, scratch, form);
}

static void open_text(struct opening *o)
{
    struct act_form_file *file = push(o->mem, o->files, o->name);
    struct reading *reading = MEM_NEW(o->mem, struct reading);
    struct sheet *sheet = NULL;
    file->rc = text_read(o->mem, &sheet, o->bytes, o->name, &file->err);
    if (file->rc == RC_OK) {
        bool packs = o->act->packs && sheet->n_tokens > PACK_TOKENS;
        fit_sheet(o->mem, &reading->forms, &reading->n_forms, o->act->lexicon, sheet,
                  packs ? pack : NULL, o->act);
        reading->sheet = file->sheet = sheet;
        reading->file = o->name;
        reading->format = str_of(sheet->format);
        reading->sha256 = sheet->sha256;
        file->json = MEM_NEW(o->mem, struct form_json);
        file->json->reading = reading;
        act_form_notes(o->mem, o->act, file->json, sheet);
    }
    finish(o, file);
}

static struct str first_line(struct str *rest)
{
    ptrdiff_t end = str_find(*rest, STR("\n"));
    struct str line = end < 0 ? *rest : str_slice(*rest, 0, (size_t)end);
    *rest = str_slice(*rest, end < 0 ? rest->len : (size_t)end + 1, rest->len);
    return str_trim(line);
}

// A reading a line: the first line is whole, and there are more.
static bool is_lines(struct str bytes)
{
    struct str rest = str_trim(bytes);
    struct str line = first_line(&rest);
    return str_ends(line, STR("}")) && str_trim(rest).len > 0;
}

static void open_guarded(void *context)
{
    struct opening *o = context;
    if (!o->is_json) {
        open_text(o);
    } else if (!is_lines(o->bytes)) {
        open_reading(o, o->bytes, o->name);
    } else {
        int n = 0;
        for (struct str rest = o->bytes; rest.len > 0;) {
            struct str line = first_line(&rest);
            n++;
            if (line.len > 0)
                open_reading(o, line, buf_print(o->mem, "%.*s#%d", STR_FMT(o->name), n));
        }
    }
}

static struct str without_bom(struct str bytes)
{
    return str_starts(bytes, STR("\xEF\xBB\xBF")) ? str_slice(bytes, 3, bytes.len) : bytes;
}

static bool is_json(struct str bytes)
{
    struct str head = str_trim(without_bom(bytes));
    return str_starts(head, STR("{")) || str_starts(head, STR("["));
}

// A text is held to less than a reading.
static enum limit limit_of_file(struct str head)
{
    return is_json(head) ? LIMIT_FILE_BYTES : LIMIT_TEXT_BYTES;
}

struct slurp {
    struct mem *mem;
    struct str *out;
    const char *path;
    struct err *err;
    enum rc rc;
};

static void slurp_guarded(void *context)
{
    struct slurp *s = context;
    s->rc = os_read_file(s->mem, s->out, s->path, limit_of_file, s->err);
}

static enum rc slurp(struct mem *mem, const struct act_form *act, struct str *out, const char *path,
                     struct err *err)
{
    struct slurp s = {mem, out, path, err, RC_OK};
    enum rc rc = mem_guard(mem, slurp_guarded, &s);
    return rc == RC_OK ? s.rc : limit_fail(mem, err, "err.memory", act->memory);
}

void act_form_add(struct mem *mem, struct act_form *act, struct act_form_files *files,
                  const char *path)
{
    struct opening o = {mem, act, files, str_of(path), STR_NONE, false};
    struct err err = {0};
    enum rc rc = slurp(mem, act, &o.bytes, path, &err);
    if (rc == RC_OK) {
        o.is_json = is_json(o.bytes);
        if (o.is_json)
            o.bytes = without_bom(o.bytes);
        else
            rc = load_lexicon(act, &err);
    }
    if (rc == RC_OK) {
        const struct act_form_files before = *files;
        rc = mem_guard(mem, open_guarded, &o);
        if (rc == RC_OK)
            return;
        *files = before;
        limit_fail(mem, &err, "err.memory", act->memory);
    }
    struct act_form_file *file = push(mem, files, o.name);
    file->rc = rc;
    file->err = err;
}

enum rc act_form_sheet(struct mem *mem, struct act_form *act, struct sheet **out, const char *path,
                       struct err *err)
{
    struct str bytes = STR_NONE;
    enum rc rc = slurp(mem, act, &bytes, path, err);
    if (rc != RC_OK)
        return rc;
    if (is_json(bytes)) {
        rc = err_set(err, RC_INPUT, "err.form.no_tokens");
        err_arg(err, "file", str_of(path));
        return rc;
    }
    return text_read(mem, out, bytes, str_of(path), err);
}
