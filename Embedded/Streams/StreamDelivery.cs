namespace OrleansOps.Embedded;

/// <summary>One item on its way to a consuming grain: a turn like any call.</summary>
internal sealed class StreamDelivery(StreamSubscription subscription, StreamItem item, Exception? failure) : Call<Nothing>
{
    private static readonly MethodModel Delivery = new(typeof(StreamConsumers).GetMethod(nameof(StreamConsumers.Deliver))!);

    public override MethodModel Model => Delivery;

    public override ValueTask<Nothing> Run(object target) => new(Deliver(Activation.Current!.Streams));

    private async Task<Nothing> Deliver(StreamConsumers consumers)
    {
        await consumers.Deliver(subscription, item, failure);
        return default;
    }
}
