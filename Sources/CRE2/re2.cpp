#include "CRE2.h"

#include <re2/re2.h>

#include <cstring>

struct cre2_regex {
    re2::RE2 re;
    cre2_regex(re2::StringPiece pattern, const re2::RE2::Options &options) : re(pattern, options) {}
};

cre2_regex *cre2_new(const char *pattern, size_t length, size_t max_memory, char *error, size_t error_size) {
    re2::RE2::Options options(re2::RE2::Quiet);
    options.set_max_mem(static_cast<int64_t>(max_memory));
    // Nobody asks for groups.
    options.set_never_capture(true);
    auto *regex = new cre2_regex(re2::StringPiece(pattern, length), options);
    if (regex->re.ok()) return regex;
    if (error_size > 0) {
        std::strncpy(error, regex->re.error().c_str(), error_size - 1);
        error[error_size - 1] = '\0';
    }
    delete regex;
    return nullptr;
}

int cre2_full_match(const cre2_regex *regex, const char *text, size_t length) {
    return re2::RE2::FullMatch(re2::StringPiece(text, length), regex->re);
}

void cre2_free(cre2_regex *regex) { delete regex; }
