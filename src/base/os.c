// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/os.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"

// A descriptor that is closed once: as soon as it is read, or by the guard.
struct open_file {
    int fd;
};

static void close_it(void *what)
{
    struct open_file *file = what;
    if (file->fd >= 0)
        close(file->fd);
    file->fd = -1;
}

// The sentence for a reason that people meet often, or the general one with the system's own word.
static const char *sentence(const char *general, int code)
{
    bool is_write = strcmp(general, "err.file.write") == 0;
    switch (code) {
    case ENOENT:
    case ENOTDIR:
        return is_write ? "err.file.no_folder" : "err.file.absent";
    case EACCES:
    case EPERM:
    case EROFS:
        return is_write ? "err.file.no_write" : "err.file.denied";
    case ENOSPC:
        return "err.file.full";
    default:
        return general;
    }
}

// A failure about a path.
enum rc os_fail(struct mem *mem, struct err *err, enum rc rc, const char *key, const char *path)
{
    int code = errno;
    bool is_system = strcmp(key, "err.file.open") == 0 || strcmp(key, "err.file.read") == 0 ||
                     strcmp(key, "err.file.write") == 0;
    err_set(err, rc, is_system ? sentence(key, code) : key);
    err_arg(err, "path", str_copy(mem, str_of(path)));
    err_arg(err, "reason", str_copy(mem, str_of(strerror(code))));
    return rc;
}

// A failure about a path at a ceiling.
static enum rc refuse(struct mem *mem, struct err *err, const char *key, const char *path,
                      enum limit limit)
{
    enum rc rc = limit_fail(mem, err, key, limit);
    err_arg(err, "path", str_copy(mem, str_of(path)));
    return rc;
}

// A file that is being read.
struct read_job {
    struct mem *mem;
    const char *path;
    struct err *err;
    int fd;
    char *at;
    size_t len, cap;
};

// Up to `want` bytes in all; false if reading fails. Fewer are there only at the end.
static bool read_to(struct read_job *job, size_t want)
{
    while (job->len < want) {
        ssize_t n = read(job->fd, job->at + job->len, want - job->len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return n == 0;
        job->len += (size_t)n;
    }
    return true;
}

static void make_room(struct read_job *job, size_t cap)
{
    if (cap <= job->cap)
        return;
    job->at = mem_grow(job->mem, job->at, job->len, cap, 1);
    job->cap = cap;
}

// Reads to the end. `size` is what the file system says, or SIZE_MAX where it does not know. Its
// beginning says how much it may be; one byte more is asked for, to see a file that grows.
static enum rc read_all(struct read_job *job, size_t size, os_limit limit)
{
    make_room(job, OS_HEAD);
    if (!read_to(job, OS_HEAD))
        return os_fail(job->mem, job->err, RC_INPUT, "err.file.read", job->path);
    enum limit of = limit((struct str){job->at, job->len});
    size_t most = limit_of(of);
    if (size != SIZE_MAX && size > most)
        return refuse(job->mem, job->err, "err.file.large", job->path, of);
    size_t want = size != SIZE_MAX ? size + 1 : most + 1;
    for (size_t ends = OS_HEAD; job->len == ends && ends < want;) {
        // What is known is made room for at once, a stream in steps.
        ends = size != SIZE_MAX || ends > want / 2 ? want : 2 * ends;
        make_room(job, ends);
        if (!read_to(job, ends))
            return os_fail(job->mem, job->err, RC_INPUT, "err.file.read", job->path);
    }
    if (size == SIZE_MAX && job->len > most)
        return refuse(job->mem, job->err, "err.file.large", job->path, of);
    if (size != SIZE_MAX && job->len != size)
        return os_fail(job->mem, job->err, RC_INPUT, "err.file.changed", job->path);
    return RC_OK;
}

static enum rc read_file(struct read_job *job, os_limit limit)
{
    struct stat st;
    if (fstat(job->fd, &st) != 0)
        return os_fail(job->mem, job->err, RC_INPUT, "err.file.open", job->path);
    if (S_ISDIR(st.st_mode))
        return os_fail(job->mem, job->err, RC_INPUT, "err.file.folder", job->path);
    if (!S_ISREG(st.st_mode))
        return os_fail(job->mem, job->err, RC_INPUT, "err.file.device", job->path);
    return read_all(job, (size_t)st.st_size, limit);
}

enum rc os_read_file(struct mem *mem, struct str *out, const char *path, os_limit limit,
                     struct err *err)
{
    struct read_job job = {.mem = mem, .path = path, .err = err, .fd = STDIN_FILENO};
    enum rc rc;
    if (strcmp(path, "-") == 0) {
        rc = read_all(&job, SIZE_MAX, limit);
    } else {
        struct open_file *file = MEM_NEW(mem, struct open_file);
        file->fd = -1;
        mem_defer(mem, close_it, file);
        job.fd = file->fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
        if (file->fd < 0)
            return os_fail(mem, err, RC_INPUT, "err.file.open", path);
        rc = read_file(&job, limit);
        close_it(file);
    }
    *out = (struct str){job.at, job.len};
    return rc;
}

struct list {
    struct mem *mem;
    struct err *err;
    const char *root;
    struct str *at;
    size_t n, cap;
    enum limit most, depth;
    DIR **open; // one a depth, closed as soon as it is read, or by the guard
};

static void close_list(void *what)
{
    struct list *list = what;
    for (size_t i = 0; i < limit_of(list->depth); i++)
        if (list->open[i])
            closedir(list->open[i]);
}

static enum rc list_folder(struct list *list, const char *under, size_t depth);

static enum rc list_entry(struct list *list, const char *under, const char *name, size_t depth)
{
    const char *path =
        *under ? buf_print(list->mem, "%s/%s", under, name).ptr : str_cstr(list->mem, str_of(name));
    const char *whole = buf_print(list->mem, "%s/%s", list->root, path).ptr;
    if (os_is_folder(whole))
        return list_folder(list, path, depth + 1);
    if (!os_is_file(whole))
        return RC_OK;
    if (list->n == limit_of(list->most))
        return refuse(list->mem, list->err, "err.file.many", list->root, list->most);
    MEM_PUSH(list->mem, list->at, list->n, list->cap);
    list->at[list->n - 1] = str_of(path);
    return RC_OK;
}

static enum rc list_folder(struct list *list, const char *under, size_t depth)
{
    if (depth == limit_of(list->depth))
        return refuse(list->mem, list->err, "err.file.deep", list->root, list->depth);
    const char *whole = buf_print(list->mem, "%s/%s", list->root, under).ptr;
    DIR *dir = list->open[depth] = opendir(whole);
    if (!dir)
        return os_fail(list->mem, list->err, RC_INPUT, "err.file.open", whole);
    enum rc rc = RC_OK;
    for (struct dirent *entry; rc == RC_OK && (entry = readdir(dir));)
        if (entry->d_name[0] != '.')
            rc = list_entry(list, under, entry->d_name, depth);
    closedir(dir);
    list->open[depth] = NULL;
    return rc;
}

static int compare_paths(const void *a, const void *b)
{
    return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

enum rc os_list_files(struct mem *mem, struct str **out, size_t *n, const char *folder,
                      enum limit most, enum limit depth, struct err *err)
{
    struct list *list = MEM_NEW(mem, struct list);
    list->mem = mem;
    list->err = err;
    list->root = folder;
    list->most = most;
    list->depth = depth;
    list->open = MEM_ARRAY(mem, limit_of(depth), DIR *);
    mem_defer(mem, close_list, list);
    enum rc rc = list_folder(list, "", 0);
    if (rc != RC_OK)
        return rc;
    if (list->n)
        qsort(list->at, list->n, sizeof(*list->at), compare_paths);
    *out = list->at;
    *n = list->n;
    return RC_OK;
}

bool os_is_folder(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

bool os_is_file(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}
