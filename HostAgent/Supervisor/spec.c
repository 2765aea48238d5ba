#define _GNU_SOURCE
#include "spec.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "news.h"

/* What is not read yet. A power failure may have cut it short, so each string is looked for only as far as it goes. */
struct rest { char *at, *end; };

static char *string(struct rest *rest)
{
    char *text = rest->at, *end = memchr(text, 0, rest->end - text);
    if (!end)
        fail("spec", EINVAL);
    rest->at = end + 1;
    return text;
}

static char **strings(struct rest *rest)
{
    long count = atol(string(rest));
    if (count < 0 || count > 100000)
        fail("spec", EINVAL);
    char **list = calloc(count + 1, sizeof *list);
    if (!list)
        fail("spec", ENOMEM);
    for (long i = 0; i < count; i++)
        list[i] = string(rest);
    return list;
}

/* Whose it is, as numbers: the host's names of users are beyond a static program. Empty: the agent's own. */
static void read_user(struct spec *spec, struct rest *rest)
{
    char *user = string(rest);
    spec->changes_user = *user != 0;
    spec->user = strtoul(user, NULL, 10);
    spec->group = strtoul(string(rest), NULL, 10);
    char **groups = strings(rest);
    for (spec->group_count = 0; groups[spec->group_count]; spec->group_count++)
        ;
    spec->groups = calloc(spec->group_count + 1, sizeof *spec->groups);
    if (!spec->groups)
        fail("spec", ENOMEM);
    for (int i = 0; i < spec->group_count; i++)
        spec->groups[i] = strtoul(groups[i], NULL, 10);
}

static void read_limits(struct limits *limits, struct rest *rest)
{
    limits->group = string(rest);
    limits->memory = atoll(string(rest));
    limits->cpu_percent = atoi(string(rest));
    limits->cpu_seconds = atoll(string(rest));
    limits->processes = atoll(string(rest));
    limits->files = atoll(string(rest));
}

/*
 * Its own length in ten digits, boot id, working directory, input, cap of the output in bytes, columns and rows of the terminal (0: there is
 * none), milliseconds without input after which it is ended (0: it takes none), umask, nice, priority of its input and output as the kernel has it (0: none), whether the working directory is made (0 or 1), the
 * limits (limits.h, in that order), user (empty: the agent's), group, then three counted lists: supplementary groups, arguments and environment; all NUL-terminated.
 */
struct spec read_spec(int claim)
{
    struct spec spec;
    struct stat info;
    char *text = fstat(claim, &info) ? NULL : malloc(info.st_size + 1);
    if (!text || pread(claim, text, info.st_size, 0) != info.st_size)
        fail("spec", errno);
    struct rest rest = {text, text + info.st_size};
    long length = atol(string(&rest));
    if (length < rest.at - text || length > info.st_size)
        fail("spec", EINVAL);
    rest.end = text + length;
    string(&rest);
    spec.dir = string(&rest);
    spec.input = string(&rest);
    spec.output_cap = atoll(string(&rest));
    spec.columns = atoi(string(&rest));
    spec.rows = atoi(string(&rest));
    spec.idle_ms = atoll(string(&rest));
    spec.mask = atoi(string(&rest));
    spec.nice = atoi(string(&rest));
    spec.io = atoi(string(&rest));
    spec.makes_dir = atoi(string(&rest));
    read_limits(&spec.limits, &rest);
    read_user(&spec, &rest);
    spec.argv = strings(&rest);
    spec.env = strings(&rest);
    if (!spec.argv[0] || spec.output_cap < 0 || spec.columns < 0 || spec.columns > 65535 || spec.rows < 0 || spec.rows > 65535 || spec.idle_ms < 0)
        fail("spec", EINVAL);
    return spec;
}

void exec_on_path(struct spec *spec)
{
    const char *path = "/usr/local/bin:/usr/bin:/bin", *name = spec->argv[0];
    char full[4096];
    int error = ENOENT;
    if (strchr(name, '/')) {
        execve(name, spec->argv, spec->env);
        return;
    }
    for (char **e = spec->env; *e; e++)
        if (!strncmp(*e, "PATH=", 5))
            path = *e + 5;
    for (const char *next; *path; path = next) {
        int length = strcspn(path, ":");
        next = path + length + (path[length] == ':');
        if (!length || snprintf(full, sizeof full, "%.*s/%s", length, path, name) >= (int)sizeof full)
            continue;
        execve(full, spec->argv, spec->env);
        if (errno != ENOENT && errno != ENOTDIR)
            error = errno;
        if (errno == E2BIG || errno == ENOMEM || errno == ENOEXEC)
            break;
    }
    errno = error;
}
