using System.Globalization;

namespace OrleansOps.Tasks;

/// <summary>What operators are told of a task that went over one of its limits.</summary>
internal static class LimitReasons
{
    private const int Memory = 6001;
    private const int Cpu = 6002;
    private const int Idle = 6003;

    private static readonly string[] Units = ["bytes", "KiB", "MiB", "GiB", "TiB"];

    /// <param name="limits">What it was allowed.</param>
    /// <param name="idle">How long it was to wait for input; null: it took none.</param>
    /// <param name="failure">Which limit it was: a number of docs/errors.md.</param>
    public static Said Of(TaskLimits? limits, TimeSpan? idle, int? failure) => (failure, limits) switch
    {
        (Idle, _) when idle is { } time => Said.Of("idleLimit", $"Nobody typed into it for {Spans.Text(time)}, and it was ended with everything it had started.", ("idleSeconds", time)),
        (Memory, { MemoryBytes: { } bytes }) => Said.Of("memoryLimit", $"It used more than {Size(bytes)} of memory{Ended}", ("memoryBytes", bytes)),
        (Cpu, { CpuSeconds: { } seconds }) => Said.Of("cpuLimit", $"It used more than {Spans.Text(TimeSpan.FromSeconds(seconds))} of processor time{Ended}", ("cpuSeconds", seconds)),
        (_, { Processes: { } count }) => Said.Of("processLimit", $"It had more than {count} processes and threads{Ended}", ("processes", count)),
        _ => Said.Of("limitExceeded", $"It went over one of its limits{Ended}"),
    };

    private const string Ended = " and was ended with everything it had started.";

    /// <summary>In the largest unit of which it is a whole number.</summary>
    private static string Size(long bytes)
    {
        var unit = 0;
        while (bytes % 1024 == 0 && unit < Units.Length - 1)
        {
            (bytes, unit) = (bytes / 1024, unit + 1);
        }

        return string.Create(CultureInfo.InvariantCulture, $"{bytes} {Units[unit]}");
    }
}
