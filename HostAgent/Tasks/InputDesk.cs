using OrleansOps.HostAgent.Logs;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Tasks;

/// <summary>
/// Takes what is typed into the terminals of tasks. It knows nothing of it afterwards, and writes nothing of it down: how far each terminal is, its supervisor counts. A
/// terminal whose programs do not read keeps nobody waiting, it takes nothing and says so.
/// </summary>
internal sealed class InputDesk(HeldAttempts held, ITaskHost host, FollowedLogs logs, Reports reports)
{
    private readonly Dictionary<AttemptId, int> _waiting = [];

    public async Task Type(TypeInput input) => reports.Typed(await Typed(new AttemptId(input.TaskId, input.Attempt), input));

    private async Task<InputTyped> Typed(AttemptId id, TypeInput input)
    {
        if (Problem(id, input) is { } code)
        {
            return new InputTyped(input.Number, code);
        }

        _waiting[id] = _waiting.GetValueOrDefault(id) + 1;
        long? typed;
        try
        {
            typed = await host.Type(input);
        }
        finally
        {
            if (--_waiting[id] == 0)
            {
                _waiting.Remove(id);
            }
        }

        logs.Hurry(id);   // the echo is there in a moment, and somebody looks at the screen
        return typed is { } count ? new InputTyped(input.Number, InputCode.Typed, count) : new InputTyped(input.Number, Running(id) ?? InputCode.Busy);
    }

    private InputCode? Problem(AttemptId id, TypeInput input) => Running(id)
        ?? (held.Find(id) is { Order.InputIdleMs: null } ? InputCode.TakesNone
            : !IsWithinLimits(input) ? InputCode.Refused
            : _waiting.GetValueOrDefault(id) >= Limits.InputsWaiting ? InputCode.Busy
            : null);

    private InputCode? Running(AttemptId id) => held.Find(id) switch
    {
        null or { Report: not null } => InputCode.Over,
        { Phase: HeldPhase.Waiting } => InputCode.NotRunning,
        _ => null,
    };

    private static bool IsWithinLimits(TypeInput input) =>
        input is { At: >= 0 and <= Limits.AllInputBytes, Data: null or { Length: <= Limits.InputBytes } }
        && input.At + (input.Data?.Length ?? 0) <= Limits.AllInputBytes
        && input.Size is null or { Columns: >= 1 and <= Limits.TerminalCells, Rows: >= 1 and <= Limits.TerminalCells };
}
