namespace OrleansOps.Simulation.Grains;

/// <summary>The activations of one stateless worker. A call goes to an idle one, or to a new one, or to the least busy.</summary>
internal sealed class WorkerPool(GrainHost host, GrainClass grainClass, GrainId id) : ICallTarget
{
    private readonly List<Activation> _workers = [];

    public IReadOnlyList<Activation> Workers => _workers;

    public bool TryPost(Call call)
    {
        lock (host.Gate)
        {
            while (true)
            {
                var worker = _workers.MinBy(candidate => candidate.Load);
                if (worker is null || (worker.Load > 0 && _workers.Count < grainClass.MostWorkers))
                {
                    worker = new(host, grainClass, id);
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

    public void Remove(Activation worker) => _workers.Remove(worker);
}
