namespace OrleansOps.Live;

/// <summary>
/// What changed lately, for those who follow it live. It is kept for seconds and only while somebody asks: whoever comes late reads the
/// lists, which are the truth.
/// </summary>
public interface IChanges<T>
    where T : class
{
    /// <summary>Says how something stands now; null: it is gone. Never waits and never fails; of several views of one thing the last is told.</summary>
    void Tell(string id, T? view);

    /// <summary>What changed after a cursor, or from now on where there is none.</summary>
    Task<ChangePage<T>> After(string? cursor);
}
