// SPDX-License-Identifier: AGPL-3.0-or-later
// shift: a file that is longer or shorter than the system said, or that may not be read, for the
// program that loads this first. HENG_SHIFT says which: a number of bytes, or `denied`. Nothing
// else on a machine shows such a file twice the same way. (Files are large: fstat is fstat64, open
// is open64, here as in heng.)
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char *shift_of(void)
{
    const char *shift = getenv("HENG_SHIFT");
    return shift ? shift : "0";
}

// The file is open already: what the system says of its size is off by the shift.
int fstat(int fd, struct stat *st)
{
    int (*next)(int, struct stat *) = (int (*)(int, struct stat *))dlsym(RTLD_NEXT, "fstat64");
    int rc = next(fd, st);
    if (rc == 0 && S_ISREG(st->st_mode))
        st->st_size -= strtol(shift_of(), NULL, 10);
    return rc;
}

static int open_as(const char *name, const char *path, int flags, mode_t mode)
{
    int (*next)(const char *, int, ...) = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, name);
    const char *dot = strrchr(path, '.');
    if (strcmp(shift_of(), "denied") == 0 && dot && strcmp(dot, ".txt") == 0) {
        errno = EACCES;
        return -1;
    }
    return next(path, flags, mode);
}

static mode_t mode_of(int flags, va_list args)
{
    return flags & O_CREAT ? (mode_t)va_arg(args, int) : 0;
}

int open(const char *path, int flags, ...)
{
    va_list args;
    va_start(args, flags);
    mode_t mode = mode_of(flags, args);
    va_end(args);
    return open_as("open64", path, flags, mode);
}
