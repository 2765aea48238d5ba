using System.Globalization;

namespace OrleansOps.Tasks;

/// <summary>One line of a supervisor's record. Supervisor/opsexec.c says what each means.</summary>
internal abstract record SupervisorEvent
{
    /// <summary>A supervisor holds the claim.</summary>
    public sealed record Claimed(int Pid, ulong StartTicks) : SupervisorEvent;

    /// <summary>The root process runs.</summary>
    public sealed record Started(int Pid, ulong StartTicks, DateTimeOffset At) : SupervisorEvent;

    /// <summary>No process came to be.</summary>
    public sealed record Failed(string Stage, int Error, DateTimeOffset At) : SupervisorEvent;

    /// <summary>The root process ended; <paramref name="Over"/> says whether the attempt did, too.</summary>
    public sealed record RootEnded(bool Over, int? ExitCode, int? Signal, DateTimeOffset StartedAt, DateTimeOffset At, int Left, long Dropped)
        : SupervisorEvent;

    /// <summary>Somebody else holds the claim.</summary>
    public sealed record ClaimLost : SupervisorEvent;

    /// <summary>Reads one line without its newline; null if it is none of ours.</summary>
    public static SupervisorEvent? Parse(string line)
    {
        var words = line.Split(' ');
        try
        {
            return (words[0], words.Length) switch
            {
                ("C", >= 3) => new Claimed(Int(words[1]), ULong(words[2])),
                ("S", >= 4) => new Started(Int(words[1]), ULong(words[2]), Time(words[3])),
                ("F", >= 4) => new Failed(words[1], Int(words[2]), Time(words[3])),
                ("R", >= 8) => End(words, over: false, left: 0, dropped: 0),
                ("X", >= 10) => End(words, over: true, Int(words[8]), Long(words[9])),
                ("L", _) => new ClaimLost(),
                _ => null,
            };
        }
        catch (Exception damaged) when (damaged is FormatException or OverflowException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    private static RootEnded End(string[] words, bool over, int left, long dropped)
    {
        var exited = string.Equals(words[1], "e", StringComparison.Ordinal);
        var code = Int(words[2]);
        return new RootEnded(over, exited ? code : null, exited ? null : code, Time(words[3]), Time(words[4]), left, dropped);
    }

    private static int Int(string word) => int.Parse(word, CultureInfo.InvariantCulture);

    private static long Long(string word) => long.Parse(word, CultureInfo.InvariantCulture);

    private static ulong ULong(string word) => ulong.Parse(word, CultureInfo.InvariantCulture);

    private static DateTimeOffset Time(string microseconds) =>
        DateTimeOffset.UnixEpoch.AddTicks(checked(Long(microseconds) * TimeSpan.TicksPerMicrosecond));
}
