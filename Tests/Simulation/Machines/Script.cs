using OrleansOps.Protocol;

namespace OrleansOps.Simulation.Machines;

/// <summary>What a task does when it runs: prints, lives for a while, leaves children, is deaf to signals.</summary>
/// <param name="Prints">What it writes, and when after its start.</param>
/// <param name="Lives">How long its root process lives if nobody ends it.</param>
/// <param name="Children">Processes that live on after the root.</param>
/// <param name="DeafTo">Polite signals that it ignores.</param>
/// <param name="Greedy">When it goes over its limits, if it has some; null: never.</param>
/// <param name="DiesSlowly">How long its last process may stay in the kernel after SIGKILL.</param>
internal sealed record Script(
    IReadOnlyList<(TimeSpan After, LogStream Stream, byte[] Bytes)> Prints,
    TimeSpan Lives,
    int ExitCode,
    int Children,
    IReadOnlyList<int> DeafTo,
    TimeSpan DiesSlowly,
    TimeSpan? Greedy = null);
