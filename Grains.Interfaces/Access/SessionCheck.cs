namespace OrleansOps.Access;

/// <summary>Whether a session opens the door.</summary>
/// <param name="Session">The session, if it is valid.</param>
[GenerateSerializer, Immutable, Alias("ops.SessionCheck")]
public sealed record SessionCheck([property: Id(0)] SessionStatus Status, [property: Id(1)] SessionView? Session);
