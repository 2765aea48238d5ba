#include <sys/types.h>

#include "limits.h"

/* What to run, as the agent wrote it down. */
struct spec {
    char *dir, *input, **argv, **env;
    long long output_cap, idle_ms;   /* without input; 0: it takes none */
    int columns, rows, mask, nice, io, makes_dir, changes_user, group_count;
    uid_t user;
    gid_t group, *groups;
    struct limits limits;
};

struct spec read_spec(int claim);

/* Becomes the program; returns only if that cannot be, with errno saying why. */
void exec_on_path(struct spec *spec);
