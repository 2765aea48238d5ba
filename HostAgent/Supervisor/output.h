/* The output of a task: two pipes that it writes to or one terminal, a file for each, and one for their order. */

/* Sets the files of an attempt, of which so many bytes are kept. */
void name_outputs(const char *name, long long cap);

/* Opens its pipes. Gives the ends that the task writes to, or -1. */
int open_pipes(int writers[2]);

/* Opens its terminal: all that is written there is its first stream. Gives the end that the task has, or -1. is_typed: somebody will type. */
int open_terminal(int columns, int rows, int is_typed);

/* The end of the terminal that is the supervisor's. */
int own_end(void);

/* Whether the agent has said that it is ending the tree. */
int is_ending(void);

/* Sleeps until there is output, a signal, or so many milliseconds are over. Whoever died before it returns can be collected. */
void wait_for_output(int signals, int timeout);

/* Moves what there is, once for each pass. Returns whether the pipes are empty and everything is in the files: the last pass found nothing. */
int move_output(int signals, int passes, int give_up);

/* How many of the last bytes of a stream its file lacks. */
long long dropped_of(int stream);

/* Nothing is kept from here on. */
void stop_keeping(void);

/* Reads what still comes, so that nobody dies of SIGPIPE. Returns whether somebody may still write. */
int discard_output(void);
