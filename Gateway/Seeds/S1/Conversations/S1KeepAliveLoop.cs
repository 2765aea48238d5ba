namespace OrleansOps.Seeds.S1.Conversations;

/// <summary>One clock for all S1 agents: says something to those that have heard nothing for a while, and cuts off those that do not read.</summary>
internal sealed class S1KeepAliveLoop(S1Conversations conversations, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var conversation in conversations.All)
            {
                conversation.Look();
            }
        }
    }
}
