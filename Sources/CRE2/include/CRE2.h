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

// The same over Latin-1: a byte is a character, of the pattern as of the texts. Classes of Unicode compile faster so.
cre2_regex *cre2_new_latin(const char *pattern, size_t length, size_t max_memory, char *error, size_t error_size);

// Whether the whole of `text` matches. Safe to call from several threads.
int cre2_full_match(const cre2_regex *regex, const char *text, size_t length);

void cre2_free(cre2_regex *regex);

typedef struct cre2_set cre2_set;

// Compiles several patterns over Latin-1, which stand one after the other, into one automaton; NULL where one of them does
// not compile.
cre2_set *cre2_set_new_latin(const char *patterns, const size_t *lengths, size_t count);

// Which patterns match the whole of `text`: writes their numbers to `found`, ascending, and returns how many there are;
// -1 where it cannot tell (its memory did not do). `found` has room for all patterns. Safe to call from several threads.
int cre2_set_match(const cre2_set *set, const char *text, size_t length, int *found);

void cre2_set_free(cre2_set *set);

#ifdef __cplusplus
}
#endif
