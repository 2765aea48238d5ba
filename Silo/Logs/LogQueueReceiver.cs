using Orleans.Streams;

namespace OrleansOps.Logs;

/// <summary>
/// Gives Orleans what is in a queue. It answers when there is something, instead of saying that there is nothing: so nobody looks for
/// output while none comes, and nothing that comes waits until somebody looks.
/// </summary>
internal sealed class LogQueueReceiver(LogQueue queue, TimeSpan forgetAfter, TimeProvider time) : IQueueAdapterReceiver
{
    /// <summary>Orleans forgets quiet streams when it reads: it is given the occasion once after the last output.</summary>
    private bool _mayForget = true;

    public Task Initialize(TimeSpan timeout) => Task.CompletedTask;

    public Task<IList<IBatchContainer>> GetQueueMessagesAsync(int maxCount) => GetQueueMessagesAsync(maxCount, CancellationToken.None);

    public async Task<IList<IBatchContainer>> GetQueueMessagesAsync(int maxCount, CancellationToken cancellationToken)
    {
        var read = new List<IBatchContainer>();
        if (await HasMore(cancellationToken))
        {
            while (read.Count < maxCount && queue.TryRead(out var output))
            {
                read.Add(output);
            }
        }

        _mayForget = read.Count == 0 && queue.IsDelivered;
        return read;
    }

    public Task MessagesDeliveredAsync(IList<IBatchContainer> messages) => Task.CompletedTask;

    public Task Shutdown(TimeSpan timeout)
    {
        queue.Close();
        return Task.CompletedTask;
    }

    private async Task<bool> HasMore(CancellationToken stopping)
    {
        try
        {
            if (queue.HasMore || _mayForget)
            {
                return await queue.WaitForMore(stopping);
            }

            using var quiet = new CancellationTokenSource(forgetAfter, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, quiet.Token);
            return await queue.WaitForMore(either.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
