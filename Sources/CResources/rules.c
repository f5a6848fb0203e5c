// The packs of `Rules/`. A file added there is added here; a test compares the two.
#include "CResources.h"

static const unsigned char words[] = {
#embed "../../Rules/words.yaml"
};

#define FILE_OF(path, array) {path, array, sizeof array}

static const hearsay_rule_file files[] = {
    FILE_OF("words.yaml", words),
};

const hearsay_rule_file *hearsay_rule_files(size_t *count) {
    *count = sizeof files / sizeof *files;
    return files;
}
