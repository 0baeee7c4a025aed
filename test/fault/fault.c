// SPDX-License-Identifier: AGPL-3.0-or-later
// fault: memory fails at each place of a call in turn.
//
// usage: fault FOLDER CALL arena|malloc [every]
//
// FOLDER holds the forms that the calls read. A call of the table below is run once whole, and its
// allocations are counted: those from arenas with the reservations of arenas, or those that
// libraries make with malloc. Then it is run again and again, and each time another one of them
// fails: each of the first, and of the many that follow a sample that is spread over all (`every`:
// all of them). Each time heng must say so in one sentence on stderr, end with
// the status of a refusal or a failure, and leave nothing half written: no output of -o, or one
// that is whole. Under AddressSanitizer a leak is seen when the program ends. Prints one line a
// call.
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/base.h"
#include "base/mem.h"
#include "cli/call.h"
#include "cli/exit.h"

enum { FIRST = 150, SPREAD = 250, WORDS_MOST = 16, SENTENCES = 1 << 16 };

static const struct {
    const char *name;
    const char *words[WORDS_MOST];
} calls[] = {
    {"read-text", {"read", "-o", "out", "form.txt"}},
    {"read-json", {"read", "-o", "out", "--format", "json", "form.txt", "scan.json"}},
    {"read-csv", {"read", "-o", "out", "--format", "csv", "form.txt"}},
    {"sheet", {"sheet", "-o", "out", "form.txt"}},
    {"sheet-json", {"sheet", "-o", "out", "--format", "json", "form.txt"}},
    {"audit-text", {"audit", "-o", "out", "form.txt", "scan.json", "--last", "last.txt"}},
    {"audit-json", {"audit", "-o", "out", "--format", "json", "form.txt", "--last", "last.txt"}},
    {"audit-csv", {"audit", "-o", "out", "--format", "csv", "form.txt"}},
    {"audit-html", {"audit", "-o", "out", "--format", "html", "form.txt", "--last", "last.txt"}},
    {"score-text", {"score", "-o", "out", "form.txt", "--why", "1.total"}},
    {"score-json",
     {"score", "-o", "out", "--format", "json", "form.txt", "--whatif", "1.1.actual=1"}},
    {"rules", {"rules", "-o", "out", "H10"}},
    {"profiles", {"profiles", "-o", "out", "--check", "own.yaml"}},
};

// malloc of glibc, of which the n-th call fails. Sanitizers have a malloc of their own.
#if defined(__SANITIZE_ADDRESS__)
#define OWN_MALLOC 0
#elif defined(__has_feature)
#define OWN_MALLOC !__has_feature(address_sanitizer)
#else
#define OWN_MALLOC 1
#endif

static size_t malloc_called, malloc_fails;

static size_t malloc_fail_at(size_t n)
{
    size_t before = malloc_called;
    malloc_called = 0;
    malloc_fails = n;
    return before;
}

#if OWN_MALLOC
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *old, size_t size);

static bool must_fail(void)
{
    bool fails = ++malloc_called == malloc_fails;
    if (fails)
        errno = ENOMEM;
    return fails;
}

void *malloc(size_t size)
{
    return must_fail() ? NULL : __libc_malloc(size);
}

void *calloc(size_t n, size_t size)
{
    return must_fail() ? NULL : __libc_calloc(n, size);
}

void *realloc(void *old, size_t size)
{
    return must_fail() ? NULL : __libc_realloc(old, size);
}
#endif

// What can fail, and how: the count since the last call comes back.
struct source {
    const char *name;
    size_t (*fail_at)(size_t n);
};

static const struct source sources[] = {
    {"allocations", mem_fail_anywhere},
    {"calls of malloc", malloc_fail_at},
};

static int argc;
static char *argv[WORDS_MOST + 2] = {"heng"};

// The call with its sentences in the file "said"; its exit status.
static int call_once(void)
{
    fflush(stderr);
    int old = dup(STDERR_FILENO), fd = open("said", O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    BUG_IF(old < 0 || fd < 0 || dup2(fd, STDERR_FILENO) < 0);
    close(fd);
    unlink("out");
    int status = call_run(argc, argv);
    fflush(stderr);
    BUG_IF(dup2(old, STDERR_FILENO) < 0);
    close(old);
    return status;
}

static size_t read_bytes(const char *path, char *bytes)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return 0;
    ssize_t n = read(fd, bytes, SENTENCES - 1);
    close(fd);
    bytes[n > 0 ? n : 0] = 0;
    return n > 0 ? (size_t)n : 0;
}

// One sentence: a line that begins with the name of the program and says memory.
static bool is_told(void)
{
    static char said[SENTENCES];
    size_t n = read_bytes("said", said);
    char *end = memchr(said, '\n', n);
    return strncmp(said, "heng: ", 6) == 0 && end == said + n - 1 &&
           (strstr(said, "memory") || strstr(said, "内存"));
}

// What -o wrote is not there, or complete: it ends with a line end and, as JSON, with its brace.
static bool is_whole(void)
{
    struct stat st;
    if (stat("out", &st) != 0)
        return true;
    char last[2] = {0, '\n'};
    int fd = open("out", O_RDONLY | O_CLOEXEC);
    BUG_IF(fd < 0);
    bool is_read = st.st_size < 2 || pread(fd, last, 2, st.st_size - 2) == 2;
    close(fd);
    bool is_json = false;
    for (int i = 0; i < argc; i++)
        is_json = is_json || strcmp(argv[i], "json") == 0;
    return is_read && last[1] == '\n' && (st.st_size < 2 || !is_json || last[0] == '}');
}

static bool is_left(void)
{
    struct stat st;
    char part[64];
    snprintf(part, sizeof(part), "out.part.%ld", (long)getpid());
    return stat(part, &st) == 0;
}

// Which allocation comes after `n`.
static size_t next_of(size_t n, size_t all, bool is_every)
{
    size_t step = all / SPREAD;
    return n + (is_every || n < FIRST || step < 2 ? 1 : step);
}

// True if the n-th failure is told, and leaves nothing half done.
static bool is_good(const char *name, const struct source *source, size_t n)
{
    source->fail_at(n);
    int status = call_once();
    source->fail_at(0);
    bool is_failure = status == EXIT_REFUSED || status == EXIT_FAILED;
    if (is_failure && is_told() && is_whole() && !is_left())
        return true;
    printf("    %s: %zu of the %s: status %d, %s, output %s%s\n", name, n, source->name, status,
           is_told() ? "told" : "not told", is_whole() ? "whole" : "half",
           is_left() ? ", a part is left" : "");
    return false;
}

static bool sweep(const char *name, const struct source *source, bool is_every)
{
    source->fail_at(0);
    int good = call_once();
    size_t all = source->fail_at(0), bad = 0, runs = 0;
    if (good != EXIT_OK && good != EXIT_FINDINGS) {
        printf("not ok %s: status %d without a fault\n", name, good);
        return false;
    }
    for (size_t n = 1; n <= all; n = next_of(n, all, is_every), runs++)
        bad += !is_good(name, source, n);
    printf("%s %s: %zu of %zu %s failed in turn, %zu badly\n", bad ? "not ok" : "ok", name, runs,
           all, source->name, bad);
    return bad == 0;
}

int main(int n_words, char **words)
{
    BUG_IF(n_words < 4 || chdir(words[1]) != 0);
    unsetenv("HENG_LANG");
    unsetenv("HENG_HOME");
    for (size_t i = 0; i < LENGTH_OF(calls); i++) {
        if (strcmp(calls[i].name, words[2]) != 0)
            continue;
        argc = 1;
        for (size_t k = 0; k < WORDS_MOST && calls[i].words[k]; k++)
            argv[argc++] = (char *)calls[i].words[k];
        const struct source *source = &sources[strcmp(words[3], "malloc") == 0];
        return sweep(calls[i].name, source, n_words > 4) ? 0 : 1;
    }
    BUG("no such call");
}
