// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/os.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "test/unit/place.h"

static enum limit text_limit(struct str head)
{
    (void)head;
    return LIMIT_TEXT_BYTES;
}

// A line that begins with `{` may be longer.
static enum limit limit_by_head(struct str head)
{
    return str_starts(head, STR("{")) ? LIMIT_FILE_BYTES : LIMIT_TEXT_BYTES;
}

// Reads with the ceiling of a text at `most`.
static enum rc read_most(struct mem *mem, struct str *out, const char *path, size_t most,
                         struct err *err)
{
    assert_int_equal(limit_set(mem, buf_print(mem, "text-bytes=%zu", most), err), RC_OK);
    enum rc rc = os_read_file(mem, out, path, text_limit, err);
    limit_reset();
    return rc;
}

// Lists at most `most` files.
static enum rc list_most(struct mem *mem, struct str **paths, size_t *n, const char *folder,
                         size_t most, struct err *err)
{
    assert_int_equal(limit_set(mem, buf_print(mem, "home-files=%zu", most), err), RC_OK);
    enum rc rc = os_list_files(mem, paths, n, folder, LIMIT_HOME_FILES, LIMIT_HOME_DEPTH, err);
    limit_reset();
    return rc;
}

static void test_base_os__read(void **state)
{
    struct unit_place *p = *state;
    struct err err = {0};
    struct str text;
    const char *path = place_path(p, "a.txt");
    place_write(path, "年度\n");
    assert_int_equal(read_most(p->mem, &text, path, 7, &err), RC_OK);
    assert_str(text, "年度\n");
    assert_int_equal(read_most(p->mem, &text, path, 6, &err), RC_REFUSED);
    assert_string_equal(err.key, "err.file.large");
    assert_str(unit_arg(&err, "path"), path);
    assert_str(unit_arg(&err, "limit"), "text-bytes");
    assert_str(unit_arg(&err, "most"), "6");
    place_write(path, "");
    assert_int_equal(read_most(p->mem, &text, path, 1, &err), RC_OK);
    assert_int_equal(text.len, 0);
}

static void test_base_os__read_refused(void **state)
{
    struct unit_place *p = *state;
    struct err err = {0};
    struct str text;
    assert_int_equal(read_most(p->mem, &text, place_path(p, "none"), 9, &err), RC_INPUT);
    assert_string_equal(err.key, "err.file.absent");
    assert_int_equal(read_most(p->mem, &text, p->folder, 9, &err), RC_INPUT);
    assert_string_equal(err.key, "err.file.folder");
    const char *fifo = place_path(p, "fifo");
    assert_int_equal(mkfifo(fifo, 0600), 0);
    assert_int_equal(read_most(p->mem, &text, fifo, 9, &err), RC_INPUT); // does not wait for it
    assert_string_equal(err.key, "err.file.device");
    // A file of /proc says 0 bytes and gives more: it is not what its size says.
    assert_int_equal(read_most(p->mem, &text, "/proc/self/status", 1 << 20, &err), RC_INPUT);
    assert_string_equal(err.key, "err.file.changed");
    // /proc/self/mem can be opened and not be read at 0.
    assert_int_equal(read_most(p->mem, &text, "/proc/self/mem", 1 << 20, &err), RC_INPUT);
    assert_string_equal(err.key, "err.file.read");
}

// Runs with descriptor `to` taken from the file, and gives the old one back.
static int swap_in(const char *path, int flags, int to)
{
    int old = dup(to), fd = open(path, flags, 0600);
    assert_true(old >= 0 && fd >= 0);
    assert_int_equal(dup2(fd, to), to);
    close(fd);
    return old;
}

static void swap_back(int old, int to)
{
    assert_int_equal(dup2(old, to), to);
    close(old);
}

// Files of all lengths round the bytes that are read first, by name and as a stream.
static void test_base_os__read_lengths(void **state)
{
    struct unit_place *p = *state;
    static const size_t lengths[] = {OS_HEAD - 1, OS_HEAD,         OS_HEAD + 1, 2 * OS_HEAD - 1,
                                     2 * OS_HEAD, 2 * OS_HEAD + 1, 100000};
    const char *path = place_path(p, "a");
    for (size_t i = 0; i < LENGTH_OF(lengths); i++) {
        struct err err = {0};
        struct str text;
        struct buf all = buf_new(p->mem, lengths[i]);
        buf_fill(&all, 'x', lengths[i]);
        place_write(path, str_cstr(p->mem, buf_str(&all)));
        assert_int_equal(read_most(p->mem, &text, path, lengths[i], &err), RC_OK);
        assert_true(str_eq(text, buf_str(&all)));
        assert_int_equal(read_most(p->mem, &text, path, lengths[i] - 1, &err), RC_REFUSED);
        int old = swap_in(path, O_RDONLY, STDIN_FILENO);
        assert_int_equal(read_most(p->mem, &text, "-", lengths[i], &err), RC_OK);
        assert_true(str_eq(text, buf_str(&all)));
        lseek(STDIN_FILENO, 0, SEEK_SET);
        assert_int_equal(read_most(p->mem, &text, "-", lengths[i] - 1, &err), RC_REFUSED);
        swap_back(old, STDIN_FILENO);
    }
}

// How a file begins says which ceiling is its own.
static void test_base_os__read_by_head(void **state)
{
    struct unit_place *p = *state;
    struct err err = {0};
    struct str text;
    const char *path = place_path(p, "a");
    assert_int_equal(limit_set(p->mem, STR("text-bytes=4"), &err), RC_OK);
    assert_int_equal(limit_set(p->mem, STR("file-bytes=8"), &err), RC_OK);
    place_write(path, "{123456}");
    assert_int_equal(os_read_file(p->mem, &text, path, limit_by_head, &err), RC_OK);
    place_write(path, "{1234567}");
    assert_int_equal(os_read_file(p->mem, &text, path, limit_by_head, &err), RC_REFUSED);
    assert_str(unit_arg(&err, "limit"), "file-bytes");
    place_write(path, "12345");
    assert_int_equal(os_read_file(p->mem, &text, path, limit_by_head, &err), RC_REFUSED);
    assert_str(unit_arg(&err, "limit"), "text-bytes");
    limit_reset();
}

static void test_base_os__many_reads_need_one_descriptor(void **state)
{
    struct unit_place *p = *state;
    const char *path = place_path(p, "a.txt");
    place_write(path, "x");
    struct rlimit few = {32, 32}, now;
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &now), 0);
    few.rlim_max = now.rlim_max;
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &few), 0);
    for (int i = 0; i < 200; i++) {
        struct err err = {0};
        struct str text;
        assert_int_equal(read_most(p->mem, &text, path, 9, &err), RC_OK);
    }
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &now), 0);
}

static void test_base_os__standard_input(void **state)
{
    struct unit_place *p = *state;
    struct err err = {0};
    struct str text;
    struct buf long_text = buf_new(p->mem, 1 << 20);
    for (int i = 0; i < 20000; i++)
        buf_add(&long_text, STR("0123456789"));
    const char *path = place_path(p, "in");
    place_write(path, str_cstr(p->mem, buf_str(&long_text)));
    int old = swap_in(path, O_RDONLY, STDIN_FILENO);
    assert_int_equal(read_most(p->mem, &text, "-", 1 << 20, &err), RC_OK);
    assert_true(str_eq(text, buf_str(&long_text)));
    lseek(STDIN_FILENO, 0, SEEK_SET);
    assert_int_equal(read_most(p->mem, &text, "-", 1000, &err), RC_REFUSED);
    assert_string_equal(err.key, "err.file.large");
    swap_back(old, STDIN_FILENO);
}

static void test_base_os__write(void **state)
{
    struct unit_place *p = *state;
    struct err err = {0};
    struct str text;
    const char *path = place_path(p, "out");
    assert_int_equal(os_write_file(p->mem, path, STR("one"), &err), RC_OK);
    assert_int_equal(os_write_file(p->mem, path, STR("two!"), &err), RC_OK);
    assert_int_equal(read_most(p->mem, &text, path, 99, &err), RC_OK);
    assert_str(text, "two!");
    struct str *paths;
    size_t n;
    assert_int_equal(list_most(p->mem, &paths, &n, p->folder, 9, &err), RC_OK);
    assert_int_equal(n, 1); // no temporary file is left
    assert_int_equal(os_write_file(p->mem, place_path(p, "no/out"), STR("x"), &err), RC_FAILED);
    assert_string_equal(err.key, "err.file.no_folder");
    // A folder stands where the file should go: the temporary file is taken away again.
    assert_int_equal(mkdir(place_path(p, "dir"), 0700), 0);
    place_write(place_path(p, "dir/x"), "x");
    assert_int_equal(os_write_file(p->mem, place_path(p, "dir"), STR("x"), &err), RC_FAILED);
    assert_int_equal(list_most(p->mem, &paths, &n, p->folder, 9, &err), RC_OK);
    assert_int_equal(n, 2);
}

static void test_base_os__write_disk_full(void **state)
{
    struct unit_place *p = *state;
    struct err err = {0};
    struct rlimit now, little = {4, 0};
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &now), 0);
    little.rlim_max = now.rlim_max;
    void (*old)(int) = signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &little), 0);
    enum rc rc = os_write_file(p->mem, place_path(p, "out"), STR("0123456789"), &err);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &now), 0);
    signal(SIGXFSZ, old);
    assert_int_equal(rc, RC_FAILED);
    assert_str(unit_arg(&err, "reason"), "File too large");
    assert_false(os_is_file(place_path(p, "out")));
}

static void test_base_os__standard_output(void **state)
{
    struct unit_place *p = *state;
    struct err err = {0};
    struct str text;
    const char *path = place_path(p, "out");
    fflush(stdout);
    int old = swap_in(path, O_WRONLY | O_CREAT, STDOUT_FILENO);
    enum rc rc = os_write_file(p->mem, "-", STR("words"), &err);
    swap_back(old, STDOUT_FILENO);
    assert_int_equal(rc, RC_OK);
    assert_int_equal(read_most(p->mem, &text, path, 99, &err), RC_OK);
    assert_str(text, "words");
    old = swap_in("/dev/full", O_WRONLY, STDOUT_FILENO);
    rc = os_write_file(p->mem, "-", STR("words"), &err);
    swap_back(old, STDOUT_FILENO);
    assert_int_equal(rc, RC_FAILED);
    assert_str(unit_arg(&err, "reason"), "No space left on device");
}

static bool is_there(struct unit_place *p, const char *name)
{
    return os_is_file(place_path(p, name));
}

// Pieces, some of them taken back; until the end only the part stands there.
static void test_base_os__out(void **state)
{
    struct unit_place *p = *state;
    struct err err = {0};
    struct os_out *out;
    struct str text;
    const char *path = place_path(p, "out");
    assert_int_equal(os_out_open(p->mem, &out, path, &err), RC_OK);
    assert_int_equal(os_out_add(out, STR("one"), &err), RC_OK);
    assert_int_equal(os_out_add(out, STR("two"), &err), RC_OK);
    assert_true(os_out_back(out, 6));
    assert_true(os_out_back(out, 3));
    assert_int_equal(os_out_add(out, STR("2"), &err), RC_OK);
    assert_false(is_there(p, "out"));
    assert_int_equal(os_out_end(out, &err), RC_OK);
    assert_int_equal(read_most(p->mem, &text, path, 99, &err), RC_OK);
    assert_str(text, "one2");
    assert_int_equal(os_out_open(p->mem, &out, "-", &err), RC_OK);
    assert_true(os_out_back(out, 0));
    assert_int_equal(os_out_add(out, STR("\n"), &err), RC_OK);
    assert_false(os_out_back(out, 0)); // what went to a stream is gone
    assert_int_equal(os_out_end(out, &err), RC_OK);
}

// An output that nobody ends leaves nothing.
static void test_base_os__out_dropped(void **state)
{
    struct unit_place *p = *state;
    struct err err = {0};
    struct os_out *out;
    struct str *paths;
    size_t n;
    struct mem *mem = mem_new(1 << 16);
    assert_int_equal(os_out_open(mem, &out, place_path(p, "out"), &err), RC_OK);
    assert_int_equal(os_out_add(out, STR("one"), &err), RC_OK);
    assert_int_equal(list_most(p->mem, &paths, &n, p->folder, 9, &err), RC_OK);
    assert_int_equal(n, 1);
    mem_free(mem);
    assert_int_equal(list_most(p->mem, &paths, &n, p->folder, 9, &err), RC_OK);
    assert_int_equal(n, 0);
}

static void test_base_os__list(void **state)
{
    struct unit_place *p = *state;
    struct err err = {0};
    struct str *paths;
    size_t n;
    assert_int_equal(list_most(p->mem, &paths, &n, p->folder, 9, &err), RC_OK);
    assert_int_equal(n, 0);
    assert_int_equal(mkdir(place_path(p, "b"), 0700), 0);
    assert_int_equal(mkdir(place_path(p, ".git"), 0700), 0);
    place_write(place_path(p, ".git/x"), "");
    place_write(place_path(p, "b/2"), "");
    place_write(place_path(p, "b/10"), "");
    place_write(place_path(p, "b-"), "");
    place_write(place_path(p, ".hidden"), "");
    place_write(place_path(p, "a"), "");
    assert_int_equal(mkfifo(place_path(p, "fifo"), 0600), 0);
    assert_int_equal(list_most(p->mem, &paths, &n, p->folder, 4, &err), RC_OK);
    assert_int_equal(n, 4);
    assert_str(paths[0], "a");
    assert_str(paths[1], "b-");
    assert_str(paths[2], "b/10");
    assert_str(paths[3], "b/2");
    assert_int_equal(list_most(p->mem, &paths, &n, p->folder, 3, &err), RC_REFUSED);
    assert_string_equal(err.key, "err.file.many");
    assert_str(unit_arg(&err, "most"), "3");
    assert_int_equal(list_most(p->mem, &paths, &n, place_path(p, "none"), 9, &err), RC_INPUT);
    assert_string_equal(err.key, "err.file.absent");
    assert_int_equal(symlink("..", place_path(p, "b/up")), 0);
    assert_int_equal(list_most(p->mem, &paths, &n, p->folder, 999, &err), RC_REFUSED);
    assert_string_equal(err.key, "err.file.deep");
    assert_str(unit_arg(&err, "limit"), "home-depth");
    assert_str(unit_arg(&err, "most"), "16");
}

static void test_base_os__is(void **state)
{
    struct unit_place *p = *state;
    place_write(place_path(p, "a"), "");
    assert_true(os_is_folder(p->folder));
    assert_false(os_is_file(p->folder));
    assert_true(os_is_file(place_path(p, "a")));
    assert_false(os_is_folder(place_path(p, "a")));
    assert_false(os_is_file(place_path(p, "none")));
    assert_false(os_is_folder(place_path(p, "none")));
}

struct sweep {
    struct unit_place *place;
    enum rc rc;
};

static void read_and_list(void *context)
{
    struct sweep *s = context;
    struct err err = {0};
    struct str text, *paths;
    size_t n;
    s->rc = list_most(s->place->mem, &paths, &n, s->place->folder, 9, &err);
    if (s->rc == RC_OK)
        s->rc = read_most(s->place->mem, &text, place_path(s->place, "a"), 9, &err);
}

// Memory fails at each place in turn: the descriptor and the folder are closed all the same.
static void test_base_os__memory_sweep(void **state)
{
    struct unit_place *p = *state;
    place_write(place_path(p, "a"), "x");
    assert_int_equal(mkdir(place_path(p, "b"), 0700), 0);
    place_write(place_path(p, "b/c"), "x");
    int first = dup(0);
    close(first);
    for (size_t n = 1;; n++) {
        struct sweep sweep = {.place = p};
        mem_fail_at(p->mem, n);
        enum rc rc = mem_guard(p->mem, read_and_list, &sweep);
        mem_fail_at(p->mem, 0);
        int next = dup(0);
        close(next);
        assert_int_equal(next, first);
        if (rc == RC_OK) {
            assert_int_equal(sweep.rc, RC_OK);
            assert_true(n > 10);
            return;
        }
        assert_int_equal(rc, RC_MEMORY);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PLACE(test_base_os__read),
        PLACE(test_base_os__read_refused),
        PLACE(test_base_os__read_lengths),
        PLACE(test_base_os__read_by_head),
        PLACE(test_base_os__many_reads_need_one_descriptor),
        PLACE(test_base_os__standard_input),
        PLACE(test_base_os__write),
        PLACE(test_base_os__write_disk_full),
        PLACE(test_base_os__standard_output),
        PLACE(test_base_os__out),
        PLACE(test_base_os__out_dropped),
        PLACE(test_base_os__list),
        PLACE(test_base_os__is),
        PLACE(test_base_os__memory_sweep),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
