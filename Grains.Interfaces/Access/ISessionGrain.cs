namespace OrleansOps.Access;

/// <summary>One browser's session. Key: its public id.</summary>
[Alias("ops.ISessionGrain")]
public interface ISessionGrain : IGrainWithStringKey
{
    /// <summary>Opens the session. Harmless to repeat with the same secret.</summary>
    /// <exception cref="InvalidOperationException">Another session has this id.</exception>
    [Alias("Begin")]
    Task<SessionView> Begin(SessionSpec spec);

    /// <summary>
    /// Compares the SHA-256 of a presented secret in constant time, and asks the token whether it still stands. A valid check is a use of the session.
    /// </summary>
    [Alias("Check")]
    Task<SessionCheck> Check(byte[] secretHash);

    /// <summary>The session without its secret, or null if there is none or it is over.</summary>
    [Alias("Describe")]
    Task<SessionView?> Describe();

    /// <summary>Ends it; false if there is none.</summary>
    [Alias("End")]
    Task<bool> End();
}
