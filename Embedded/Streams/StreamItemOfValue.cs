using Orleans.Streams;

namespace OrleansOps.Embedded;

internal sealed class StreamItem<T> : StreamItem
{
    public required T Value { get; init; }

    public override StreamItem Copy() => new StreamItem<T> { Token = Token, Value = Copier<T>.Copy(Value) };

    public override Task DeliverTo(object observer) => ((IAsyncObserver<T>)observer).OnNextAsync(Value, Token);

    public override Task DeliverFailureTo(object observer, Exception failure) => ((IAsyncObserver<T>)observer).OnErrorAsync(failure);
}
