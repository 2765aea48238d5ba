namespace OrleansOps.Cli;

/// <summary>What is asked to run. The id stands in the address, so sending it twice is the same task.</summary>
/// <param name="Agent">Id or unique name of the host; null in a job, which has many.</param>
/// <param name="Kind">How its script is run, or argv; null: a shell that takes input.</param>
/// <param name="ScriptBase64">Instead of <paramref name="Script"/> where the bytes are not text.</param>
/// <param name="Argv">The command for kind argv, the script's arguments otherwise.</param>
/// <param name="LogCapBytes">How much of its output is kept.</param>
/// <param name="UnixLineEnds">Whether CR LF becomes LF in the script.</param>
/// <param name="Grace">How long it is given to end when it is told to.</param>
/// <param name="Name">What it is called in lists.</param>
/// <param name="Tty">The terminal that it finds; none if it is left out.</param>
/// <param name="Secrets">Variables whose values the server tells to nobody but the host; read back, they are null.</param>
/// <param name="KeepSeconds">How long it is kept once it is over.</param>
/// <param name="RunAs">Whose it is; the agent's own user's if it is left out.</param>
/// <param name="Umask">Octal digits.</param>
/// <param name="CreateDirectory">Whether its directory is made.</param>
/// <param name="Locale">Its language and encoding.</param>
/// <param name="TimeZone">Its time zone.</param>
/// <param name="Nice">How far it stands back.</param>
/// <param name="IoNice">How its disk input and output is served.</param>
/// <param name="Limits">What it may use.</param>
/// <param name="File">What kind file puts on its host.</param>
/// <param name="Collect">What kind collect brings.</param>
/// <param name="Artifacts">Files that it leaves, which are brought when it has ended.</param>
/// <param name="StoredSecrets">Variables that get the values of stored secrets: variable and name of the secret.</param>
/// <param name="SecretFiles">Variables of its secrets that come as files.</param>
/// <param name="Lock">The lock that it must have while it runs.</param>
/// <param name="Retry">How often it is started again when it fails.</param>
/// <param name="Signature">Whose word it has.</param>
/// <param name="Input">That somebody types into it.</param>
/// <param name="OnLost">fail or retry; fail if it is left out.</param>
internal sealed record SubmitTask(
    string? Agent,
    string? Kind,
    string? Script = null,
    string? ScriptBase64 = null,
    IReadOnlyList<string>? Argv = null,
    IReadOnlyDictionary<string, string>? Env = null,
    string? WorkingDirectory = null,
    string? Stdin = null,
    string? StdinBase64 = null,
    long? TimeoutSeconds = null,
    long? QueueSeconds = null,
    IReadOnlyDictionary<string, string>? Labels = null,
    long? LogCapBytes = null,
    string? OnLost = null,
    bool? UnixLineEnds = null,
    TaskGrace? Grace = null,
    string? Name = null,
    TaskTerminal? Tty = null,
    IReadOnlyDictionary<string, string?>? Secrets = null,
    long? KeepSeconds = null,
    RunAs? RunAs = null,
    string? Umask = null,
    bool? CreateDirectory = null,
    string? Locale = null,
    string? TimeZone = null,
    int? Nice = null,
    string? IoNice = null,
    TaskLimits? Limits = null,
    SubmitFile? File = null,
    SubmitCollect? Collect = null,
    IReadOnlyList<string>? Artifacts = null,
    IReadOnlyDictionary<string, string>? StoredSecrets = null,
    string? Lock = null,
    TaskRetry? Retry = null,
    IReadOnlyList<string>? SecretFiles = null,
    SubmitSignature? Signature = null,
    InputIdle? Input = null);
