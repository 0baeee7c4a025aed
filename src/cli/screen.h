// SPDX-License-Identifier: AGPL-3.0-or-later
// screen: what a person reads on the terminal: a form as on paper, an audit, a score.
//
// Everything is laid out for the width of the terminal and can be read without colour. Marks stand
// behind a figure: * repaired, ~ inferred, ? doubtful, ! stated by a person; then its support:
// = an equation or a second copy confirms it, " two independent readings are equal, ' nothing else
// on the form speaks for it. The functions only show what act/ computed.
#ifndef HENG_CLI_SCREEN_H
#define HENG_CLI_SCREEN_H

#include "base/str.h"

struct act_form_choice;
struct act_form_file;
struct act_form_files;
struct act_form_set;
struct cell;
struct cmd;
struct findings;
struct score_at;
struct score_why;

// One form of a file as it stands on paper, with marks and support.
void screen_form(struct cmd *cmd, const struct act_form_file *file, size_t form);
// An audit: findings from `least` severity on, worst first, then the totals of each form.
void screen_audit(struct cmd *cmd, const struct act_form_files *files,
                  const struct findings *findings, int least, const struct act_form_choice *choice);
// Totals and the rows that lose points, of each form.
void screen_score(struct cmd *cmd, const struct act_form_files *files);
// The totals of one form: printed, summed, strict, and what stands between them.
void screen_totals(struct cmd *cmd, const struct act_form_file *file, size_t form);
// Why one figure is what it is.
void screen_why(struct cmd *cmd, const struct act_form_file *file, const struct score_at *at,
                struct str place, const struct score_why *why);
// What assumptions change.
void screen_whatif(struct cmd *cmd, const struct act_form_files *before,
                   const struct act_form_files *after, const struct act_form_set *sets, size_t n);

// A figure with the signs of its mark and its support; "[…]" where there is no value.
struct str screen_cell(const struct cmd *cmd, const struct cell *cell);
// True if only one file could be opened: its name need not be said again.
bool screen_is_single(const struct act_form_files *files);
// The name of a form as a heading: its file where there are several, its number, its project.
void screen_heading(struct cmd *cmd, const struct act_form_files *files,
                    const struct act_form_file *file, size_t form);

#endif
