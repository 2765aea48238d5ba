namespace OrleansOps.Agents;

/// <summary>Makes points of what a host says of itself, and holds those that are not stored yet.</summary>
internal sealed class LoadSampling
{
    private const int RecentKept = 30;

    /// <summary>Points are stored in groups: a fleet of many hosts would keep the store busy otherwise.</summary>
    private const int StoredTogether = 6;

    private readonly Queue<double> _recent = new();
    private readonly List<LoadPoint> _fine = [];
    private readonly List<LoadPoint> _coarse = [];
    private LoadAverage _now = new();
    private LoadAverage _minute = new();
    private DateTimeOffset _step;
    private double[] _recentView = [];

    /// <summary>Load averages of the last points, oldest first.</summary>
    public IReadOnlyList<double> Recent => _recentView;

    /// <summary>Enough points wait to be stored.</summary>
    public bool IsFull => _fine.Count >= StoredTogether;

    public void Add(HostLoad load, DateTimeOffset now)
    {
        var step = LoadSteps.Floor(now, LoadSteps.Fine);
        if (step != _step)
        {
            CloseStep(step);
        }

        _now.Add(load);
    }

    /// <summary>Points that the store does not have, among them the unfinished ones.</summary>
    public IReadOnlyList<LoadPoint> Unstored(bool fine)
    {
        var (waiting, average, step) = fine ? (_fine, _now, LoadSteps.Fine) : (_coarse, UnfinishedMinute(), LoadSteps.Coarse);
        return average.IsEmpty ? [.. waiting] : [.. waiting, average.At(LoadSteps.Floor(_step, step))];
    }

    /// <summary>Gives up the points that are finished, to be stored.</summary>
    public (IReadOnlyList<LoadPoint> Fine, IReadOnlyList<LoadPoint> Coarse) Take()
    {
        var (fine, coarse) = (_fine.ToArray(), _coarse.ToArray());
        _fine.Clear();
        _coarse.Clear();
        return (fine, coarse);
    }

    /// <summary>No more is heard for a while: what is unfinished is finished.</summary>
    public void Close() => CloseStep(DateTimeOffset.MaxValue);

    private LoadAverage UnfinishedMinute()
    {
        var minute = _minute.Copy();
        if (!_now.IsEmpty)
        {
            minute.Add(_now.At(_step));
        }

        return minute;
    }

    private void CloseStep(DateTimeOffset next)
    {
        if (!_now.IsEmpty)
        {
            var point = _now.At(_step);
            _fine.Add(point);
            _minute.Add(point);
            if (point.Load1 is { } load)
            {
                Remember(load);
            }
        }

        if (!_minute.IsEmpty && LoadSteps.Floor(_step, LoadSteps.Coarse) != LoadSteps.Floor(next, LoadSteps.Coarse))
        {
            _coarse.Add(_minute.At(LoadSteps.Floor(_step, LoadSteps.Coarse)));
            _minute = new LoadAverage();
        }

        _now = new LoadAverage();
        _step = next;
    }

    /// <summary>Goes on where another silo stopped.</summary>
    public void Continue(IReadOnlyList<double> recent)
    {
        foreach (var load in recent)
        {
            Remember(load);
        }
    }

    private void Remember(double load)
    {
        _recent.Enqueue(load);
        if (_recent.Count > RecentKept)
        {
            _recent.Dequeue();
        }

        _recentView = [.. _recent];
    }
}
