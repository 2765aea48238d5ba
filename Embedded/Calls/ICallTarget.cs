namespace OrleansOps.Embedded;

/// <summary>Where calls to one id go.</summary>
internal interface ICallTarget
{
    /// <summary>Takes the call; false when this target has ended and another must be found.</summary>
    bool TryPost(Call call);

    /// <summary>Visits every call that waits or runs here.</summary>
    void ForEachCall(Action<Call> visit);
}
