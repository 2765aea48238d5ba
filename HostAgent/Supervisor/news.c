#define _GNU_SOURCE
#include "news.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "proc.h"

/* One message: the name of the attempt, then the lines that were not told. */
static char news[1024];
static int heading, length, record = -1;

void begin_news(const char *name)
{
    heading = length = snprintf(news, sizeof news, "%s\n", name);
}

void write_news_to(int file)
{
    record = file;
}

void say(const char *line, int bytes)
{
    ssize_t kept = record < 0 ? 0 : write(record, line, bytes);
    (void)kept;   /* only a full disk: the agent hears it all the same, or finds an attempt without an end */
    if (length + bytes <= (int)sizeof news) {
        memcpy(news + length, line, bytes);
        length += bytes;
    }
}

int is_untold(void)
{
    return length > heading;
}

void tell(int last)
{
    if (send(NEWS, news, length, MSG_NOSIGNAL | (last ? 0 : MSG_DONTWAIT)) >= 0 || errno != EAGAIN)
        length = heading;   /* told, or the agent is dead: its next life reads the record */
}

void fail(const char *stage, int error)
{
    char line[128];
    say(line, snprintf(line, sizeof line, "F %s %d %lld\n", stage, error, clock_us(CLOCK_REALTIME)));
    tell(1);
    _exit(0);
}
