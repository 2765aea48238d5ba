using System.Runtime.InteropServices;

namespace OrleansOps.Agents;

/// <summary>Adds up what was heard of a host, and gives the average.</summary>
internal sealed class LoadAverage
{
    private Sum _load, _cpu, _memory, _rx, _tx;

    public bool IsEmpty => _load.Count + _cpu.Count + _memory.Count + _rx.Count + _tx.Count == 0;

    public LoadAverage Copy() => (LoadAverage)MemberwiseClone();

    public void Add(HostLoad load)
    {
        _load.Add(load.Load is [var one, ..] ? one : null);
        _cpu.Add(load.CpuPercent);
        _memory.Add(load.MemoryUsedBytes);
        _rx.Add(load.RxBytesPerSecond);
        _tx.Add(load.TxBytesPerSecond);
    }

    public void Add(LoadPoint point)
    {
        _load.Add(point.Load1);
        _cpu.Add(point.CpuPercent);
        _memory.Add(point.MemoryUsedBytes);
        _rx.Add(point.RxBytesPerSecond);
        _tx.Add(point.TxBytesPerSecond);
    }

    public LoadPoint At(DateTimeOffset time) => new()
    {
        At = time,
        Load1 = _load.Average is { } load ? Math.Round(load, 2) : null,
        CpuPercent = _cpu.Average is { } cpu ? Math.Round(cpu, 1) : null,
        MemoryUsedBytes = _memory.Average is { } memory ? (long)memory : null,
        RxBytesPerSecond = _rx.Average is { } rx ? Math.Round(rx) : null,
        TxBytesPerSecond = _tx.Average is { } tx ? Math.Round(tx) : null,
    };

    [StructLayout(LayoutKind.Auto)]
    private struct Sum
    {
        private double _sum;

        public int Count { get; private set; }

        public readonly double? Average => Count == 0 ? null : _sum / Count;

        public void Add(double? value)
        {
            if (value is { } number && double.IsFinite(number))
            {
                _sum += number;
                Count++;
            }
        }
    }
}
