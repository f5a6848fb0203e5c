// libedit's variadic calls as plain functions that Swift can call, one for each use.
#ifndef CLIBEDIT_SHIM_H
#define CLIBEDIT_SHIM_H

#include <histedit.h>
#include <stddef.h>
#include <stdio.h>

typedef char *(*cle_prompt_function)(EditLine *);
typedef unsigned char (*cle_key_function)(EditLine *, int);

/// An editor on standard input and output. Null where the terminal cannot be set up.
static inline EditLine *cle_make(const char *program) { return el_init(program, stdin, stdout, stderr); }

/// The prompt; `\x01` in it starts and ends a stretch that takes no room.
static inline int cle_set_prompt(EditLine *editor, cle_prompt_function prompt) {
    return el_set(editor, EL_PROMPT_ESC, prompt, '\1');
}

static inline int cle_set_editor(EditLine *editor, const char *name) { return el_set(editor, EL_EDITOR, name); }

static inline int cle_set_signal(EditLine *editor, int handles) { return el_set(editor, EL_SIGNAL, handles); }

static inline int cle_set_reader(EditLine *editor, el_rfunc_t read) { return el_set(editor, EL_GETCFN, read); }

static inline int cle_set_tty(EditLine *editor, const char *mode, const char *flag) {
    return el_set(editor, EL_SETTY, mode, flag, (char *)NULL);
}

static inline int cle_prepare_terminal(EditLine *editor, int raw) { return el_set(editor, EL_PREP_TERM, raw); }

static inline int cle_refresh(EditLine *editor) { return el_set(editor, EL_REFRESH); }

static inline int cle_add_function(EditLine *editor, const char *name, const char *help, cle_key_function function) {
    return el_set(editor, EL_ADDFN, name, help, function);
}

static inline int cle_bind(EditLine *editor, const char *key, const char *command) {
    return el_set(editor, EL_BIND, key, command, (char *)NULL);
}

/// The same in vi's command mode.
static inline int cle_bind_alternative(EditLine *editor, const char *key, const char *command) {
    return el_set(editor, EL_BIND, "-a", key, command, (char *)NULL);
}

/// "emacs" or "vi".
static inline const char *cle_editor(EditLine *editor) {
    const char *name = NULL;
    return el_get(editor, EL_EDITOR, &name) == 0 ? name : NULL;
}

static inline int cle_set_history(EditLine *editor, History *entries) {
    return el_set(editor, EL_HIST, history, entries);
}

static inline int cle_set_data(EditLine *editor, void *data) { return el_set(editor, EL_CLIENTDATA, data); }

static inline void *cle_data(EditLine *editor) {
    void *data = NULL;
    return el_get(editor, EL_CLIENTDATA, &data) == 0 ? data : NULL;
}

static inline int cle_history_limit(History *entries, int count) {
    HistEvent event;
    return history(entries, &event, H_SETSIZE, count);
}

static inline int cle_history_enter(History *entries, const char *line) {
    HistEvent event;
    return history(entries, &event, H_ENTER, line);
}

/// Writes to the stream that the editor writes to, so that the two keep their order.
static inline void cle_write(const char *text) {
    fputs(text, stdout);
    fflush(stdout);
}

#endif
