/*
 * Moves the output of a task from its pipes, or its terminal, to its files, and notes in which order it was written.
 *
 * The order. Reading two pipes does not tell which was written first, so each write sends a signal (O_ASYNC, F_SETSIG): real-time signals queue,
 * and the queue is the order of the writes. Pipes in packet mode (O_DIRECT) keep one write apart from the next. So one signal stands for one
 * read, however late this process comes to it. Where a signal or a packet boundary is missing (an older kernel, a pipe that was full, a descriptor
 * that the task opened anew by its path), what was read is all there and only its place among the other stream's bytes is less exact.
 * A stream that alone prints very much is read without either, until the other one speaks or it rests.
 *
 * A terminal has one queue for all that is written to it, so nothing of this is needed there.
 *
 * What is noted, NAME.order: 16 bytes for each run of bytes of one stream, in their order: when they were read (microseconds), and where they
 * end in their stream (offset * 2 + stream). It is written before the bytes are, so that bytes that nothing is noted of are at the end of all
 * that was. It need not be: of one short run nothing is noted, and without the file nothing but the order is lost.
 */
#define _GNU_SOURCE
#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/signalfd.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

#include "input.h"
#include "news.h"
#include "proc.h"

enum { CHUNK = 65536, RETRY_MS = 250, MOST_WORDS = 4096, MANY_WORDS = 16, PIPE = 262144, WIDE_PIPE = 1048576, FLOOD_PIPE = 65536, WORD_MS = 10 };
enum { RUN_US = 5000, FLOOD_WRITES = 256, FLOOD_US = 50000, REST_MS = 10 };

/* held: bytes of the buffer that go to the file; after them loose ones, read and not yet given their place. end, noted: offsets in the stream. */
struct output { int pipe, writer, file, told, slots, is_anew, has_blocks; size_t held, written, loose; long long end, noted, dropped; char path[NAME_LENGTH], bytes[CHUNK]; };

static struct output outputs[2];
static long long room;   /* bytes of output that may still be kept, of both streams together */
static long page;

/* Which stream each write went to of which we have heard and that was not taken; told counts them for each stream. */
static unsigned char words[MOST_WORDS];
static int next_word, end_word, is_wide;
static int ending, has_died;
static int is_terminal;

/* Bytes that were taken last: their stream, and since when there was nothing else between them. */
static int run = -1;
static long long run_at;

static struct { long long at, end; } marks[MOST_WORDS + 4];
static char order_path[NAME_LENGTH];
static int marked, order = -1;
static off_t order_end;

static int flood = -1, streak_of, streak;   /* flood: the stream that is read without signals */
static long long streak_at;

static void keep_exact(struct output *o, int exact)
{
    fcntl(o->pipe, F_SETFL, O_NONBLOCK | (exact ? O_ASYNC : 0));
    int flags = fcntl(o->writer, F_GETFL);   /* the task may have set others */
    if (flags >= 0)
        fcntl(o->writer, F_SETFL, exact ? flags | O_DIRECT : flags & ~O_DIRECT);
}

static void widen(int bytes)
{
    for (int i = 0; i < 2; i++) {
        int size = i == flood ? -1 : fcntl(outputs[i].pipe, F_SETPIPE_SZ, bytes);
        if (size > 0)   /* else the pipes of this user have no more */
            outputs[i].slots = size / page;
    }
}

void name_outputs(const char *name, long long cap)
{
    static const char *endings[] = {"out", "err"};
    room = cap;
    page = sysconf(_SC_PAGESIZE);
    snprintf(order_path, NAME_LENGTH, "%s.order", name);
    for (int i = 0; i < 2; i++) {
        struct output *o = &outputs[i];
        snprintf(o->path, NAME_LENGTH, "%s.%s", name, endings[i]);
        o->file = o->pipe = o->writer = -1;
        o->slots = MOST_WORDS;
    }
}

/* Where nobody types, lines end as they were written, without a CR, so that a log is one whoever printed it, and whoever reads finds the end at once. */
static void be_silent(struct termios *mode)
{
    mode->c_oflag &= ~OPOST;
    mode->c_lflag &= ~(ICANON | ECHO);
    mode->c_cc[VMIN] = mode->c_cc[VTIME] = 0;
}

int open_terminal(int columns, int rows, int is_typed)
{
    struct output *o = &outputs[0];
    struct winsize size = {rows, columns, 0, 0};
    struct termios mode;
    is_terminal = 1;
    o->pipe = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (o->pipe < 0 || unlockpt(o->pipe) || (o->writer = ioctl(o->pipe, TIOCGPTPEER, O_RDWR | O_NOCTTY | O_CLOEXEC)) < 0 || tcgetattr(o->writer, &mode))
        return -1;
    if (is_typed)
        mode.c_iflag |= IUTF8;   /* so that a character is erased as a whole */
    else
        be_silent(&mode);
    if (tcsetattr(o->writer, TCSANOW, &mode) || ioctl(o->writer, TIOCSWINSZ, &size) || fcntl(o->pipe, F_SETFL, O_NONBLOCK))
        return -1;
    return o->writer;
}

int own_end(void)
{
    return outputs[0].pipe;
}

int open_pipes(int writers[2])
{
    for (int i = 0; i < 2; i++) {
        struct output *o = &outputs[i];
        int ends[2];
        if (pipe2(ends, O_CLOEXEC | O_DIRECT) && pipe2(ends, O_CLOEXEC))
            return -1;
        o->pipe = ends[0];
        o->writer = writers[i] = ends[1];
        fcntl(o->pipe, F_SETSIG, SIGRTMIN);
        fcntl(o->pipe, F_SETOWN, getpid());
        fcntl(o->pipe, F_SETFL, O_NONBLOCK | O_ASYNC);
    }
    widen(PIPE);
    return 0;
}

int is_ending(void)
{
    return ending;
}

long long dropped_of(int stream)
{
    return outputs[stream].dropped;
}

/* A pipe that is full holds the task up, and the one who finds it so says one word more before he waits: it stands for no write. */
static void hear_word(int stream)
{
    struct output *o = &outputs[stream];
    if (end_word == MOST_WORDS || o->told == o->slots)
        return;
    words[end_word++] = stream;
    if (++o->told == MANY_WORDS && !is_wide++)
        widen(WIDE_PIPE);
}

static void hear(int signals)
{
    struct signalfd_siginfo news[64];
    ssize_t n = sizeof news;
    memmove(words, words + next_word, end_word -= next_word);
    next_word = 0;
    while (n == sizeof news && (n = read(signals, news, sizeof news)) > 0)
        for (int i = 0; i < n / (int)sizeof *news; i++) {
            ending |= news[i].ssi_signo == SIGUSR1;
            has_died |= news[i].ssi_signo == SIGCHLD;
            if (news[i].ssi_signo == (unsigned)SIGRTMIN)
                hear_word((int)news[i].ssi_fd == outputs[1].pipe);
        }
}

static void mark_run(void)
{
    struct output *o = &outputs[run < 0 ? 0 : run];
    if (o->noted == o->end)
        return;
    marks[marked].at = run_at;
    marks[marked++].end = o->end * 2 + run;
    o->noted = o->end;
}

static void write_marks(void)
{
    if (marked && order < 0)
        order = open(order_path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    ssize_t length = marked * sizeof *marks;
    if (marked && pwrite(order, marks, length, order_end) == length)
        order_end += length;   /* else they are lost, as on a full disk, and the next ones are written in their place */
    marked = 0;
}

/* Gives loose bytes of a stream their place behind all that was taken. What is above the cap is only counted, so that the script is not held up. */
static void place(int stream, size_t bytes, long long now)
{
    struct output *o = &outputs[stream];
    size_t kept = (long long)bytes < room ? bytes : (size_t)room;
    if (kept < bytes && !outputs[0].dropped && !outputs[1].dropped)
        say("O\n", 2);
    if (kept && (run != stream || now - run_at >= RUN_US)) {
        mark_run();
        run = stream;
        run_at = now;
    }
    memmove(o->bytes + o->held + kept, o->bytes + o->held + bytes, o->loose - bytes);
    room -= kept;
    o->dropped += bytes - kept;
    o->end += kept;
    o->held += kept;
    o->loose -= bytes;
}

/* Reads what one write left in the pipe: one packet, or several of which all but the last are full. Returns whether there was room for it. */
static int read_one(struct output *o)
{
    for (ssize_t n = page; n > 0 && n % page == 0;) {
        size_t left = CHUNK - o->held - o->loose;
        if (left < (size_t)page)
            return 0;
        n = read(o->pipe, o->bytes + o->held + o->loose, left);
        o->loose += n > 0 ? n : 0;
    }
    return 1;
}

/* Of what was read together, with more writes told of and nothing more in the pipe: the lines of one write, one for each that is to come. */
static size_t part_of(struct output *o, int signals)
{
    int more, lines = 0;
    if (o->loose < 2 || !memchr(o->bytes + o->held, '\n', o->loose - 1))
        return o->loose;   /* one line at most is one write, and costs no question */
    hear(signals);   /* the next writes may have come between the word of this one and the reading, and some of the other stream among them */
    while (o->told && !ioctl(o->pipe, FIONREAD, &more) && more) {
        if (!o->is_anew || !read_one(o))
            return o->loose;
        hear(signals);   /* of what came since; else its words would be counted for lines that were read before */
    }
    if (!o->told && !o->is_anew)
        return o->loose;
    const char *bytes = o->bytes + o->held, *at = bytes, *end = bytes + o->loose;
    for (const char *line = bytes; line < end && (line = memchr(line, '\n', end - line)); line++)
        lines++;
    if (lines == o->told + 2 && next_word < end_word && !o->has_blocks) {
        struct pollfd word = {signals, POLLIN, 0};
        int told = o->told;   /* whoever writes may have been stopped between his write and its word */
        for (int ms = WORD_MS; o->told == told && ms > 0 && poll(&word, 1, 1) >= 0; ms--)
            hear(signals);
        o->has_blocks = o->told == told;   /* no, it is several lines in one write: that is not waited for again */
    }
    if (!o->told)
        return o->loose;
    if (lines > 1) {   /* the task opened the pipe by its path: many writes share a slot, and one reading takes them all */
        o->slots = MOST_WORDS;
        o->is_anew = 1;
    }
    if (lines <= o->told)
        lines = o->told + 1;
    for (int left = lines - o->told; left && (at = memchr(at, '\n', end - at)); left--)
        at++;
    return at ? (size_t)(at - bytes) : o->loose;
}

static void calm(void)
{
    keep_exact(&outputs[flood], 1);
    flood = -1;
    widen(WIDE_PIPE);
}

static void watch_for_flood(int stream, long long now)
{
    if (stream != streak_of || ++streak == FLOOD_WRITES) {
        if (stream == streak_of && now - streak_at < FLOOD_US) {
            keep_exact(&outputs[flood = stream], 0);
            fcntl(outputs[stream].pipe, F_SETPIPE_SZ, FLOOD_PIPE);   /* what is in the processor's cache is read faster */
        }
        streak_of = stream;
        streak_at = now;
        streak = 0;
    }
}

/* Takes what is there without word: of a stream that sends none, or where none came. */
static int sweep(int stream, long long now)
{
    struct output *o = &outputs[stream];
    ssize_t n = 0;
    size_t left;
    while ((left = CHUNK - o->held - o->loose) >= (size_t)page && (n = read(o->pipe, o->bytes + o->held + o->loose, left)) > 0)
        o->loose += n;
    n = o->loose;
    place(stream, n, now);
    return n > 0;
}

static int is_without_word(int signals)
{
    int bytes[2] = {0, 0};
    for (int i = 0; i < 2; i++)
        ioctl(outputs[i].pipe, FIONREAD, &bytes[i]);
    if (!bytes[0] && !bytes[1])
        return 0;
    struct pollfd word = {signals, POLLIN, 0};
    if (poll(&word, 1, WORD_MS) > 0)   /* it is on its way; an older kernel sends none unless the pipe was empty */
        hear(signals);
    return next_word == end_word;
}

static int is_filling(void)
{
    return outputs[0].told > outputs[0].slots / 4 * 3 || outputs[1].told > outputs[1].slots / 4 * 3;
}

/* Takes what the task wrote, as far as there is room. Returns whether there was anything. */
static int take(int signals)
{
    static const struct timespec moment = {0, 50000};
    int taken = 0;
    if (next_word == end_word)
        hear(signals);
    for (int before = -1; is_filling() && before != end_word; hear(signals)) {
        before = end_word;
        nanosleep(&moment, NULL);   /* until it is full, and whoever finds it so has said it; or nobody writes */
    }
    long long now = clock_us(CLOCK_REALTIME);
    if (flood >= 0 || is_terminal)
        taken = sweep(is_terminal ? 0 : flood, now);
    else if (next_word == end_word && is_without_word(signals))
        taken = sweep(0, now) | sweep(1, now);
    while (next_word < end_word) {
        int stream = words[next_word];
        struct output *o = &outputs[stream];
        if (!o->loose && !read_one(o)) {   /* its rest comes when there is room */
            taken |= o->loose > 0;
            place(stream, o->loose, now);
            break;
        }
        next_word++;
        o->told--;
        taken = 1;
        place(stream, part_of(o, signals), now);
        if (flood < 0)
            watch_for_flood(stream, now);
        else if (stream != flood)
            calm();
    }
    if ((order >= 0 || marked) && run_at == now)
        mark_run();
    write_marks();
    return taken;
}

/* Returns whether all that was taken is in the file. A full disk holds it, and so the script. */
static int flush(struct output *o, int give_up)
{
    if (o->file < 0 && o->held)   /* not before there is something to write: most tasks print to one stream or none */
        o->file = open(o->path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);
    while (o->written < o->held) {
        ssize_t n = write(o->file, o->bytes + o->written, o->held - o->written);
        if (n >= 0)
            o->written += n;
        else if (errno == EINTR)
            continue;
        else if (!give_up)
            return 0;
        else
            break;
    }
    if (o->written < o->held) {
        o->dropped += o->held - o->written;
        room = 0;   /* nothing is kept any more, so that what is missing is one piece, the last */
    }
    memmove(o->bytes, o->bytes + o->held, o->loose);
    o->held = o->written = 0;
    return 1;
}

static int flush_all(int give_up)
{
    return flush(&outputs[0], give_up) & flush(&outputs[1], give_up);
}

int move_output(int signals, int passes, int give_up)
{
    int moved = 1;
    for (int pass = 0; flush_all(give_up); pass++) {
        if (!moved || pass == passes)
            return !moved && next_word == end_word;
        moved = take(signals);
    }
    return 0;
}

void wait_for_output(int signals, int timeout)
{
    int held = outputs[0].held || outputs[1].held;
    struct pollfd fds[5] = {{signals, POLLIN, 0}};
    for (int i = 0; i < 2; i++)
        fds[i + 1] = (struct pollfd){held ? -1 : outputs[i].pipe, POLLIN, 0};
    if (held && (timeout < 0 || timeout > RETRY_MS))
        timeout = RETRY_MS;
    if (flood >= 0 && (timeout < 0 || timeout > REST_MS))
        timeout = REST_MS;
    expect_input(fds + 3);
    int found = poll(fds, 5, has_died ? 0 : timeout);
    if (found > 0)
        hear_input(fds + 3);
    if (found == 0 && flood >= 0 && !held && !has_died)
        calm();
    hear(signals);
    has_died = 0;   /* who waits looks for the dead now; of those that come later we hear while the output is moved */
}

void stop_keeping(void)
{
    flood = -1;
    for (int i = 0; i < 2; i++) {
        fcntl(outputs[i].pipe, F_SETFL, O_NONBLOCK);
        close(outputs[i].writer);
    }
}

int discard_output(void)
{
    for (int i = 0; i < 2; i++) {
        struct output *o = &outputs[i];
        ssize_t n = o->pipe < 0 ? 1 : read(o->pipe, o->bytes, CHUNK);
        if (n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR)) {
            close(o->pipe);
            o->pipe = -1;
        }
    }
    return outputs[0].pipe >= 0 || outputs[1].pipe >= 0;
}
