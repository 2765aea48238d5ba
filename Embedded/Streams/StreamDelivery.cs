namespace OrleansOps.Embedded;

/// <summary>One item on its way to a consuming grain: a turn like any call.</summary>
internal sealed class StreamDelivery(StreamSubscription subscription, StreamItem item, Exception? failure) : Call<Nothing>
{
    private static readonly MethodModel Delivery = new(typeof(StreamConsumers).GetMethod(nameof(StreamConsumers.Deliver))!);

    public override MethodModel Model => Delivery;

    public override ValueTask<Nothing> Run(object target) => Nothing.After(Activation.Current!.Streams.Deliver(subscription, item, failure));
}
