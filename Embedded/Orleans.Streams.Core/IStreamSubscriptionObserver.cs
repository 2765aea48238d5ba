namespace Orleans.Streams.Core;

/// <summary>A grain that takes up subscriptions it did not make itself in this activation.</summary>
public interface IStreamSubscriptionObserver
{
    /// <summary>An item came in for a subscription without an observer: make a handle and resume it.</summary>
    Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory);
}
