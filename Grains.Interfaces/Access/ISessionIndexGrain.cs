namespace OrleansOps.Access;

/// <summary>The browsers' sessions, for their list. Key: 0.</summary>
[Alias("ops.ISessionIndexGrain")]
public interface ISessionIndexGrain : IGrainWithIntegerKey
{
    /// <summary>Adds a session. Where there are too many, those not used for longest end.</summary>
    [Alias("Add")]
    Task Add(string sessionId);

    /// <summary>The sessions that are not over, newest first.</summary>
    [Alias("List")]
    Task<IReadOnlyList<SessionView>> List();
}
