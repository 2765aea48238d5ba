namespace OrleansOps.Simulation.Grains;

/// <summary>Delivers the items of one stream to one grain, in order and one at a time.</summary>
internal sealed class StreamQueue(GrainHost host, StreamProvider provider, StreamId stream, GrainId grain) : IThreadPoolWorkItem
{
    // As the product has it: Silo/Logs.
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestDelivery = TimeSpan.FromSeconds(5);

    public Queue<StreamItem> Items { get; } = new();

    void IThreadPoolWorkItem.Execute() => _ = DeliverAll();

    private async Task DeliverAll()
    {
        while (provider.Next(grain) is { } item)
        {
            item.End(await IsDelivered(item));
        }
    }

    private async Task<bool> IsDelivered(StreamItem item)
    {
        var began = host.Time.GetTimestamp();
        for (var pause = FirstPause; host.IsOpen; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                await host.Dispatch(grain, new StreamDelivery(activation => item.Deliver(activation, null)));
                return true;
            }
            catch (Exception failure) when (host.Time.GetElapsedTime(began) + pause < LongestDelivery)
            {
                host.LogDeliveryFailed(failure, stream, pause);
            }
            catch (Exception failure)
            {
                await GiveUp(item, failure);
                return false;
            }

            await Task.Delay(pause, host.Time);
        }

        return false;   // the silo is leaving
    }

    private async Task GiveUp(StreamItem item, Exception failure)
    {
        host.LogDeliveryGivenUp(failure, stream);
        try
        {
            await host.Dispatch(grain, new StreamDelivery(activation => item.Deliver(activation, failure)));
        }
        catch (Exception again)
        {
            host.LogDeliveryGivenUp(again, stream);   // the grain was told, as far as it wants to hear
        }
    }
}
