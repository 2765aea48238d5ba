namespace OrleansOps.Tasks;

/// <summary>What was asked for. It never changes once stored.</summary>
[GenerateSerializer, Immutable, Alias("ops.TaskSpec")]
public sealed record TaskSpec
{
    /// <summary>The host it runs on.</summary>
    [Id(0)] public required string AgentId { get; init; }

    /// <summary>Name of that host when the task was submitted, for lists.</summary>
    [Id(1)] public required string AgentName { get; init; }

    [Id(2)] public required TaskKind Kind { get; init; }

    /// <summary>Bytes of the script; null for <see cref="TaskKind.Argv"/>.</summary>
    [Id(3)] public byte[]? Script { get; init; }

    /// <summary>Program and arguments, or the arguments of the script.</summary>
    [Id(4)] public IReadOnlyList<string> Argv { get; init; } = [];

    [Id(5)] public IReadOnlyDictionary<string, string> Env { get; init; } = new Dictionary<string, string>();

    [Id(6)] public string? WorkingDirectory { get; init; }

    [Id(7)] public byte[]? Stdin { get; init; }

    /// <summary>How long it may run.</summary>
    [Id(8)] public required TimeSpan Timeout { get; init; }

    /// <summary>How long it may wait for its host.</summary>
    [Id(9)] public required TimeSpan QueueTimeout { get; init; }

    [Id(10)] public CancelGrace Grace { get; init; } = CancelGrace.Default;

    [Id(11)] public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Name of the token that submitted it.</summary>
    [Id(12)] public required string SubmittedBy { get; init; }

    /// <summary>Id of that token: several may have one name.</summary>
    [Id(20)] public string? SubmittedById { get; init; }

    /// <summary>
    /// SHA-256 over what was asked for, made by the gateway: the same id with another digest is another task, and refused.
    /// </summary>
    [Id(13)] public required string Digest { get; init; }

    /// <summary>Bytes of output, both streams together, that are kept; 0 is the default, 1 GiB.</summary>
    [Id(14)] public long LogCapBytes { get; init; }

    /// <summary>Whether it may be started again when an attempt that was started is lost.</summary>
    [Id(15)] public OnLost OnLost { get; init; }

    /// <summary>What its submitter calls it; null: it goes by what it runs.</summary>
    [Id(16)] public string? Name { get; init; }

    /// <summary>The terminal that it finds; null: none.</summary>
    [Id(21)] public TerminalSize? Tty { get; init; }

    /// <summary>Somebody types into its terminal, and it is ended when nobody did for so long; null: it takes no input.</summary>
    [Id(51)] public TimeSpan? InputIdle { get; init; }

    /// <summary>Whose its processes are; null: the agent's own user's.</summary>
    [Id(26)] public RunAs? RunAs { get; init; }

    /// <summary>What it finds around it; null: the usual.</summary>
    [Id(27)] public TaskSetting? Setting { get; init; }

    /// <summary>Variables whose values only the gateway can read, and says to nobody but the agent: name and sealed value.</summary>
    [Id(22)] public IReadOnlyDictionary<string, byte[]>? Secrets { get; init; }

    /// <summary>Variables that get the values of stored secrets when it is sent: variable and name of the secret.</summary>
    [Id(47)] public IReadOnlyDictionary<string, string>? StoredSecrets { get; init; }

    /// <summary>Which variables of <see cref="Secrets"/> and <see cref="StoredSecrets"/> get the path of a file with the value; null: none.</summary>
    [Id(49)] public IReadOnlyList<string>? SecretFiles { get; init; }

    /// <summary>The lock without which it is not sent: <c>deploy</c> is the whole fleet's, <c>host:deploy</c> its host's. Null: none.</summary>
    [Id(48)] public string? Lock { get; init; }

    /// <summary>Whether and how it is started again when it fails; null: it is not.</summary>
    [Id(50)] public FailureRetry? Retry { get; init; }

    /// <summary>Whose word it has, for hosts that ask for one; null: nobody's.</summary>
    [Id(54)] public TaskSignature? Signature { get; init; }

    /// <summary>What rules on commands warned of when it was submitted; null: nothing.</summary>
    [Id(55)] public IReadOnlyList<string>? Warnings { get; init; }

    /// <summary>The trace that it belongs to, as a W3C <c>traceparent</c>: of the call that submitted it. Null of a task of an earlier version.</summary>
    [Id(23)] public string? TraceParent { get; init; }

    /// <summary>What came with that as <c>tracestate</c>.</summary>
    [Id(24)] public string? TraceState { get; init; }

    /// <summary>How long it and its log are kept once it is over; null: as long as others.</summary>
    [Id(30)] public TimeSpan? Keep { get; init; }

    /// <summary>What it may use; null: as much as there is.</summary>
    [Id(35)] public TaskLimits? Limits { get; init; }

    /// <summary>The key of the shard of a job that it belongs to; null: it was submitted for itself.</summary>
    [Id(45)] public string? JobShard { get; init; }

    /// <summary>What its secrets were sealed for; null: for the task's own id.</summary>
    [Id(46)] public string? SealedFor { get; init; }

    /// <summary>The file of <see cref="TaskKind.File"/>.</summary>
    [Id(40)] public FileDelivery? File { get; init; }

    /// <summary>What <see cref="TaskKind.Collect"/> brings.</summary>
    [Id(41)] public FileCollection? Collect { get; init; }

    /// <summary>What is brought when it has ended.</summary>
    [Id(42)] public FileCollection? Artifacts { get; init; }
}
