#include "CRE2.h"

#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>
#include <cstring>
#include <vector>

struct cre2_regex {
    re2::RE2 re;
    cre2_regex(re2::StringPiece pattern, const re2::RE2::Options &options) : re(pattern, options) {}
};

static cre2_regex *make(
    const char *pattern, size_t length, size_t max_memory, char *error, size_t error_size, bool is_latin
) {
    re2::RE2::Options options(re2::RE2::Quiet);
    options.set_max_mem(static_cast<int64_t>(max_memory));
    // Nobody asks for groups.
    options.set_never_capture(true);
    if (is_latin) options.set_encoding(re2::RE2::Options::EncodingLatin1);
    auto *regex = new cre2_regex(re2::StringPiece(pattern, length), options);
    if (regex->re.ok()) return regex;
    if (error_size > 0) {
        std::strncpy(error, regex->re.error().c_str(), error_size - 1);
        error[error_size - 1] = '\0';
    }
    delete regex;
    return nullptr;
}

cre2_regex *cre2_new(const char *pattern, size_t length, size_t max_memory, char *error, size_t error_size) {
    return make(pattern, length, max_memory, error, error_size, false);
}

cre2_regex *cre2_new_latin(const char *pattern, size_t length, size_t max_memory, char *error, size_t error_size) {
    return make(pattern, length, max_memory, error, error_size, true);
}

int cre2_full_match(const cre2_regex *regex, const char *text, size_t length) {
    return re2::RE2::FullMatch(re2::StringPiece(text, length), regex->re);
}

void cre2_free(cre2_regex *regex) { delete regex; }

struct cre2_set {
    re2::RE2::Set set;
    explicit cre2_set(const re2::RE2::Options &options) : set(options, re2::RE2::ANCHOR_BOTH) {}
};

cre2_set *cre2_set_new_latin(const char *patterns, const size_t *lengths, size_t count) {
    re2::RE2::Options options(re2::RE2::Quiet);
    options.set_never_capture(true);
    options.set_encoding(re2::RE2::Options::EncodingLatin1);
    auto *made = new cre2_set(options);
    bool is_good = true;
    for (size_t index = 0; index < count && is_good; index++) {
        is_good = made->set.Add(re2::StringPiece(patterns, lengths[index]), nullptr) >= 0;
        patterns += lengths[index];
    }
    if (is_good && made->set.Compile()) return made;
    delete made;
    return nullptr;
}

int cre2_set_match(const cre2_set *set, const char *text, size_t length, int *found) {
    std::vector<int> numbers;
    re2::RE2::Set::ErrorInfo error;
    if (!set->set.Match(re2::StringPiece(text, length), &numbers, &error)) {
        return error.kind == re2::RE2::Set::kNoError ? 0 : -1;
    }
    std::sort(numbers.begin(), numbers.end());
    std::copy(numbers.begin(), numbers.end(), found);
    return static_cast<int>(numbers.size());
}

void cre2_set_free(cre2_set *set) { delete set; }
