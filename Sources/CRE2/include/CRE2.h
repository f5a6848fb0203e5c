// RE2 behind C functions: compile once, match whole tokens.
#pragma once
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct cre2_regex cre2_regex;

// Compiles `pattern`. On failure returns NULL and writes RE2's message (cut to fit, NUL-terminated) to `error`.
// `max_memory` bounds the compiled program in bytes.
cre2_regex *cre2_new(const char *pattern, size_t length, size_t max_memory, char *error, size_t error_size);

// Whether the whole of `text` matches. Safe to call from several threads.
int cre2_full_match(const cre2_regex *regex, const char *text, size_t length);

void cre2_free(cre2_regex *regex);

#ifdef __cplusplus
}
#endif
