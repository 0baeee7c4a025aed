// SPDX-License-Identifier: AGPL-3.0-or-later
// Loading: from the trees of data/read to words, lists and weights, and these into tries.
#include "core/fit.h"

#include "base/dec.h"
#include "base/mem.h"
#include "base/tree.h"
#include "core/fit_lexicon.h"
#include "core/fit_memo.h"
#include "core/form.h"

struct loader {
    struct mem *mem;
    struct lexicon *lexicon;
    struct trie_words words, ends;
    size_t n_entries, cap_entries;
    struct str file;
    struct err *err;
    enum rc rc;
};

// A sentence with file, line and column. Only the first is kept.
static void complain(struct loader *l, const struct tree *at, const char *key, struct str what)
{
    if (l->rc != RC_OK)
        return;
    l->rc = err_set(l->err, RC_INPUT, key);
    err_arg(l->err, "file", l->file);
    err_arg_int(l->mem, l->err, "line", at ? at->line : 0);
    err_arg_int(l->mem, l->err, "column", at ? at->col : 0);
    err_arg(l->err, "what", what);
}

// The child of this name, or a failure.
static const struct tree *need(struct loader *l, const struct tree *map, const char *key)
{
    const struct tree *child = tree_get(map, key);
    if (!child)
        complain(l, map, "err.read.absent", str_of(key));
    return child;
}

// The entry of a normalised text, made if it is not there; to be used before the next call.
static struct lexicon_entry *entry(struct loader *l, struct str text)
{
    struct lexicon *x = l->lexicon;
    uint32_t *value = trie_put(&l->words, text);
    if (!*value) {
        *value = (uint32_t)l->n_entries;
        MEM_PUSH(l->mem, x->entries, l->n_entries, l->cap_entries);
        x->entries[*value] = (struct lexicon_entry){.text = text};
    }
    return &x->entries[*value];
}

static void add_pair(uint64_t *pairs, uint32_t pair)
{
    pairs[pair / 64] |= (uint64_t)1 << pair % 64;
}

// What begins the word: its first two characters, and the first alone; and both its ends.
static void add_pairs(struct lexicon *lexicon, enum word_kind kind, struct str word)
{
    struct str rest = word;
    int32_t one = str_next(&rest);
    add_pair(lexicon->pairs, fit_lexicon_pair(one, 0, 0));
    if (rest.len)
        add_pair(lexicon->pairs, fit_lexicon_pair(one, str_next(&rest), 0));
    if (str_count(word) < LEXICON_NEAR_LEAST)
        return;
    uint32_t ends[2];
    fit_lexicon_pairs(kind, word, ends);
    add_pair(lexicon->near, ends[0]);
    add_pair(lexicon->near, ends[1]);
}

static void add_word(struct loader *l, enum word_kind kind, struct str text, int id,
                     struct str name)
{
    struct lexicon *x = l->lexicon;
    struct str key = fit_lexicon_plain(l->mem, text);
    while (key.len && (key.ptr[key.len - 1] == ':' || key.ptr[key.len - 1] == '*'))
        key.len--;
    struct lexicon_entry *e = entry(l, key);
    add_pairs(x, kind, key);
    if (!e->set)
        e->set = MEM_NEW(l->mem, struct word_set);
    struct word_set *set = e->set;
    if (set->of[kind])
        return;
    struct word *w = MEM_NEW(l->mem, struct word);
    *w = (struct word){text, name, id, str_count(key), fit_lexicon_signs(key)};
    set->of[kind] = w;
    set->kinds |= 1u << kind;
    MEM_PUSH(l->mem, x->kinds[kind], x->n_kinds[kind], x->cap_kinds[kind]);
    struct word *kept = &x->kinds[kind][x->n_kinds[kind] - 1];
    *kept = *w;
    kept->text = key;
}

// The first word of a list, or NULL; each is a text that is not empty, or the load has failed.
static const struct tree *words_in(struct loader *l, const struct tree *list)
{
    if (!list)
        return NULL;
    if (list->kind != TREE_LIST)
        complain(l, list, "err.read.list", list->key);
    for (const struct tree *c = list->first; c; c = c->next)
        if (list->kind == TREE_LIST && (!tree_is_scalar(c) || !c->text.len))
            complain(l, c, "err.read.word", list->key);
    return l->rc == RC_OK ? list->first : NULL;
}

static void add_words(struct loader *l, enum word_kind kind, const struct tree *list, int id,
                      struct str name)
{
    for (const struct tree *c = words_in(l, list); c; c = c->next)
        add_word(l, kind, c->text, id, name.len ? name : c->text);
}

struct named {
    const char *key;
    int id;
};

// Each key of `names` is a list of words of this kind; any other key of the map is a failure.
static void add_group(struct loader *l, enum word_kind kind, const struct tree *map,
                      const struct named *names, size_t n)
{
    for (size_t i = 0; i < n; i++)
        add_words(l, kind, need(l, map, names[i].key), names[i].id, STR_NONE);
    for (const struct tree *c = map ? map->first : NULL; c; c = c->next) {
        bool known = false;
        for (size_t i = 0; i < n; i++)
            known |= str_eq_c(c->key, names[i].key);
        if (!known)
            complain(l, c, "err.read.unknown", c->key);
    }
}

static void add_entry(struct loader *l, enum word_list list, struct str text)
{
    struct lexicon_entry *e = entry(l, text);
    e->lists |= 1u << list;
    *trie_put_back(&l->ends, text) = (uint32_t)(e - l->lexicon->entries);
}

// The upper halves that a heading of names may be torn into.
static void add_uppers(struct loader *l, const struct word *word)
{
    for (size_t n = 1; word->id == COLUMN_LEVEL3 && n < word->text.len; n++)
        add_entry(l, LIST_UPPERS, str_slice(word->text, 0, n));
}

static void add_list(struct loader *l, enum word_list list, const struct tree *words)
{
    struct words_of *out = &l->lexicon->lists[list];
    out->at = MEM_ARRAY(l->mem, words ? words->n : 0, struct str);
    for (const struct tree *c = words_in(l, words); c; c = c->next)
        add_entry(l, list, out->at[out->n++] = fit_lexicon_plain(l->mem, c->text));
}

// Labels of one sort, and the lists.
static void load_labels(struct loader *l, const struct tree *t)
{
    static const struct named simple[] = {
        {"total", WORD_TOTAL},
        {"grade", WORD_GRADE_LABEL},
        {"grades", WORD_GRADE},
        {"notes", WORD_NOTE},
        {"signers", WORD_SIGNER},
        {"chrome", WORD_CHROME},
        {"tasks", WORD_TASK},
        {"task_columns", WORD_TASK_COLUMN},
        {"management", WORD_MANAGEMENT},
        {"management_names", WORD_MANAGEMENT_NAME},
        {"management_columns", WORD_MANAGEMENT_COLUMN},
    };
    for (size_t i = 0; i < LENGTH_OF(simple); i++)
        add_words(l, (enum word_kind)simple[i].id, need(l, t, simple[i].key), 0, STR_NONE);
    add_list(l, LIST_TITLES, need(l, t, "titles"));
    add_list(l, LIST_DEPARTMENT_TITLES, need(l, t, "department_titles"));
    add_list(l, LIST_ATTACHMENTS, need(l, t, "attachments"));
    add_list(l, LIST_SOURCE_ENDS, need(l, t, "source_ends"));
    add_list(l, LIST_SOURCE_HEADS, need(l, t, "source_heads"));
    add_list(l, LIST_SEALS, need(l, t, "seals"));
}

static void load_columns(struct loader *l, const struct tree *t)
{
    static const struct named table[] = {
        {"level1", COLUMN_LEVEL1},
        {"level2", COLUMN_LEVEL2},
        {"level3", COLUMN_LEVEL3},
        {"target", COLUMN_TARGET},
        {"target2", TABLE_TARGET2},
        {"other", TABLE_OTHER},
        {"actual", COLUMN_ACTUAL},
        {"weight", COLUMN_WEIGHT},
        {"score", COLUMN_SCORE},
        {"rescore", COLUMN_RESCORE},
        {"coefficient", COLUMN_COEFFICIENT},
        {"core", COLUMN_CORE},
        {"operator", COLUMN_OPERATOR},
        {"unit", COLUMN_UNIT},
        {"reason", COLUMN_REASON},
    };
    static const struct named funds[] = {
        {"label", FUNDS_LABEL},       {"initial", FUNDS_INITIAL},   {"adjusted", FUNDS_ADJUSTED},
        {"received", FUNDS_RECEIVED}, {"executed", FUNDS_EXECUTED}, {"rate", FUNDS_RATE},
        {"weight", FUNDS_WEIGHT},     {"score", FUNDS_SCORE},
    };
    static const struct named head[] = {
        {"project", HEAD_PROJECT},
        {"department", HEAD_DEPARTMENT},
        {"department_scope", HEAD_DEPARTMENT_SCOPE},
        {"unit", HEAD_UNIT},
        {"money_unit", HEAD_MONEY_UNIT},
        {"year", HEAD_YEAR},
        {"other", HEAD_OTHER},
        {"total", HEAD_TOTAL},
        {"grade", HEAD_GRADE},
        {"ticks", HEAD_TICKS},
    };
    static const struct named goals[] = {{"expected", GOAL_EXPECTED},
                                         {"adjusted", GOAL_ADJUSTED},
                                         {"actual", GOAL_ACTUAL},
                                         {"heading", GOAL_HEADING}};
    add_group(l, WORD_TABLE, need(l, t, "table"), table, LENGTH_OF(table));
    for (size_t i = 0; i < l->lexicon->n_kinds[WORD_TABLE]; i++)
        add_uppers(l, &l->lexicon->kinds[WORD_TABLE][i]);
    add_group(l, WORD_FUNDS, need(l, t, "funds"), funds, LENGTH_OF(funds));
    add_group(l, WORD_HEAD, need(l, t, "head"), head, LENGTH_OF(head));
    add_group(l, WORD_GOAL, need(l, t, "goals"), goals, LENGTH_OF(goals));
    const struct tree *sources = need(l, t, "sources");
    for (const struct tree *c = sources ? sources->first : NULL; c; c = c->next)
        add_words(l, WORD_SOURCE, c, 0, c->key);
    load_labels(l, t);
}

static void load_classes(struct loader *l, const struct tree *t)
{
    add_words(l, WORD_CLASS1, need(l, t, "level1"), 0, STR_NONE);
    const struct tree *level2 = need(l, t, "level2");
    for (const struct tree *c = level2 ? level2->first : NULL; c; c = c->next)
        add_words(l, WORD_CLASS2, c, 0, c->key);
    add_list(l, LIST_CLASS_ENDS, need(l, t, "ends"));
    const struct tree *hints = need(l, t, "hints");
    l->lexicon->hints = map_new(l->mem);
    for (const struct tree *c = hints ? hints->first : NULL; c; c = c->next) {
        struct words_of *w = MEM_NEW(l->mem, struct words_of);
        w->at = MEM_ARRAY(l->mem, c->n, struct str);
        for (const struct tree *word = words_in(l, c); word; word = word->next)
            w->at[w->n++] = word->text;
        map_put(&l->lexicon->hints, c->key, w);
    }
}

// Operators, longest first, so that >= is not read as >.
static void load_operators(struct loader *l, const struct tree *t)
{
    struct lexicon *x = l->lexicon;
    size_t cap = 0;
    for (const struct tree *c = t ? t->first : NULL; c; c = c->next)
        for (const struct tree *word = words_in(l, c); word; word = word->next) {
            MEM_PUSH(l->mem, x->operators, x->n_operators, cap);
            x->operators[x->n_operators - 1] =
                (struct word){.text = fit_lexicon_plain(l->mem, word->text), .name = c->key};
        }
    for (size_t i = 1; i < x->n_operators; i++) {
        struct word w = x->operators[i];
        size_t j = i;
        for (; j && x->operators[j - 1].text.len < w.text.len; j--)
            x->operators[j] = x->operators[j - 1];
        x->operators[j] = w;
    }
    for (size_t i = 0; i < x->n_operators; i++) {
        struct lexicon_entry *e = entry(l, x->operators[i].text);
        if (!e->op)
            e->op = &x->operators[i];
    }
}

static void load_content(struct loader *l, const struct tree *t)
{
    load_operators(l, need(l, t, "operators"));
    static const struct named kinds[] = {
        {"qualitative", WORD_QUALITATIVE}, {"units", WORD_UNIT},  {"ladder", WORD_LADDER},
        {"results", WORD_RESULT},          {"dashes", WORD_DASH}, {"no_reasons", WORD_NO_REASON},
    };
    for (size_t i = 0; i < LENGTH_OF(kinds); i++)
        add_words(l, (enum word_kind)kinds[i].id, need(l, t, kinds[i].key), 0, STR_NONE);
    static const struct named lists[] = {
        {"name_ends", LIST_NAME_ENDS},
        {"reasons", LIST_REASONS},
        {"reason_signs", LIST_REASON_SIGNS},
        {"never_first", LIST_NEVER_FIRST},
        {"never_last", LIST_NEVER_LAST},
        {"stand_ins", LIST_STAND_INS},
        {"remains", LIST_REMAINS},
        {"prefixes", LIST_PREFIXES},
        {"stars", LIST_STARS},
        {"sub_rows", LIST_SUB_ROWS},
        {"date_ends", LIST_DATE_ENDS},
    };
    for (size_t i = 0; i < LENGTH_OF(lists); i++)
        add_list(l, (enum word_list)lists[i].id, need(l, t, lists[i].key));
}

// A map of texts.
static struct map load_pairs(struct loader *l, const struct tree *t)
{
    struct map pairs = map_new(l->mem);
    for (const struct tree *c = t ? t->first : NULL; c; c = c->next) {
        if (!tree_is_scalar(c) || !c->text.len)
            complain(l, c, "err.read.word", t->key);
        struct str *value = MEM_NEW(l->mem, struct str);
        *value = c->text;
        map_put(&pairs, c->key, value);
    }
    return pairs;
}

static void load_damage(struct loader *l, const struct tree *t)
{
    l->lexicon->confusions = load_pairs(l, need(l, t, "confusions"));
    for (size_t i = 0; i < l->lexicon->confusions.n; i++)
        add_entry(l, LIST_CONFUSIONS, l->lexicon->confusions.at[i].key);
    l->lexicon->variants = load_pairs(l, need(l, t, "variants"));
    add_list(l, LIST_WILD, need(l, t, "wild"));
    add_list(l, LIST_PAGE_MARKS, need(l, t, "page_marks"));
}

// The integer at a path such as "break.join_cell".
static int weight_at(struct loader *l, const struct tree *t, const char *path)
{
    const char *dot = strchr(path, '.');
    const struct tree *at = t;
    if (dot)
        at = tree_get(t, str_cstr(l->mem, (struct str){path, (size_t)(dot - path)}));
    struct str text = tree_text(at, dot ? dot + 1 : path);
    struct dec d;
    if (dec_read(&d, text) != RC_OK || d.scale || d.n > 1000 || d.n < -1000) {
        complain(l, at ? at : t, "err.read.weight", str_of(path));
        return 0;
    }
    return (int)d.n;
}

static void load_weights(struct loader *l, const struct tree *t)
{
    struct fit_weights *w = &l->lexicon->weights;
#define X(name, key) w->name = weight_at(l, t, key);
    FIT_WEIGHTS(X)
#undef X
}

enum rc fit_load(struct mem *mem, struct lexicon **out, const struct fit_file *files, size_t n,
                 struct err *err)
{
    struct lexicon *x = MEM_NEW(mem, struct lexicon);
    struct loader l = {
        .mem = mem, .lexicon = x, .words = trie_new(mem), .ends = trie_new(mem), .err = err};
    MEM_PUSH(mem, x->entries, l.n_entries, l.cap_entries); // none has the index 0
    static const struct {
        const char *name;
        void (*load)(struct loader *, const struct tree *);
    } parts[] = {{"columns", load_columns},
                 {"classes", load_classes},
                 {"content", load_content},
                 {"damage", load_damage},
                 {"weights", load_weights}};
    for (size_t i = 0; i < LENGTH_OF(parts); i++) {
        const struct tree *tree = NULL;
        for (size_t j = 0; j < n; j++)
            if (str_eq_c(files[j].name, parts[i].name))
                tree = files[j].tree;
        l.file = str_of(parts[i].name);
        if (!tree)
            complain(&l, NULL, "err.read.file", l.file);
        else
            parts[i].load(&l, tree);
    }
    x->words = trie_make(mem, &l.words);
    x->ends = trie_make(mem, &l.ends);
    x->memo = fit_memo_new(mem);
    *out = x;
    return l.rc;
}
