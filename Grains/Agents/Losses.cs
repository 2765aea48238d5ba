namespace OrleansOps.Agents;

/// <summary>Why a connection is gone.</summary>
internal static class Losses
{
    public static readonly Said Closed = Said.Of("closed", "it was closed");

    public static readonly Said Silent = Said.Of("silent", "it was silent");

    public static readonly Said Deaf = Said.Of("deaf", "it did not take a message");

    public static readonly Said Rekeyed = Said.Of("rekeyed", "its credential was replaced");

    public static readonly Said Removed = Said.Of("agentRemoved", "the agent was removed");
}
