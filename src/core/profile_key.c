// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/profile_key.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/tree.h"
#include "core/profile.h"

// How one key is read. `words` are its allowed words (NULL-ended) where it takes a word.
struct key {
    const char *name;
    enum rc (*read)(struct profile_job *job, const struct tree *at, const struct key *key);
    size_t offset;
    const char *const *words;
};

static void add_place(struct profile_job *job, const struct tree *at)
{
    err_arg(job->err, "file", job->file->path);
    err_arg_int(job->mem, job->err, "line", at->line);
    err_arg_int(job->mem, job->err, "column", at->col);
    err_arg(job->err, "key", at->key);
}

enum rc profile_fail(struct profile_job *job, const char *name, const struct tree *at,
                     struct str word)
{
    enum rc rc = err_set(job->err, RC_INPUT, name);
    add_place(job, at);
    err_arg(job->err, "word", word);
    return rc;
}

enum rc profile_refuse(struct profile_job *job, const char *name, const struct tree *at,
                       enum limit limit)
{
    enum rc rc = limit_fail(job->mem, job->err, name, limit);
    add_place(job, at);
    return rc;
}

// The failure of a misspelt word: with the nearest allowed one, or with all of them.
static enum rc fail_word(struct profile_job *job, const char *near_name, const char *list_name,
                         const struct tree *at, struct str word, const char *const *words, size_t n)
{
    const char *near = tree_suggest(word, words, n);
    struct buf all = buf_new(job->mem, BUF_SMALL);
    for (size_t i = 0; i < n; i++) {
        buf_add_c(&all, i ? ", " : "");
        buf_add_c(&all, words[i]);
    }
    enum rc rc = profile_fail(job, near ? near_name : list_name, at, word);
    err_arg(job->err, "near", near ? str_of(near) : buf_str(&all));
    return rc;
}

static size_t words_count(const char *const *words)
{
    size_t n = 0;
    while (words[n])
        n++;
    return n;
}

// The index of `word` in NULL-ended words, or -1.
static int word_index(const char *const *words, struct str word)
{
    for (int i = 0; words[i]; i++)
        if (str_eq_c(word, words[i]))
            return i;
    return -1;
}

// The index of a scalar's text in NULL-ended words; a failure names the nearest.
static enum rc word_of(struct profile_job *job, int *out, const struct tree *at,
                       const char *const *words)
{
    int i = word_index(words, at->text);
    if (i < 0)
        return fail_word(job, "err.profile.word_near", "err.profile.word", at, at->text, words,
                         words_count(words));
    *out = i;
    return RC_OK;
}

static enum rc number_of(struct profile_job *job, struct dec *out, const struct tree *at)
{
    if (!tree_is_scalar(at) || dec_read(out, at->text) != RC_OK || dec_sign(*out) < 0)
        return profile_fail(job, "err.profile.number", at, at->text);
    return RC_OK;
}

// The child `name` of a map; not there: a failure at the map.
static enum rc child_of(struct profile_job *job, const struct tree **out, const struct tree *map,
                        const char *name)
{
    *out = tree_get(map, name);
    return *out ? RC_OK : profile_fail(job, "err.profile.part", map, str_of(name));
}

static enum rc child_number(struct profile_job *job, struct dec *out, const struct tree *map,
                            const char *name)
{
    const struct tree *c;
    enum rc rc = child_of(job, &c, map, name);
    return rc == RC_OK ? number_of(job, out, c) : rc;
}

static enum rc child_word(struct profile_job *job, int *out, const struct tree *map,
                          const char *name, const char *const *words)
{
    const struct tree *c;
    enum rc rc = child_of(job, &c, map, name);
    return rc == RC_OK ? word_of(job, out, c, words) : rc;
}

// A map that holds nothing but these keys.
static enum rc only_keys(struct profile_job *job, const struct tree *map, const char *const *words)
{
    if (map->kind != TREE_MAP)
        return profile_fail(job, "err.profile.map", map, map->key);
    for (const struct tree *c = map->first; c; c = c->next)
        if (word_index(words, c->key) < 0)
            return fail_word(job, "err.profile.key_near", "err.profile.key", c, c->key, words,
                             words_count(words));
    return RC_OK;
}

static void *field(struct profile_job *job, const struct key *key)
{
    return (char *)job->out + key->offset;
}

static enum rc read_number(struct profile_job *job, const struct tree *at, const struct key *key)
{
    return number_of(job, field(job, key), at);
}

static enum rc read_yes(struct profile_job *job, const struct tree *at, const struct key *key)
{
    static const char *const words[] = {"no", "yes", NULL};
    int i = 0;
    enum rc rc = word_of(job, &i, at, words);
    *(bool *)field(job, key) = i == 1;
    return rc;
}

// An enum whose constants stand in the order of the words.
static enum rc read_word(struct profile_job *job, const struct tree *at, const struct key *key)
{
    int i = 0;
    enum rc rc = word_of(job, &i, at, key->words);
    *(unsigned *)field(job, key) = (unsigned)i;
    return rc;
}

static enum rc read_text(struct profile_job *job, const struct tree *at, const struct key *key)
{
    if (!tree_is_scalar(at) || !at->text.len)
        return profile_fail(job, "err.profile.text", at, at->key);
    *(struct str *)field(job, key) = at->text;
    return RC_OK;
}

// {zh: …, en: …} into two texts that stand one after the other.
static enum rc read_text2(struct profile_job *job, const struct tree *at, const struct key *key)
{
    static const char *const words[] = {"zh", "en", NULL};
    struct str *texts = field(job, key);
    enum rc rc = only_keys(job, at, words);
    for (size_t i = 0; i < 2 && rc == RC_OK; i++) {
        texts[i] = tree_text(at, words[i]);
        if (!texts[i].len)
            rc = profile_fail(job, "err.profile.part", at, str_of(words[i]));
    }
    return rc;
}

static enum rc digits_of(struct profile_job *job, int *out, const struct tree *map)
{
    struct dec d = {0, 0};
    enum rc rc = child_number(job, &d, map, "digits");
    if (rc != RC_OK)
        return rc;
    if (d.scale || d.n > DEC_SCALE_MOST)
        return profile_fail(job, "err.profile.digits", tree_get(map, "digits"),
                            tree_text(map, "digits"));
    *out = (int)d.n;
    return RC_OK;
}

static const char *const mode_words[] = {"trunc", "half_up", "half_even", "up", "infer", NULL};
static const char *const fixed_words[] = {"trunc", "half_up", "half_even", "up", NULL};

// {mode: infer, else: half_up, digits: 2, scale: percent}
static enum rc read_round(struct profile_job *job, const struct tree *at, const struct key *key)
{
    static const char *const words[] = {"mode", "else", "digits", "scale", NULL};
    static const char *const scales[] = {"percent", "fraction", NULL};
    struct profile_round *round = field(job, key);
    enum rc rc = only_keys(job, at, words);
    int mode = 0, scale = 0;
    if (rc == RC_OK)
        rc = child_word(job, &mode, at, "mode", mode_words);
    round->infer = mode > ROUND_UP;
    if (rc == RC_OK && round->infer)
        rc = child_word(job, &mode, at, "else", fixed_words);
    if (rc == RC_OK)
        rc = digits_of(job, &round->digits, at);
    if (rc == RC_OK && tree_get(at, "scale"))
        rc = child_word(job, &scale, at, "scale", scales);
    round->mode = (enum round_mode)mode;
    round->is_fraction = scale == 1;
    return rc;
}

// exec, or a rounding of its own.
static enum rc read_row_round(struct profile_job *job, const struct tree *at, const struct key *key)
{
    job->out->row_as_exec = tree_is_scalar(at);
    if (at->kind == TREE_MAP)
        return read_round(job, at, key);
    static const char *const words[] = {"exec", NULL};
    int i;
    return word_of(job, &i, at, words);
}

static enum rc read_total_print(struct profile_job *job, const struct tree *at,
                                const struct key *key)
{
    (void)key;
    static const char *const words[] = {"digits", "trim", NULL};
    static const char *const trims[] = {"no", "yes", "either", NULL};
    int trim = 0;
    enum rc rc = only_keys(job, at, words);
    if (rc == RC_OK)
        rc = digits_of(job, &job->out->total_digits, at);
    if (rc == RC_OK)
        rc = child_word(job, &trim, at, "trim", trims);
    job->out->total_trim = trim == 1;
    return rc;
}

static enum rc read_bands(struct profile_job *job, const struct tree *at, const struct key *key)
{
    (void)key;
    static const char *const words[] = {"reached", "partly", NULL};
    enum rc rc = only_keys(job, at, words);
    if (rc == RC_OK)
        rc = child_number(job, &job->out->band_reached, at, "reached");
    if (rc == RC_OK)
        rc = child_number(job, &job->out->band_partly, at, "partly");
    if (rc == RC_OK && (dec_cmp(job->out->band_partly, job->out->band_reached) > 0 ||
                        dec_cmp(job->out->band_reached, dec_int(100)) > 0))
        rc = profile_fail(job, "err.profile.bands", at, STR_NONE);
    return rc;
}

static enum rc read_split(struct profile_job *job, const struct tree *at, const struct key *key)
{
    (void)key;
    static const char *const words[] = {"output",   "benefit",    "satisfaction", "cost", "goals",
                                        "decision", "management", "performance",  NULL};
    struct profile *p = job->out;
    enum rc rc = only_keys(job, at, words);
    p->n_split = 0;
    for (const struct tree *c = at->first; c && rc == RC_OK; c = c->next) {
        struct profile_share *share = &p->split[p->n_split++];
        share->name = c->key;
        rc = number_of(job, &share->points, c);
    }
    return rc;
}

// A list of maps, not empty.
static enum rc list_of(struct profile_job *job, const struct tree *at)
{
    if (at->kind != TREE_LIST || !at->n)
        return profile_fail(job, "err.profile.list", at, at->key);
    if (at->n > limit_of(LIMIT_PROFILE_BANDS))
        return profile_refuse(job, "err.profile.many", at, LIMIT_PROFILE_BANDS);
    return RC_OK;
}

// none, or [{from: 70, to: 80, most: 89}, …]
static enum rc read_caps(struct profile_job *job, const struct tree *at, const struct key *key)
{
    (void)key;
    static const char *const words[] = {"from", "to", "most", NULL};
    struct profile *p = job->out;
    p->n_caps = 0;
    if (str_eq_c(at->text, "none"))
        return RC_OK;
    enum rc rc = list_of(job, at);
    p->caps = MEM_ARRAY(job->mem, rc == RC_OK ? at->n : 0, struct profile_cap);
    for (const struct tree *c = at->first; c && rc == RC_OK; c = c->next) {
        struct profile_cap *cap = &p->caps[p->n_caps++];
        rc = only_keys(job, c, words);
        if (rc == RC_OK)
            rc = child_number(job, &cap->from, c, "from");
        if (rc == RC_OK)
            rc = child_number(job, &cap->to, c, "to");
        if (rc == RC_OK)
            rc = child_number(job, &cap->cap, c, "most");
        if (rc == RC_OK && dec_cmp(cap->from, cap->to) >= 0)
            rc = profile_fail(job, "err.profile.caps", c, STR_NONE);
    }
    return rc;
}

// [{from: 90, name: 优}, …], highest first
static enum rc read_grades(struct profile_job *job, const struct tree *at, const struct key *key)
{
    (void)key;
    static const char *const words[] = {"from", "name", NULL};
    struct profile *p = job->out;
    p->n_grades = 0;
    enum rc rc = list_of(job, at);
    p->grades = MEM_ARRAY(job->mem, rc == RC_OK ? at->n : 0, struct profile_grade);
    for (const struct tree *c = at->first; c && rc == RC_OK; c = c->next) {
        struct profile_grade *grade = &p->grades[p->n_grades++];
        rc = only_keys(job, c, words);
        if (rc == RC_OK)
            rc = child_number(job, &grade->from, c, "from");
        grade->name = tree_text(c, "name");
        if (rc == RC_OK && !grade->name.len)
            rc = profile_fail(job, "err.profile.part", c, STR("name"));
        if (rc == RC_OK && p->n_grades > 1 && dec_cmp(grade->from, grade[-1].from) >= 0)
            rc = profile_fail(job, "err.profile.grades", c, grade->name);
    }
    return rc;
}

static const char *const exec_from_words[] = {"quotient", "printed_rate", NULL};
static const char *const unmet_words[] = {"proportion", "zero", NULL};
static const char *const over_words[] = {"none", "minus", "slide", NULL};
static const char *const gap_words[] = {"share", "rate", NULL};
static const char *const base_words[] = {"adjusted", "initial", NULL};
static const char *const weight_words[] = {"printed", "equal", NULL};
static const char *const confidence_words[] = {"confirmed", "recalled", "inferred", NULL};

static enum rc read_exec_from(struct profile_job *job, const struct tree *at, const struct key *key)
{
    int i = 0;
    enum rc rc = word_of(job, &i, at, key->words);
    job->out->exec_from_printed_rate = i == 1;
    return rc;
}

static enum rc read_confidence(struct profile_job *job, const struct tree *at,
                               const struct key *key)
{
    int i;
    job->out->confidence = at->text;
    return word_of(job, &i, at, key->words);
}

#define AT(member) offsetof(struct profile, member)

// The first four speak of one file only and are never inherited.
enum { KEY_INHERITS = 3, KEYS_OWN = 4 };
static const struct key keys[] = {
    {"title", read_text2, AT(title_zh), NULL},
    {"basis", read_text2, AT(basis_zh), NULL},
    {"confidence", read_confidence, 0, confidence_words},
    {"inherits", read_text, AT(inherits), NULL},
    {"exec_weight", read_number, AT(exec_weight), NULL},
    {"exec_outside", read_yes, AT(exec_outside), NULL},
    {"split", read_split, 0, NULL},
    {"split_strict", read_yes, AT(split_strict), NULL},
    {"weight_total", read_number, AT(weight_total), NULL},
    {"row_weights", read_word, AT(row_weights), weight_words},
    {"rate_base", read_word, AT(rate_base), base_words},
    {"rate_cap", read_number, AT(rate_cap), NULL},
    {"rate_round", read_round, AT(rate_round), NULL},
    {"exec_round", read_round, AT(exec_round), NULL},
    {"row_round", read_row_round, AT(row_round), NULL},
    {"exec_from", read_exec_from, 0, exec_from_words},
    {"total_print", read_total_print, 0, NULL},
    {"unmet", read_word, AT(unmet), unmet_words},
    {"bands", read_bands, 0, NULL},
    {"over_pct", read_number, AT(over_pct), NULL},
    {"over_kind", read_word, AT(over_kind), over_words},
    {"over_points", read_number, AT(over_points), NULL},
    {"exec_caps", read_caps, 0, NULL},
    {"caps_shown_of", read_text, AT(caps_shown_of), NULL},
    {"exec_explain_below", read_number, AT(exec_explain_below), NULL},
    {"unspent_warn", read_number, AT(unspent_warn), NULL},
    {"gap_warn", read_number, AT(gap_warn), NULL},
    {"gap_base", read_word, AT(gap_base), gap_words},
    {"slack_warn", read_number, AT(slack_warn), NULL},
    {"row_weight_max", read_number, AT(row_weight_max), NULL},
    {"grade_line", read_yes, AT(grade_line), NULL},
    {"zero_source_rate", read_number, AT(zero_source_rate), NULL},
    {"rescore_gap", read_number, AT(rescore_gap), NULL},
    {"grades", read_grades, 0, NULL},
};

enum rc profile_key_read(struct profile_job *job, const struct tree *at)
{
    const char *names[LENGTH_OF(keys)];
    for (size_t i = 0; i < LENGTH_OF(keys); i++) {
        names[i] = keys[i].name;
        if (!str_eq_c(at->key, keys[i].name))
            continue;
        job->said |= (uint64_t)1 << i;
        return keys[i].read(job, at, &keys[i]);
    }
    return fail_word(job, "err.profile.key_near", "err.profile.key", at, at->key, names,
                     LENGTH_OF(keys));
}

void profile_key_forget_own(struct profile_job *job)
{
    job->said &= ~(((uint64_t)1 << KEYS_OWN) - 1);
    job->out->inherits = STR_NONE;
}

enum rc profile_key_all_said(struct profile_job *job)
{
    uint64_t said = job->said | (uint64_t)1 << KEY_INHERITS;
    for (size_t i = 0; i < LENGTH_OF(keys); i++)
        if (!(said >> i & 1))
            return profile_fail(job, "err.profile.missing", job->file->tree, str_of(keys[i].name));
    return RC_OK;
}
