namespace OrleansOps.Bench;

/// <summary>
/// Processor time that each process of a rig spends on one task, its ended children included. It hardly depends on what else the machine
/// does, so it says where the time goes even on a busy one.
/// </summary>
internal sealed class ProcessorCost(params (string Name, OwnProcess Process)[] processes)
{
    private readonly TimeSpan[] _spent = new TimeSpan[processes.Length];
    private int _tasks;

    /// <summary>Runs a load and adds what it cost; returns its rate.</summary>
    public async Task<double> Around(Func<Task<SaturatedRate>> load)
    {
        var before = processes.Select(one => one.Process.ProcessorTime()).ToArray();
        var rate = await load();
        for (var i = 0; i < processes.Length; i++)
        {
            _spent[i] += processes[i].Process.ProcessorTime() - before[i];
        }

        _tasks += rate.Tasks;
        return rate.PerSecond;
    }

    /// <summary>Milliseconds that all of them together spent on one task.</summary>
    public double PerTask => _spent.Sum(one => one.TotalMilliseconds) / Math.Max(1, _tasks);

    public override string ToString() =>
        string.Join(", ", processes.Select((one, i) => $"{one.Name} {_spent[i].TotalMilliseconds / Math.Max(1, _tasks):0.00}")) + " ms of processor each";
}
