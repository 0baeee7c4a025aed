// SPDX-License-Identifier: AGPL-3.0-or-later
// call: one call of heng, from its words to its exit status.
//
// argv -> cmd_parse -> the data in force (act_form_open) -> the command -> stdout or -o, sentences
// on stderr. The words of a call lie in a small arena of their own, since they say how large the
// one of the work may be; the guards stand here. When a sentence is due before the data could be
// loaded, it is told from the data that is built in; when memory ran out, the words' own arena
// holds what is needed to say so.
#ifndef HENG_CLI_CALL_H
#define HENG_CLI_CALL_H

#include "base/base.h"

// The exit status (cli/exit.h). Output that was asked for with -o is whole or not there.
int call_run(int argc, char **argv);

#endif
