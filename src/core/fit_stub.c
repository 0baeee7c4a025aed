// SPDX
#include "base/mem.h"
#include "core/fit_atom.h"
#include "core/fit_reader.h"
// clang-format off
void fit_repair_form(struct reader *r){(void)r;}
void fit_support_form(struct reader *r){(void)r;}
void fit_sisters(struct mem *mem, struct form *forms, size_t n){(void)mem;(void)forms;(void)n;}
