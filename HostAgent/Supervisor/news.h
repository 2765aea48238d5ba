/* What happens to an attempt: each line is written to its record, and the agent is told. */

/* Where the agent hears the supervisors, and the longest name that an attempt may have with its ending. */
enum { NEWS = 4, NAME_LENGTH = 128 };

/* News are about this attempt from now on. */
void begin_news(const char *name);

/* They are written to this file from now on. */
void write_news_to(int record);

void say(const char *line, int length);

/* Whether something was said that the agent was not told. */
int is_untold(void);

/* Tells the agent what was said since. An agent that is too busy is told later, or waited for if this is the last word. */
void tell(int last);

/* Says that no process came to be, and ends the supervisor. */
void fail(const char *stage, int error) __attribute__((noreturn));
