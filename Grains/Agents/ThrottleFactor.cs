namespace OrleansOps.Agents;

/// <summary>
/// Which part of its slots a host may use. Each look that finds it under load takes a tenth of them, down to three; each time that it was calm for a while
/// gives one back. In between nothing changes, so that it does not go to and fro.
/// </summary>
internal sealed class ThrottleFactor
{
    public const int Whole = 10;
    public const int Least = 3;

    private const int Calmer = 10;

    private TimeSpan? _calmSince;

    /// <summary>In tenths.</summary>
    public int Tenths { get; private set; } = Whole;

    /// <summary>What it was short of last; null: it has all of its slots.</summary>
    public HostPressure? Pressure { get; private set; }

    /// <summary>At least one, whatever the part.</summary>
    public int Of(int slots) => Math.Max(1, slots * Tenths / Whole);

    /// <param name="cpu">Share of its processors in use, in percent; null: not known.</param>
    /// <param name="memory">The same of its memory.</param>
    /// <param name="now">Measured from some moment that does not change.</param>
    public void See(double? cpu, double? memory, TimeSpan now, AgentOptions limits)
    {
        if (Over(cpu, memory, limits, by: 0) is { } pressure)
        {
            (Tenths, Pressure, _calmSince) = (Math.Max(Least, Tenths - 1), pressure, null);
        }
        else if (Tenths == Whole || Over(cpu, memory, limits, by: Calmer) is not null)
        {
            _calmSince = null;
        }
        else if (_calmSince is not { } since)
        {
            _calmSince = now;
        }
        else if (now - since >= limits.ThrottleCoolDown)
        {
            (Tenths, _calmSince) = (Tenths + 1, now);
            Pressure = Tenths == Whole ? null : Pressure;
        }
    }

    /// <summary>It is not throttled any more, whatever its load.</summary>
    public void Reset() => (Tenths, Pressure, _calmSince) = (Whole, null, null);

    private static HostPressure? Over(double? cpu, double? memory, AgentOptions limits, int by) =>
        cpu >= limits.ThrottleCpuPercent - by ? new HostPressure(PressureCause.Cpu, (int)cpu)
        : memory >= limits.ThrottleMemoryPercent - by ? new HostPressure(PressureCause.Memory, (int)memory)
        : null;
}
