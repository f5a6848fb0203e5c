// The packs of `Rules/` and their word lists. A file added there is added here; a test compares the two.
#include "CResources.h"

static const unsigned char given_female[] = {
#embed "../../Rules/given-female.txt"
};

static const unsigned char given_male[] = {
#embed "../../Rules/given-male.txt"
};

static const unsigned char hedging[] = {
#embed "../../Rules/hedging.yaml"
};

static const unsigned char names[] = {
#embed "../../Rules/names.yaml"
};

static const unsigned char origins[] = {
#embed "../../Rules/origins.yaml"
};

static const unsigned char places[] = {
#embed "../../Rules/places.txt"
};

static const unsigned char sourcing[] = {
#embed "../../Rules/sourcing.yaml"
};

static const unsigned char stance[] = {
#embed "../../Rules/stance.yaml"
};

static const unsigned char weasel[] = {
#embed "../../Rules/weasel.yaml"
};

static const unsigned char words[] = {
#embed "../../Rules/words.yaml"
};

#define FILE_OF(path, array) {path, array, sizeof array}

static const hearsay_rule_file files[] = {
    FILE_OF("given-female.txt", given_female),
    FILE_OF("given-male.txt", given_male),
    FILE_OF("hedging.yaml", hedging),
    FILE_OF("names.yaml", names),
    FILE_OF("origins.yaml", origins),
    FILE_OF("places.txt", places),
    FILE_OF("sourcing.yaml", sourcing),
    FILE_OF("stance.yaml", stance),
    FILE_OF("weasel.yaml", weasel),
    FILE_OF("words.yaml", words),
};

const hearsay_rule_file *hearsay_rule_files(size_t *count) {
    *count = sizeof files / sizeof *files;
    return files;
}
