using OrleansOps.Protocol;
using OrleansOps.Tasks;

namespace OrleansOps.Sockets.Messages;

/// <summary>Turns what is typed into the agent's words, and checks what it says to that.</summary>
internal static class InputMessages
{
    public static TypeInput ToMessage(this TerminalInput input, long number, string taskId, int attempt) => new(
        number, taskId, attempt, input.At, input.Data, input.Size is { } size ? new Protocol.TerminalSize(size.Columns, size.Rows) : null);

    /// <summary>About how many bytes it takes on the socket.</summary>
    public static int SizeOf(TerminalInput input) => 256 + (4 * (input.Data?.Length ?? 0) / 3);

    public static InputTyped Checked(InputTyped report)
    {
        Check.Given(report, "report");
        Check.Range(report.Typed, 0, Limits.AllInputBytes, "typed");
        return report;
    }

    /// <summary>A newer agent may say why by a code that is not known here: then nothing can be typed now.</summary>
    public static TerminalReply ToGrain(this InputTyped report) =>
        new(Enum.IsDefined(report.Code) ? (TerminalStatus)report.Code : TerminalStatus.Busy, report.Typed);
}
