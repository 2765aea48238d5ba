namespace OrleansOps.Protocol;

/// <summary>The version of the native agent protocol. Raised only when an old peer could misunderstand a new one.</summary>
public static class ProtocolVersion
{
    public const int Current = 1;

    /// <summary>
    /// Raised with each field of an order that an older agent would pass over: it says in its Hello which it knows, and is not given what it does not
    /// (<see cref="OrderNeeds"/>). 1: kinds of tasks from perl to auto. 2: another user, and what a task finds around it. 3: limits. 4: secrets, apart from other variables. 5: files. 6: files of the host. 7: what a script leaves. 8: secrets as files. 9: input that is typed. 10: named commands.
    /// </summary>
    public const int Minor = 10;

    /// <summary>Path of the hub on the gateway.</summary>
    public const string HubPath = "/hubs/agent";

    /// <summary>
    /// Path on which an agent exchanges a join token (in the Authorization header) for its identity: an <see cref="EnrolRequest"/> is
    /// answered by an <see cref="EnrolReply"/>.
    /// </summary>
    public const string RegisterPath = "/api/v1/agents/register";

    /// <summary>Path on which the gateway gives a task the file of its order, whole or in ranges, for the token that came with the order.</summary>
    public const string TaskFilePath = "/api/v1/transfers/file";

    /// <summary>Path on which it takes what a task brings, as it takes operators' uploads.</summary>
    public const string TaskUploadsPath = "/api/v1/transfers/uploads";
}
