// SPDX-License-Identifier: AGPL-3.0-or-later
// heng: the command line.
#include "cli/call.h"

int main(int argc, char **argv)
{
    return call_run(argc, argv);
}
