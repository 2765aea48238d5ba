using OrleansOps.Simulation.Time;

namespace OrleansOps.Simulation.Network;

/// <summary>One direction of a connection: in order, and whole up to where it is cut.</summary>
internal sealed class Pipe(Life receiver, double slowest)
{
    private long _lastAt;
    private int _sent;
    private int _arrived;
    private int _lostFrom = int.MaxValue;

    /// <summary>When everything that was sent so far has arrived.</summary>
    public long Drained => _lastAt;

    public void Send(string what, Action arrive)
    {
        var number = _sent++;
        if (number >= _lostFrom)
        {
            return;
        }

        var scheduler = receiver.Scheduler;
        _lastAt = Math.Max(_lastAt, scheduler.Now + scheduler.Chance.Skewed(0.0002, slowest).Ticks);
        scheduler.At(_lastAt, new Step(receiver, what, _ => Arrive(number, arrive), null));
    }

    /// <summary>What is sent from now on arrives only after this time.</summary>
    public void HoldUp(TimeSpan time) => _lastAt = Math.Max(_lastAt, receiver.Scheduler.Now + time.Ticks);

    /// <summary>Loses an end of what is under way, and everything that is sent from now on.</summary>
    public void Cut() => _lostFrom = Math.Min(_lostFrom, receiver.Scheduler.Chance.Whole(_arrived, _sent));

    private void Arrive(int number, Action arrive)
    {
        if (number < _lostFrom)
        {
            _arrived = number + 1;
            arrive();
        }
    }
}
