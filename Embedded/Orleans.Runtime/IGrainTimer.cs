namespace Orleans.Runtime;

/// <summary>A timer of one activation. Disposing it ends it.</summary>
public interface IGrainTimer : IDisposable
{
    /// <summary>Starts over with these times. During a tick it takes effect when the tick has ended.</summary>
    void Change(TimeSpan dueTime, TimeSpan period);
}
