namespace OrleansOps.HostAgent.Tasks;

/// <summary>How many tasks run at once. Who came first runs first. Used from turns only.</summary>
internal sealed class Slots(int count)
{
    private readonly LinkedList<TaskCompletionSource> _waiting = [];
    private int _free = count;

    /// <summary>How many there are.</summary>
    public int Count { get; private set; } = count;

    /// <summary>From now on there are so many. Who has one keeps it.</summary>
    public void Resize(int slots)
    {
        _free += slots - Count;
        Count = slots;
        HandOut();
    }

    /// <summary>Takes one even where none is free: for a task that runs already.</summary>
    public void TakeNow() => _free--;

    /// <summary>Waits for one. Returns whether it got it before <paramref name="givenUp"/> completed.</summary>
    public async Task<bool> Take(Task givenUp)
    {
        if (givenUp.IsCompleted)
        {
            return false;
        }

        if (_free > 0 && _waiting.Count == 0)
        {
            _free--;
            return true;
        }

        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var place = _waiting.AddLast(turn);
        await Task.WhenAny(turn.Task, givenUp);
        if (turn.Task.IsCompleted)
        {
            return true;
        }

        _waiting.Remove(place);
        return false;
    }

    public void Release()
    {
        _free++;
        HandOut();
    }

    private void HandOut()
    {
        while (_free > 0 && _waiting.First is { } next)
        {
            _free--;
            _waiting.RemoveFirst();
            next.Value.SetResult();
        }
    }
}
