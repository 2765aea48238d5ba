namespace OrleansOps.Agents;

/// <summary>Draws a window of a history in as many points as were asked for.</summary>
internal static class LoadHistories
{
    /// <summary>Who asks for an hour until now asks a moment later.</summary>
    private static readonly TimeSpan Delay = TimeSpan.FromMinutes(1);

    /// <summary>Whether the close points reach back far enough for the window.</summary>
    public static bool IsFine(DateTimeOffset from, DateTimeOffset now) => now - from <= (LoadSteps.Fine * LoadSteps.FineKept) + Delay;

    /// <summary>The points of the window, averaged over steps that are a multiple of the stored ones.</summary>
    /// <param name="most">At most so many points, 1 or more.</param>
    public static LoadHistory Draw(
        IEnumerable<LoadPoint> stored, bool fine, DateTimeOffset from, DateTimeOffset to, int most, long? memoryTotal)
    {
        var unit = fine ? LoadSteps.Fine : LoadSteps.Coarse;
        var step = unit * Math.Max(1, Math.Ceiling((to - from) / unit / most));
        var drawn = stored
            .Where(point => point.At >= from && point.At < to)
            .GroupBy(point => LoadSteps.Floor(point.At, step))
            .OrderBy(group => group.Key)
            .Select(group => Average(group, group.Key));
        return new LoadHistory(step, memoryTotal, drawn.TakeLast(most).ToArray());
    }

    private static LoadPoint Average(IEnumerable<LoadPoint> points, DateTimeOffset at)
    {
        var average = new LoadAverage();
        foreach (var point in points)
        {
            average.Add(point);
        }

        return average.At(at);
    }
}
