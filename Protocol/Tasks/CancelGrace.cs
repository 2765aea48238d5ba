namespace OrleansOps.Protocol;

/// <summary>How a task is ended: SIGINT, a wait, SIGTERM, a wait, SIGKILL. A signal without a wait is not sent.</summary>
/// <param name="InterruptMs">Milliseconds after SIGINT. Default 7,500, as in the GitHub runner.</param>
/// <param name="TerminateMs">Milliseconds after SIGTERM. Default 2,500.</param>
public sealed record CancelGrace(int InterruptMs, int TerminateMs)
{
    public static readonly CancelGrace Default = new(7_500, 2_500);
}
