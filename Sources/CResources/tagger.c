// The tagger's model, as `train-tagger` writes it.
#include "CResources.h"

static const _Alignas(8) unsigned char model[] = {
#embed "tagger.model"
};

const unsigned char *hearsay_tagger_model(size_t *length) {
    *length = sizeof model;
    return model;
}
