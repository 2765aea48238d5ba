namespace OrleansOps.Protocol;

/// <summary>Asks for an identity, once for each installation. The join token travels in the Authorization header.</summary>
/// <param name="Name">Name shown to operators; normally the host name. 1 to 128 printable characters.</param>
/// <param name="Labels">Labels to select the host by.</param>
/// <param name="RequestId">
/// Chosen by the agent and stored before it asks, so that asking again after a lost answer gives the same identity and not a second one.
/// </param>
public sealed record EnrolRequest(string Name, IReadOnlyDictionary<string, string> Labels, string RequestId);
