namespace OrleansOps.Embedded;

/// <summary>The activations of one stateless worker. A call goes to an idle one, or to a new one, or to the least busy.</summary>
internal sealed class WorkerPool(Silo silo, GrainClass grainClass, GrainId id) : ICallTarget
{
    private readonly List<Activation> _workers = [];

    public IReadOnlyList<Activation> Workers
    {
        get
        {
            lock (_workers)
            {
                return [.. _workers];
            }
        }
    }

    public bool TryPost(Call call)
    {
        lock (_workers)
        {
            while (true)
            {
                var worker = _workers.MinBy(candidate => candidate.Load);
                if (worker is null || (worker.Load > 0 && _workers.Count < grainClass.MaxWorkers))
                {
                    worker = new(silo, grainClass, id);
                    _workers.Add(worker);
                    worker.Begin();
                }

                if (worker.TryPost(call))
                {
                    return true;
                }

                _workers.Remove(worker);
            }
        }
    }

    public void ForEachCall(Action<Call> visit)
    {
        foreach (var worker in Workers)
        {
            worker.ForEachCall(visit);
        }
    }

    public void Remove(Activation worker)
    {
        lock (_workers)
        {
            _workers.Remove(worker);
        }
    }
}
