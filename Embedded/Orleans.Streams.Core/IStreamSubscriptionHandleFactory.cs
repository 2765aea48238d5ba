namespace Orleans.Streams.Core;

/// <summary>Makes the handle of a subscription.</summary>
public interface IStreamSubscriptionHandleFactory
{
    /// <summary>The stream.</summary>
    StreamId StreamId { get; }

    /// <summary>The provider's name.</summary>
    string ProviderName { get; }

    /// <summary>The handle.</summary>
    StreamSubscriptionHandle<T> Create<T>();
}
