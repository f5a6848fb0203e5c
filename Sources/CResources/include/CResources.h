// What is built into the binary.
#pragma once
#include <stddef.h>

// A file of `Rules/`: its path below that folder and its bytes.
typedef struct {
    const char *path;
    const unsigned char *bytes;
    size_t length;
} hearsay_rule_file;

// The built-in packs and the word lists that stand beside them, in byte order of their paths.
const hearsay_rule_file *hearsay_rule_files(size_t *count);

// The tagger's trained model (`TaggerModel` in Language reads it), aligned to eight bytes.
const unsigned char *hearsay_tagger_model(size_t *length);
