using OrleansOps.Tasks;

namespace OrleansOps.Operators.Tasks;

/// <summary>From what happened to a task to the number that says so. docs/errors.md is this table, and a test compares both, line by line.</summary>
internal static class TaskErrors
{
    private const string Execution = "TASK_EXECUTION_FAILED";
    private const string Limit = "TASK_LIMIT_EXCEEDED";
    private const string Directory = "WORK_DIR_ERROR";
    private const string Transfer = "FILE_TRANSFER_FAILED";

    public static IReadOnlyList<Api.TaskError> All { get; } =
    [
        Row(1003, Execution, "A user, a group or a time zone that it asks for is not on the host.", "Create what its reason names, or name another."),
        Row(1004, "TASK_TIMEOUT", "It ran longer than it may.", "Give it more time, or see in its output what it waited for."),
        Row(2001, "CONNECTION_FAILED", "What its file was to come from could not be reached, or stopped answering.", "Look from the host whether its reason's address can be reached, and submit it again."),
        Row(2003, Transfer, "What its file was to come from refused it.", "Look at the address and at what the headers say (file.url, file.headers)."),
        Row(3000, Execution, "It could not be started.", "Its reason says what the host lacked."),
        Row(3001, Execution, "A program that it needs is not on the host.", "Install what its reason names, or give the full path of the program."),
        Row(3003, Execution, "The host's system does not let its user do that.", "Look at the mode and the owner of what its reason names."),
        Row(3004, Execution, "A signal ended it.", "Its reason says which. The host's log says who sent it."),
        Row(3005, Execution, "It ended with another exit code than 0.", "Read its output: the script or the program says what it missed."),
        Row(4000, Transfer, "What came of its file has another size or another content than was announced.", "Look at what is announced (file.sha256, file.sizeBytes), and whether the file has changed."),
        Row(4001, Directory, "A file or a directory that it needs is not there, such as its working directory.", "Make what its reason names, or name another."),
        Row(4002, Transfer, "What it was to bring could not be read, or is no file.", "Its reason or its output says what. Name what can be read, or ask for directories too (collect.recursive)."),
        Row(4003, Transfer, "Its file could not be written there.", "Its reason says what stands in the way."),
        Row(4004, Directory, "A file or a directory may not be used by its user: its working directory, or where its file goes.", "Look at the mode and the owner of what its reason names and of the directories above it."),
        Row(4005, Transfer, "The host's disk has no room for its file.", "Free some of the disk that its reason names, or choose another."),
        Row(6000, Limit, "It went over a limit: it had more processes than it may.", "Allow it more (limits.processes), or see in its output what it starts again and again."),
        Row(6001, Limit, "It used more memory than it may.", "Allow it more (limits.memoryBytes), or let it do less at a time."),
        Row(6002, Limit, "It used more processor time than it may.", "Allow it more (limits.cpuSeconds), or see in its output what it computed for so long."),
        Row(6003, Limit, "Nobody typed into it for as long as it waits for input.", "Open another shell, or let it wait longer (input.idleSeconds)."),
    ];

    /// <summary>What went wrong with a task; null while nothing has, or where nobody knows what.</summary>
    public static Api.TaskError? Of(TaskView task) => Code(task) is { } code ? All.FirstOrDefault(row => row.Code == code) : null;

    private static int? Code(TaskView task) => (task.Phase, task.Result) switch
    {
        (TaskPhase.TimedOut, _) => 1004,
        (TaskPhase.Failed, { Failure: { } failure }) => failure,
        (TaskPhase.Failed, { Outcome: TaskOutcome.CouldNotStart }) => 3000,
        (TaskPhase.Failed, { Signal: not null }) => 3004,
        (TaskPhase.Failed, _) => 3005,
        _ => null,
    };

    private static Api.TaskError Row(int code, string name, string title, string advice) => new() { Code = code, Name = name, Title = title, Advice = advice };
}
