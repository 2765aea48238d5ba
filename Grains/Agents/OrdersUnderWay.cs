namespace OrleansOps.Agents;

/// <summary>Orders that are being fetched from their tasks or written to the socket.</summary>
internal sealed class OrdersUnderWay
{
    private readonly Dictionary<string, Task> _orders = [];

    public bool AreNone => _orders.Count == 0;

    /// <summary>Keeps the sending of a task's order until it is done. It must not fail.</summary>
    public void Add(string taskId, Task sending)
    {
        if (!sending.IsCompleted)
        {
            sending = _orders.TryGetValue(taskId, out var before) ? Task.WhenAll(before, sending) : sending;
            _orders[taskId] = sending;
            _ = LeaveAfter(taskId, sending);
        }
    }

    /// <summary>Returns when no order of this task is under way that was when it was asked.</summary>
    public Task Sent(string taskId) => _orders.GetValueOrDefault(taskId, Task.CompletedTask);

    /// <summary>Returns when none is under way at all.</summary>
    public async Task AllSent()
    {
        while (!AreNone)
        {
            await Task.WhenAll(_orders.Values);
            await Task.Yield();
        }
    }

    /// <summary>The next order of the task may be on its way by then: that one stays.</summary>
    private async Task LeaveAfter(string taskId, Task sending)
    {
        await sending;
        if (_orders.GetValueOrDefault(taskId) == sending)
        {
            _orders.Remove(taskId);
        }
    }
}
