namespace OrleansOps.EndToEnd;

/// <summary>A calendar clock that a test can set back and forward while the processes run that look at it.</summary>
internal sealed class ShiftedClock
{
    private readonly string _file;

    public ShiftedClock(string file)
    {
        _file = file;
        File.WriteAllBytes(file, new byte[sizeof(long)]);
    }

    /// <summary>Environment of a process that shall look at this clock.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["LD_PRELOAD"] = Path.Combine(AppContext.BaseDirectory, "shiftedclock.so"),
        ["OPS_TEST_CLOCK"] = _file,
    };

    /// <summary>Sets it to the true time plus this.</summary>
    public void Shift(TimeSpan by)
    {
        using var file = File.OpenHandle(_file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        RandomAccess.Write(file, BitConverter.GetBytes((long)by.TotalSeconds), 0);   // in place: it is mapped
    }
}
