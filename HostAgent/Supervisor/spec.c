#define _GNU_SOURCE
#include "spec.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "news.h"

static char **strings(char **at, char *end)
{
    long count = *at < end ? atol(*at) : -1;
    if (count < 0 || count > 100000)
        fail("spec", EINVAL);
    char **list = calloc(count + 1, sizeof *list);
    if (!list)
        fail("spec", ENOMEM);
    *at += strlen(*at) + 1;
    for (long i = 0; i < count; i++, *at += strlen(*at) + 1) {
        if (*at >= end)
            fail("spec", EINVAL);
        list[i] = *at;
    }
    return list;
}

/*
 * Its own length in ten digits, boot id, working directory, input, cap of the output in bytes, then two counted lists: arguments and
 * environment; all NUL-terminated.
 */
struct spec read_spec(int claim)
{
    struct spec spec;
    struct stat info;
    char *text = fstat(claim, &info) ? NULL : malloc(info.st_size + 1);
    if (!text || pread(claim, text, info.st_size, 0) != info.st_size)
        fail("spec", errno);
    text[info.st_size] = 0;
    char *end = text + atol(text), *at = text + strlen(text) + 1;
    if (end > text + info.st_size)
        fail("spec", EINVAL);
    at += strlen(at) + 1;
    spec.dir = at < end ? at : end;
    at += strlen(at) + 1;
    spec.input = at < end ? at : end;
    at += strlen(at) + 1;
    spec.output_cap = at < end ? atoll(at) : 0;
    at += strlen(at) + 1;
    spec.argv = strings(&at, end);
    spec.env = strings(&at, end);
    if (!spec.argv[0])
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
