using System.Buffers.Text;
using System.Globalization;

namespace OrleansOps.HostAgent.Linux;

/// <summary>One process as /proc shows it.</summary>
/// <param name="StartTicks">Clock ticks between the host's start and the process's.</param>
internal readonly record struct ProcessStat(int Pid, char State, int Parent, int Session, ulong StartTicks)
{
    // Fixed by the kernel's interface to user space on every processor that we run on.
    public const int TicksPerSecond = 100;

    public ProcessId Id => new(Pid, StartTicks);

    /// <summary>Dead, and only not yet collected by its parent.</summary>
    public bool IsZombie => State is 'Z' or 'X';

    /// <summary>Reads one process; null if there is none.</summary>
    public static ProcessStat? Read(int pid)
    {
        try
        {
            Span<byte> text = stackalloc byte[1024];
            using var file = File.OpenHandle($"/proc/{pid.ToString(CultureInfo.InvariantCulture)}/stat");
            return Parse(text[..RandomAccess.Read(file, text, 0)]);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;   // it ended between being listed and being read
        }
    }

    /// <summary>Every process of the host.</summary>
    public static List<ProcessStat> All()
    {
        var found = new List<ProcessStat>();
        foreach (var path in Directory.EnumerateDirectories("/proc"))
        {
            var name = Path.GetFileName(path.AsSpan());
            if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var pid) && Read(pid) is { } stat)
            {
                found.Add(stat);
            }
        }

        return found;
    }

    /// <summary>How long ago a process started; clock changes do not matter to it.</summary>
    public static TimeSpan Age(ulong startTicks)
    {
        var uptime = File.ReadAllText("/proc/uptime");
        var seconds = double.Parse(uptime.AsSpan(0, uptime.IndexOf(' ', StringComparison.Ordinal)), CultureInfo.InvariantCulture);
        return TimeSpan.FromSeconds(Math.Max(0, seconds - ((double)startTicks / TicksPerSecond)));
    }

    /// <summary>Reads the text of /proc/PID/stat. The name in it may hold anything, so fields count from its last parenthesis.</summary>
    public static ProcessStat? Parse(ReadOnlySpan<byte> text)
    {
        var close = text.LastIndexOf((byte)')');
        if (close < 0 || close + 3 >= text.Length || !Utf8Parser.TryParse(text, out int pid, out _))
        {
            return null;
        }

        var fields = text[(close + 2)..];
        var state = (char)fields[0];
        return Number(fields, 1) is { } parent && Number(fields, 3) is { } session && Number(fields, 19) is { } start
            ? new ProcessStat(pid, state, (int)parent, (int)session, (ulong)start)
            : null;
    }

    private static long? Number(ReadOnlySpan<byte> fields, int index)
    {
        for (; index > 0; index--)
        {
            var space = fields.IndexOf((byte)' ');
            if (space < 0)
            {
                return null;
            }

            fields = fields[(space + 1)..];
        }

        return Utf8Parser.TryParse(fields, out long value, out _) ? value : null;
    }
}
