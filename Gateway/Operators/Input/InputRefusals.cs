using OrleansOps.Http;
using OrleansOps.Protocol;
using OrleansOps.Tasks;

namespace OrleansOps.Operators.Input;

/// <summary>Why something cannot be typed into a task.</summary>
internal static class InputRefusals
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    /// <summary>What is wrong with the bytes themselves.</summary>
    public static Refusal? Broken(Api.AddInput input) => input switch
    {
        { At: null } => Refusal.Bad(Api.ProblemCodes.MissingField, "at", "'at' must say where the bytes stand among all that are typed into the task; GET of this address says where the next one stands."),
        { Data: null or { Length: 0 } } => Refusal.Bad(Api.ProblemCodes.MissingField, "data", "'data' must be the bytes, as base64."),
        { Data.Length: > Limits.InputBytes } => Refusal.Bad(Api.ProblemCodes.InputTooLarge, "data", $"'data' has {input.Data.Length} bytes; the limit is {Limits.InputBytes}. Send it in pieces."),
        { At: var at } when at < 0 || at > Limits.AllInputBytes - input.Data.Length => Refusal.Bad(
            Api.ProblemCodes.OutOfRange, "at", $"'at' is {at}; it must be 0 or more, and all that is typed into one task is {Limits.AllInputBytes} bytes at most. Put larger things on the host as a file."),
        _ => null,
    };

    public static Refusal? Broken(Api.ResizeTerminal size) => Cells("columns", size.Columns) ?? Cells("rows", size.Rows);

    /// <summary>Why nothing is typed into it as it stands; null if its host is to be asked.</summary>
    public static Refusal? Of(TaskView task) => task switch
    {
        { Spec.InputIdle: null } => TakesNone(task),
        _ when task.Phase.IsTerminal() => Over(task),
        { Phase: TaskPhase.Queued or TaskPhase.Sent } => NotRunning(task),
        _ => null,
    };

    /// <summary>What the host says to it; null if it was typed.</summary>
    public static Refusal? Of(TaskView task, TerminalReply reply, long at) => reply switch
    {
        { Status: TerminalStatus.Typed } => reply.Typed >= at ? null : new Refusal(
            Api.ProblemCodes.InputGap, "Bytes before these were not typed yet.", $"'at' is {at}, and {reply.Typed} bytes were typed so far. Nothing of it was typed: send what stands from {reply.Typed} on.")
        { Field = "at" },
        { Status: TerminalStatus.NotRunning } => NotRunning(task),
        { Status: TerminalStatus.Over } => Over(task),
        { Status: TerminalStatus.TakesNone or TerminalStatus.Refused } => TakesNone(task),
        { Status: TerminalStatus.Away } => new Refusal(
            Api.ProblemCodes.HostAway, $"Host '{task.Spec.AgentName}' is not connected.", "The task runs on there. Ask again: what was typed already is not typed twice.")
        { RetryAfter = Soon },
        _ => new Refusal(
            Api.ProblemCodes.InputBusy, $"The terminal of task '{task.Id}' does not answer now.", "Ask again: what was typed already is not typed twice.")
        { RetryAfter = Soon },
    };

    private static Refusal TakesNone(TaskView task) => new(
        Api.ProblemCodes.TakesNoInput, $"Task '{task.Id}' takes no input.", "Only what was submitted with 'input' does, on a host whose agent knows it. Nothing was typed.");

    private static Refusal Over(TaskView task) => new(
        Api.ProblemCodes.InputClosed, $"Task '{task.Id}' is over.", "Nothing was typed. Its output is in its log.")
    { See = $"GET /api/v1/tasks/{task.Id}/recording" };

    private static Refusal NotRunning(TaskView task) => new(
        Api.ProblemCodes.NotRunning, $"Task '{task.Id}' does not run yet.", "Nothing was typed. Wait until its host has started it.")
    { RetryAfter = Soon };

    private static Refusal? Cells(string field, int? value) => value is >= 1 and <= Limits.TerminalCells
        ? null
        : Refusal.Bad(Api.ProblemCodes.OutOfRange, field, $"'{field}' must be 1 to {Limits.TerminalCells}.");
}
