namespace OrleansOps.Hosting;

/// <summary>
/// How many lines a second may be written about one kind of trouble. Without a silo every request has the same story to tell, and the log is to
/// remain readable.
/// </summary>
public sealed class LogAllowance(TimeProvider time)
{
    private const int LinesPerPeriod = 5;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private long _began;
    private int _lines = LinesPerPeriod;
    private long _unsaid;

    /// <summary>Whether the next line may be written, and how many were not since the last one.</summary>
    public bool Take(out long unsaid)
    {
        lock (_lock)
        {
            if (_began == 0 || time.GetElapsedTime(_began) >= Period)
            {
                (_began, _lines) = (time.GetTimestamp(), LinesPerPeriod);
            }

            if (_lines == 0)
            {
                _unsaid++;
                unsaid = 0;
                return false;
            }

            _lines--;
            (unsaid, _unsaid) = (_unsaid, 0);
            return true;
        }
    }
}
