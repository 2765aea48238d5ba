namespace OrleansOps.Protocol;

/// <summary>What an agent must know to carry out an order as it is meant. One that does not would run it in another way, so it is not given it.</summary>
/// <param name="Minor">From which <see cref="ProtocolVersion.Minor"/> on agents know it.</param>
/// <param name="What">What that is, for the sentence that refuses.</param>
public sealed record OrderNeeds(int Minor, string What)
{
    /// <summary>The newest thing that an order asks for; null: every agent knows it.</summary>
    public static OrderNeeds? Of(RunTask order) => order switch
    {
        { Kind: TaskKind.Named } => new OrderNeeds(10, "named commands"),
        { InputIdleMs: not null } => new OrderNeeds(9, "how to let somebody type into a task"),
        { SecretFiles.Count: > 0 } => new OrderNeeds(8, "how to give a task secrets as files"),
        { Artifacts: not null } => new OrderNeeds(7, "how to bring what a task leaves"),
        { Collect: not null } => new OrderNeeds(6, "how to bring files of its host"),
        { File: not null } => new OrderNeeds(5, "how to put a file on its host"),
        { Secrets.Count: > 0 } => new OrderNeeds(4, "how to keep the secrets of a task out of its output"),
        { Limits: not null } => new OrderNeeds(3, "limits of a task"),
        { RunAs: not null } => new OrderNeeds(2, "how to run a task as another user"),
        { Setting: not null } => new OrderNeeds(2, "umask, created directory, locale, time zone, nice and ioNice of a task"),
        { Kind: > TaskKind.Argv } => new OrderNeeds(1, $"tasks of kind {order.Kind.ToString().ToLowerInvariant()}"),
        _ => null,
    };
}
