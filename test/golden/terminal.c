// SPDX-License-Identifier: AGPL-3.0-or-later
// terminal: stdout passes for a terminal of unknown width, for the transcripts that show colour.
//
// Loaded before libc by run.py's `on-terminal`; so nothing is needed that a bare machine lacks (a
// pseudo-terminal, for one).
#include <unistd.h>

int isatty(int fd)
{
    return fd == STDOUT_FILENO;
}
