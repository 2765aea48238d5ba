using System.ComponentModel;
using OrleansOps.Tasks;

namespace OrleansOps.Api;

/// <summary>A task to run. What is left out has a default.</summary>
public sealed record SubmitTask
{
    [Description("Id of the host, or its name if no other host has the same.")]
    public string? Agent { get; init; }

    [Description("What to call it, 1 to 120 printable characters; need not be unique. Default: it goes by what it runs.")]
    public string? Name { get; init; }

    [Description("What to run it with; auto is whatever the script's first line (#!) names, the shell without one. The program must be on the host. named is a command that the host offers under a name (facts.commands of the host). file and collect run nothing: they put a file on the host, and bring some from it. May be left out with file or collect, and for a script whose first line names its interpreter (#!): that line is followed, its options too, and must not contradict this.")]
    public TaskKind? Kind { get; init; }

    [Description("The script, up to 131,072 bytes of UTF-8. Not with kind argv.")]
    public string? Script { get; init; }

    [Description("The script's bytes as base64, where they are no text. Not together with script.")]
    public byte[]? ScriptBase64 { get; init; }

    [Description("The file of kind file, which puts it on the host. Without script, argv, secrets, stdin, tty and workingDirectory.")]
    public SubmitFile? File { get; init; }

    [Description("What kind collect brings from the host into the store. Without script, argv, secrets, stdin, tty and workingDirectory.")]
    public SubmitCollect? Collect { get; init; }

    [Description("Files that it leaves, 1 to 100 paths in which * stands for any letters and ? for one: absolute, or below its working directory, out of which no link leads then. They are brought into the store when it has ended, also where it failed or its time was up, and not where it was cancelled; a directory as an archive (tar, gzip); 100 in all, 8 GiB, and what comes in 10 minutes. artifacts of the task names them, and reason what could not be brought. Not with kind file and collect.")]
    public IReadOnlyList<string>? Artifacts { get; init; }

    [Description("Takes the CR out of each CR LF in the script. Without it line ends are left as they are; windowsLineEnds says that there are some.")]
    public bool? UnixLineEnds { get; init; }

    [Description("Program and arguments for kind argv; name of the command and its arguments for kind named; arguments of the script otherwise.")]
    public IReadOnlyList<string>? Argv { get; init; }

    [Description("Variables added to the task's environment.")]
    public IReadOnlyDictionary<string, string>? Env { get; init; }

    [Description("Variables whose values are told to nobody but the host: they are stored sealed, and read back as null. Names must not stand in env too.")]
    public IReadOnlyDictionary<string, string?>? Secrets { get; init; }

    [Description("Variables that get the values of stored secrets (PUT /api/v1/secrets/{name}): variable and name of the secret. The value is the one that is stored when the task is sent to its host; a secret that is not there then, or not for that host, makes it 'rejected'. Names of variables must not stand in env or secrets too.")]
    public IReadOnlyDictionary<string, string>? StoredSecrets { get; init; }

    [Description("Variables out of secrets and storedSecrets whose values come as files: the variable has the path of a file with the value, that only the task's user can read, in memory where the host has room there (tmpfs), and that is gone when the task is over.")]
    public IReadOnlyList<string>? SecretFiles { get; init; }

    [Description("Absolute path of a directory that is there, or is made (createDirectory). Default: a directory of the task's own.")]
    public string? WorkingDirectory { get; init; }

    [Description("Text given on standard input, up to 131,072 bytes of UTF-8.")]
    public string? Stdin { get; init; }

    [Description("Bytes given on standard input, as base64. Not together with stdin.")]
    public byte[]? StdinBase64 { get; init; }

    [Description("How long it may run: 1 to 604800. Default: 7200.")]
    public int? TimeoutSeconds { get; init; }

    [Description("How long it may wait for its host: 1 to 604800. Default: 86400.")]
    public int? QueueSeconds { get; init; }

    [Description("How long each polite signal gets when the task is ended.")]
    public SubmitGrace? Grace { get; init; }

    [Description("Bytes of output that are kept, both streams together: 65536 to 68719476736. Default: 1073741824. What is printed beyond is counted and dropped.")]
    public long? LogCapBytes { get; init; }

    [Description("A terminal for what it prints; {} is one of 80 by 24. Default: none, standard output and standard error are two pipes. Nobody types unless it takes input: what reads from it finds the end.")]
    public SubmitTerminal? Tty { get; init; }

    [Description("Somebody types into its terminal (POST /api/v1/tasks/{id}/input), which it then has: {} is a wait of 30 minutes for each key. Without script and argv it is a shell, the login shell of its user; timeoutSeconds is 86400 then unless it is said. What is typed is stored nowhere; what the terminal shows is its log. Not with stdin, retry and onLost. Default: it takes none.")]
    public SubmitTerminalInput? Input { get; init; }

    [Description("What happens when an attempt that was started is lost: fail (default), or retry, which starts it again, three times in all at most. Only for what may run twice.")]
    public OnLost? OnLost { get; init; }

    [Description("How often it is started again when it fails: when it exits with another code than 0, a signal, a limit or its time ends it, or it cannot be started; not when it is cancelled, when some of its processes live on, or when its host is lost (onLost). All attempts write one log. Default: never.")]
    public SubmitRetry? Retry { get; init; }

    [Description("How long it and its log are kept once it is over: 60 to 31536000. Default: as long as others (Tasks:Retention, 7 days). Of more tasks than are kept in all, those go that ended first.")]
    public int? KeepSeconds { get; init; }

    [Description("A user of the host, for whom the task runs. Default: the one that other tasks of the host run for.")]
    public SubmitRunAs? RunAs { get; init; }

    [Description("What its new files do not allow, three or four octal digits. Default: 022.")]
    public string? Umask { get; init; }

    [Description("Makes the working directory, and those above it, as the task's user, who must be able to write there.")]
    public bool? CreateDirectory { get; init; }

    [Description("Its language and encoding (LANG and LC_ALL), such as C.UTF-8.")]
    public string? Locale { get; init; }

    [Description("Its time zone (TZ), such as Europe/Berlin; the host must have it.")]
    public string? TimeZone { get; init; }

    [Description("How far it stands back for other processes: 19 the most, -20 before all. Below 0 only where tasks run for root.")]
    public int? Nice { get; init; }

    [Description("How its disk input and output is served: idle, best-effort or realtime (only where tasks run for root), the last two with a place 0 to 7, such as best-effort:7.")]
    public string? IoNice { get; init; }

    [Description("What it may use. Default: as much as there is.")]
    public SubmitLimits? Limits { get; init; }

    [Description("A lock that it must have while it runs: of all tasks that name the same one, one runs at a time; the others wait, the one that was submitted first at their head, and waitingFor says which task has it. 1 to 64 characters out of A-Z, a-z, 0-9, '_', '-' and '.', the first a letter or a digit; with 'host:' before it each host has a lock of its own of that name. queueSeconds counts meanwhile. Default: none.")]
    public string? Lock { get; init; }

    [Description("Whose word it has, for hosts that run signed tasks alone. Not in a job; not read back, since it is for this id. Default: nobody's.")]
    public SubmitSignature? Signature { get; init; }

    [Description("Labels to find the task by.")]
    public IReadOnlyDictionary<string, string>? Labels { get; init; }
}
