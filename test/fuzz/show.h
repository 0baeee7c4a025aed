// SPDX-License-Identifier: AGPL-3.0-or-later
// show: everything that heng prints of files that were opened, and what must hold of it.
#ifndef HENG_TEST_FUZZ_SHOW_H
#define HENG_TEST_FUZZ_SHOW_H

struct act_form;
struct act_form_files;
struct mem;

// The data in force, loaded once and kept to the end.
struct act_form *show_data(void);
// Audits the files and prints them in every format, into nothing. A law that is broken is a bug.
void show_files(struct mem *mem, struct act_form_files *files);
// The same under other data.
void show_under(struct mem *mem, struct act_form *act, struct act_form_files *files);

#endif
