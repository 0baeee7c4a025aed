// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/os.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"

static void close_it(void *what)
{
    close((int)(intptr_t)what);
}

// A failure about a path, with the system's own word for it.
static enum rc fail(struct mem *mem, struct err *err, enum rc rc, const char *key, const char *path)
{
    int code = errno;
    err_set(err, rc, key);
    err_arg(err, "path", str_copy(mem, str_of(path)));
    err_arg(err, "reason", str_copy(mem, str_of(strerror(code))));
    return rc;
}

static enum rc too_large(struct mem *mem, struct err *err, const char *path, size_t ceiling)
{
    fail(mem, err, RC_REFUSED, "err.file.large", path);
    err_arg_int(mem, err, "ceiling", (int64_t)(ceiling >> 20));
    return RC_REFUSED;
}

static enum rc read_all(struct mem *mem, struct str *out, int fd, const char *path, size_t size,
                        size_t ceiling, struct err *err)
{
    struct buf buf = buf_new(mem, ceiling + 1);
    char *chunk = mem_alloc(mem, 1 << 16);
    for (;;) {
        ssize_t n = read(fd, chunk, 1 << 16);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return fail(mem, err, RC_INPUT, "err.file.read", path);
        if (n == 0)
            break;
        buf_add(&buf, (struct str){chunk, (size_t)n});
        if (buf.len > ceiling || buf.is_full)
            return too_large(mem, err, path, ceiling);
    }
    if (size != SIZE_MAX && buf.len != size)
        return fail(mem, err, RC_INPUT, "err.file.changed", path);
    *out = buf_str(&buf);
    return RC_OK;
}

enum rc os_read_file(struct mem *mem, struct str *out, const char *path, size_t ceiling,
                     struct err *err)
{
    if (strcmp(path, "-") == 0)
        return read_all(mem, out, STDIN_FILENO, path, SIZE_MAX, ceiling, err);
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0)
        return fail(mem, err, RC_INPUT, "err.file.open", path);
    mem_defer(mem, close_it, (void *)(intptr_t)fd);
    struct stat st;
    if (fstat(fd, &st) != 0)
        return fail(mem, err, RC_INPUT, "err.file.open", path);
    if (S_ISDIR(st.st_mode))
        return fail(mem, err, RC_INPUT, "err.file.folder", path);
    if (!S_ISREG(st.st_mode))
        return fail(mem, err, RC_INPUT, "err.file.device", path);
    if ((uint64_t)st.st_size > ceiling)
        return too_large(mem, err, path, ceiling);
    return read_all(mem, out, fd, path, (size_t)st.st_size, ceiling, err);
}

static bool write_all(int fd, struct str bytes)
{
    while (bytes.len) {
        ssize_t n = write(fd, bytes.ptr, bytes.len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return false;
        bytes = str_slice(bytes, (size_t)n, bytes.len);
    }
    return true;
}

enum rc os_write_file(struct mem *mem, const char *path, struct str bytes, struct err *err)
{
    if (strcmp(path, "-") == 0) {
        if (!write_all(STDOUT_FILENO, bytes))
            return fail(mem, err, RC_FAILED, "err.file.write", path);
        return RC_OK;
    }
    const char *part = buf_print(mem, "%s.part.%ld", path, (long)getpid()).ptr;
    int fd = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd < 0)
        return fail(mem, err, RC_FAILED, "err.file.write", path);
    bool done = write_all(fd, bytes) && fsync(fd) == 0;
    done = close(fd) == 0 && done;
    if (!done || rename(part, path) != 0) {
        enum rc rc = fail(mem, err, RC_FAILED, "err.file.write", path);
        unlink(part);
        return rc;
    }
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
