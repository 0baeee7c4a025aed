// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/limit.h"

#include "base/buf.h"
#include "base/dec.h"
#include "base/tree.h"

#define K ((int64_t)1 << 10)
#define M ((int64_t)1 << 20)
#define G ((int64_t)1 << 30)

// Lines, tokens and bytes are counted in int; depths are depths of recursion.
const struct limit_spec limit_specs[LIMITS] = {
    [LIMIT_FILE_BYTES] = {"file-bytes", 256 * M, 2047 * M, true},
    [LIMIT_TEXT_BYTES] = {"text-bytes", 64 * M, 1 * G, true},
    [LIMIT_TEXT_LINES] = {"text-lines", 4000000, 1000000000, false},
    [LIMIT_TEXT_TOKENS] = {"text-tokens", 4000000, 1000000000, false},
    [LIMIT_TEXT_NOTES] = {"text-notes", 100, 1000000, false},
    [LIMIT_JSON_DEPTH] = {"json-depth", 64, 1000, false},
    [LIMIT_JSON_NODES] = {"json-nodes", 2000000, 1000000000, false},
    [LIMIT_READING_FORMS] = {"reading-forms", 10000, 10000000, false},
    [LIMIT_READING_ROWS] = {"reading-rows", 100000, 10000000, false},
    [LIMIT_READING_CLASSES] = {"reading-classes", 1000, 10000000, false},
    [LIMIT_READING_MARKS] = {"reading-marks", 1600000, 1000000000, false},
    [LIMIT_YAML_DEPTH] = {"yaml-depth", 32, 1000, false},
    [LIMIT_YAML_NODES] = {"yaml-nodes", 200000, 1000000000, false},
    [LIMIT_HOME_FILE_BYTES] = {"home-file-bytes", 16 * M, 1 * G, true},
    [LIMIT_HOME_FILES] = {"home-files", 4096, 1000000, false},
    [LIMIT_HOME_DEPTH] = {"home-depth", 16, 64, false},
    [LIMIT_PROFILE_BANDS] = {"profile-bands", 16, 1000, false},
    [LIMIT_PROFILE_INHERITS] = {"profile-inherits", 8, 64, false},
    [LIMIT_CALL_MEMORY] = {"call-memory", 2 * G, 1024 * G, true},
    [LIMIT_FILE_MEMORY] = {"file-memory", 1 * G, 1024 * G, true},
    [LIMIT_OUTPUT_BYTES] = {"output-bytes", 1 * G, 1024 * G, true},
};

static int64_t raised[LIMITS]; // 0: as limit_specs says

static int64_t most_of(enum limit limit)
{
    return raised[limit] ? raised[limit] : limit_specs[limit].most;
}

size_t limit_of(enum limit limit)
{
    return (size_t)most_of(limit);
}

void limit_reset(void)
{
    memset(raised, 0, sizeof raised);
}

struct str limit_show(struct mem *mem, enum limit limit, int64_t most)
{
    static const struct {
        int64_t unit;
        const char *letter;
    } units[] = {{G, "G"}, {M, "M"}, {K, "K"}};
    for (size_t i = 0; limit_specs[limit].is_bytes && i < LENGTH_OF(units); i++)
        if (most % units[i].unit == 0)
            return buf_print(mem, "%lld%s", (long long)(most / units[i].unit), units[i].letter);
    return buf_print(mem, "%lld", (long long)most);
}

// A whole number with its unit; false if it is none, or does not fit.
static bool read_value(int64_t *out, struct str word)
{
    static const char letters[] = "KMG";
    int64_t unit = 1;
    struct dec number;
    const char *at = word.len > 0 ? strchr(letters, word.ptr[word.len - 1]) : NULL;
    if (at && *at) {
        unit <<= 10 * (at - letters + 1);
        word.len--;
    }
    if (dec_read(&number, word) != RC_OK || number.scale != 0)
        return false;
    return !__builtin_mul_overflow(number.n, unit, out);
}

static enum rc unknown(struct err *err, struct str name)
{
    const char *names[LIMITS];
    for (size_t i = 0; i < LIMITS; i++)
        names[i] = limit_specs[i].name;
    const char *near = tree_suggest(name, names, LIMITS);
    enum rc rc = err_set(err, RC_USAGE, near ? "err.limit.name_near" : "err.limit.name");
    err_arg(err, "word", name);
    if (near)
        err_arg(err, "near", str_of(near));
    return rc;
}

enum rc limit_set(struct mem *mem, struct str words, struct err *err)
{
    ptrdiff_t equals = str_find(words, STR("="));
    struct str name = equals < 0 ? words : str_slice(words, 0, (size_t)equals);
    struct str word = equals < 0 ? STR_NONE : str_slice(words, (size_t)equals + 1, words.len);
    size_t i = 0;
    while (i < LIMITS && !str_eq_c(name, limit_specs[i].name))
        i++;
    if (i == LIMITS)
        return unknown(err, name);
    int64_t value;
    if (read_value(&value, word) && value >= 1 && value <= limit_specs[i].hard) {
        raised[i] = value;
        return RC_OK;
    }
    enum rc rc = err_set(err, RC_USAGE, "err.limit.value");
    err_arg(err, "limit", name);
    err_arg(err, "word", word);
    err_arg(err, "most", limit_show(mem, (enum limit)i, limit_specs[i].hard));
    return rc;
}

enum rc limit_fail(struct mem *mem, struct err *err, const char *key, enum limit limit)
{
    bool is_memory = limit == LIMIT_CALL_MEMORY || limit == LIMIT_FILE_MEMORY;
    err_set(err, is_memory ? RC_MEMORY : RC_REFUSED, key);
    err_arg(err, "limit", str_of(limit_specs[limit].name));
    err_arg(err, "most", limit_show(mem, limit, most_of(limit)));
    return err->rc;
}
