namespace OrleansOps.Embedded;

/// <summary>Runs the silo's work on the thread pool.</summary>
internal sealed class PoolExecutor : IExecutor
{
    public void Execute(IThreadPoolWorkItem work) => ThreadPool.UnsafeQueueUserWorkItem(work, preferLocal: false);
}
