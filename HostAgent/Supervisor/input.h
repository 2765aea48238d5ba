/* What is typed into the terminal of a task, and how large that is. */
#include <poll.h>

/* Takes it from now on at NAME.tty, a socket of the attempt; so many milliseconds without any are too many. Returns -1 where that cannot be. */
int take_input(const char *name, int terminal, long long idle_ms);

/* What to wait for: two entries. */
void expect_input(struct pollfd *events);

/* Types what has come. */
void hear_input(const struct pollfd *events);

/* Until nobody has typed for too long, in milliseconds; -1: never. */
int until_idle(void);

/* Nobody has typed for too long: everything that has the terminal is told that it is gone, as after a logout. Returns whether that is so, once. */
int hang_up_if_idle(void);
