namespace OrleansOps.Simulation.Time;

/// <summary>
/// One thread and one queue of what happens when. It runs on the only thread of a pool of one: what the product hands to the pool between
/// two steps runs before the next step, always in the same order.
/// </summary>
internal sealed class Scheduler(int seed) : IThreadPoolWorkItem
{
    private const ulong Prime = 1099511628211;
    private const int MostWaits = 100_000;

    private readonly PriorityQueue<Step, (long At, long Number)> _queue = new();
    private readonly ManualResetEventSlim _ended = new();
    private long _number;
    private int _waits;
    private Func<bool> _isEnough = () => true;

    /// <summary>Every chance of the run.</summary>
    public Chance Chance { get; } = new(seed);

    public Trace Trace { get; } = new();

    /// <summary>Ticks since the run began.</summary>
    public long Now { get; private set; }

    public long Steps { get; private set; }

    /// <summary>What happened, as a number: two runs that have the same did the same.</summary>
    public ulong Fingerprint { get; private set; } = 14695981039346656037;

    /// <summary>What broke the run, if something did.</summary>
    public Exception? Broken { get; private set; }

    /// <summary>The only thread there is will never come back: nothing more can run in this process.</summary>
    public bool IsStuck { get; private set; }

    public void At(long time, Step step) => _queue.Enqueue(step, (Math.Max(time, Now), _number++));

    public void After(TimeSpan wait, Life? owner, string what, Action run) =>
        At(Now + wait.Ticks, new Step(owner, what, static run => ((Action)run!)(), run));

    /// <summary>Runs until it is enough or nothing is left to happen.</summary>
    public void Run(Func<bool> isEnough)
    {
        _isEnough = isEnough;
        _ended.Reset();
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        _ended.Wait();
    }

    void IThreadPoolWorkItem.Execute()
    {
        try
        {
            while (ThreadPool.PendingWorkItemCount == 0)
            {
                if (_isEnough() || !Next())
                {
                    _ended.Set();
                    return;
                }
            }

            if (++_waits > MostWaits)
            {
                throw new InvalidOperationException("What a step left to do does not come to an end.");
            }

            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);   // behind what the last step left to do
        }
        catch (Exception broken)
        {
            Broken = broken;
            _ended.Set();
        }
    }

    /// <summary>A step does not come to its end: the run cannot go on.</summary>
    public void Hang(Exception why)
    {
        (Broken, IsStuck) = (why, true);
        _ended.Set();
        Thread.CurrentThread.Join();   // nothing can end it
    }

    private bool Next()
    {
        if (!_queue.TryDequeue(out var step, out var place))
        {
            return false;
        }

        Now = place.At;
        Trace.Now = Now;
        if (step.Owner is { IsOver: true })
        {
            return true;
        }

        if (step.Owner is { IsStopped: true } stopped)
        {
            stopped.Hold(step);
            return true;
        }

        Steps++;
        _waits = 0;
        Fingerprint = (Fingerprint ^ (ulong)Now ^ ((ulong)(step.Owner?.Number ?? 0) << 48)) * Prime;
        if (Trace.HasSteps)
        {
            Trace.Add($"  . {step.Owner?.Name} {step.What}");
        }

        step.Run(step.State);
        return true;
    }
}
