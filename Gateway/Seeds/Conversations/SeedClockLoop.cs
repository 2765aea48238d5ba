namespace OrleansOps.Seeds.Conversations;

/// <summary>One clock for all agents of older systems: says something to those to whom something is due, and cuts off those that do not read.</summary>
internal sealed class SeedClockLoop(SeedConversations conversations, TimeProvider time) : BackgroundService
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
