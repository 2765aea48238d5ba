namespace OrleansOps.Simulation.Grains;

/// <summary>Delivers the items of one stream to one grain, in order and one at a time.</summary>
internal sealed class StreamQueue(GrainHost host, StreamProvider provider, StreamId stream, GrainId grain) : IThreadPoolWorkItem
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestDelivery = TimeSpan.FromMinutes(1);

    public Queue<Func<Activation, Exception?, Task>> Items { get; } = new();

    void IThreadPoolWorkItem.Execute() => _ = DeliverAll();

    private async Task DeliverAll()
    {
        while (host.IsOpen && provider.Next(grain) is { } item)
        {
            await DeliverWithRetries(item);
        }
    }

    private async Task DeliverWithRetries(Func<Activation, Exception?, Task> item)
    {
        var began = host.Time.GetTimestamp();
        for (var pause = FirstPause; host.IsOpen; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                await host.Dispatch(grain, new StreamDelivery(activation => item(activation, null)));
                return;
            }
            catch (Exception failure) when (host.Time.GetElapsedTime(began) + pause < LongestDelivery)
            {
                host.LogDeliveryFailed(failure, stream, pause);
            }
            catch (Exception failure)
            {
                await GiveUp(item, failure);
                return;
            }

            await Task.Delay(pause, host.Time);
        }
    }

    private async Task GiveUp(Func<Activation, Exception?, Task> item, Exception failure)
    {
        host.LogDeliveryGivenUp(failure, stream);
        try
        {
            await host.Dispatch(grain, new StreamDelivery(activation => item(activation, failure)));
        }
        catch (Exception again)
        {
            host.LogDeliveryGivenUp(again, stream);   // the grain was told, as far as it wants to hear
        }
    }
}
