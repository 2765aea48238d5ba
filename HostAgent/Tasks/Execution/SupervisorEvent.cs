using System.Globalization;
using OrleansOps.HostAgent.Linux;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Tasks;

/// <summary>One line of a supervisor's record. Supervisor/opsexec.c says what each means.</summary>
internal abstract record SupervisorEvent
{
    /// <summary>Nothing more will be heard of the supervisor.</summary>
    public bool IsLast => this is Failed or RootEnded { Over: true } or ClaimLost or Silenced;

    /// <summary>A supervisor holds the claim.</summary>
    public sealed record Claimed(ProcessId Id) : SupervisorEvent;

    /// <summary>The root process runs.</summary>
    public sealed record Started(ProcessId Id, DateTimeOffset At) : SupervisorEvent;

    /// <summary>No process came to be.</summary>
    public sealed record Failed(string Stage, int Error, DateTimeOffset At) : SupervisorEvent;

    /// <summary>The output reached its cap: what follows is counted, and not kept.</summary>
    public sealed record CapReached : SupervisorEvent;

    /// <summary>By which means the task's limits are held.</summary>
    public sealed record LimitsSet(LimitsHeld Held) : SupervisorEvent;

    /// <summary>The task went over a limit, and is being ended for it.</summary>
    public sealed record LimitBroken(FailureCode Failure) : SupervisorEvent;

    /// <summary>
    /// The root process ended; <paramref name="Over"/> says whether the attempt did, too, and <paramref name="Clean"/> that no process of it
    /// is left and that its working directory is as it was given.
    /// </summary>
    public sealed record RootEnded(
        bool Over, int? ExitCode, int? Signal, DateTimeOffset StartedAt, DateTimeOffset At, int Left, long StdoutDropped, long StderrDropped, TaskUsage Usage, bool Clean = false)
        : SupervisorEvent;

    /// <summary>Somebody else holds the claim.</summary>
    public sealed record ClaimLost : SupervisorEvent;

    /// <summary>The supervisor was killed, or it lives and cannot be heard any more: its record says the rest.</summary>
    public sealed record Silenced : SupervisorEvent;

    /// <summary>Reads one line without its newline; null if it is none of ours.</summary>
    public static SupervisorEvent? Parse(string line)
    {
        var words = line.Split(' ');
        try
        {
            return (words[0], words.Length) switch
            {
                ("C", >= 3) => new Claimed(Process(words)),
                ("S", >= 4) => new Started(Process(words), Time(words[3])),
                ("F", >= 4) => new Failed(words[1], Int(words[2]), Time(words[3])),
                ("H", >= 2) => Limits(words[1]),
                ("V", >= 2) => new LimitBroken(words[1] switch { "memory" => FailureCode.MemoryLimitExceeded, "cpu" => FailureCode.CpuLimitExceeded, "idle" => FailureCode.IdleLimitExceeded, _ => FailureCode.LimitExceeded }),
                ("O", _) => new CapReached(),
                ("R", >= 8) => End(words, over: false, left: 0, 0, 0),
                ("X", >= 12) => End(words, over: true, Int(words[8]), Long(words[9]), Long(words[10])) with { Clean = words[11] is "1" },
                ("X", 11) => End(words, over: true, Int(words[8]), Long(words[9]), Long(words[10])),
                ("X", 10) => End(words, over: true, Int(words[8]), Long(words[9]), 0),   // its supervisor is of an older version
                ("L", _) => new ClaimLost(),
                ("D", _) => new Silenced(),
                _ => null,
            };
        }
        catch (Exception damaged) when (damaged is FormatException or OverflowException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    private static RootEnded End(string[] words, bool over, int left, long stdoutDropped, long stderrDropped)
    {
        var exited = string.Equals(words[1], "e", StringComparison.Ordinal);
        var code = Int(words[2]);
        var usage = new TaskUsage(Long(words[5]), Long(words[6]), checked(Long(words[7]) * 1024));
        return new RootEnded(over, exited ? code : null, exited ? null : code, Time(words[3]), Time(words[4]), left, stdoutDropped, stderrDropped, usage);
    }

    private static LimitsSet? Limits(string means) =>
        means.Length < 5 ? null : new LimitsSet(new LimitsHeld(Means(means[0]), Means(means[1]), Means(means[2]), Means(means[3]), Means(means[4])));

    private static LimitMeans? Means(char letter) => letter switch
    {
        'c' => LimitMeans.ControlGroup,
        'w' => LimitMeans.Watched,
        'r' => LimitMeans.EachProcess,
        'n' => LimitMeans.NotHeld,
        _ => null,
    };

    private static int Int(string word) => int.Parse(word, CultureInfo.InvariantCulture);

    private static long Long(string word) => long.Parse(word, CultureInfo.InvariantCulture);

    private static ProcessId Process(string[] words) => new(Int(words[1]), ulong.Parse(words[2], CultureInfo.InvariantCulture));

    private static DateTimeOffset Time(string microseconds) =>
        DateTimeOffset.UnixEpoch.AddTicks(checked(Long(microseconds) * TimeSpan.TicksPerMicrosecond));
}
