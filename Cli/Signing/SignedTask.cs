using OrleansOps.Protocol;

namespace OrleansOps.Cli;

/// <summary>From what is sent to what is signed: the task as its host is going to get it.</summary>
internal static class SignedTask
{
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    public static byte[] Text(SubmitTask task, string id, string host, DateTimeOffset until)
    {
        if (task.UnixLineEnds == true)
        {
            throw CliException.Usage("--unix-line-ends changes the script on its way, and a signature is for the script as it is.", "Take the CR out of the file first, and sign that.");
        }

        return SignedText.Of(Order(task, id), host, until);
    }

    private static RunTask Order(SubmitTask task, string id) => new(
        id,
        Attempt: 1,
        AgentId: "",
        Enum.Parse<TaskKind>(task.Kind!, ignoreCase: true),   // a shell alone has none, and nobody signs that
        WithoutMark(Bytes(task.Script, task.ScriptBase64)),
        task.Argv ?? [],
        task.Env ?? new Dictionary<string, string>(),
        task.WorkingDirectory,
        Bytes(task.Stdin, task.StdinBase64),
        TimeoutMs: 0,
        CancelGrace.Default,
        Tty: task.Tty is { } tty ? new Protocol.TerminalSize(tty.Columns, tty.Rows) : null,
        RunAs: task.RunAs is { } runAs ? new Protocol.RunAs(runAs.User, runAs.Group, runAs.Groups, runAs.Login == true) : null,
        Setting: new TaskSetting(Umask(task.Umask), task.CreateDirectory == true, task.Locale, task.TimeZone),
        Secrets: (task.Secrets?.Keys ?? []).Concat(task.StoredSecrets?.Keys ?? []).ToDictionary(name => name, _ => "", StringComparer.Ordinal),
        Artifacts: task.Artifacts is { } paths ? new FileCollection(paths) : null,
        SecretFiles: task.SecretFiles);

    private static byte[]? Bytes(string? text, string? base64) => text is not null ? System.Text.Encoding.UTF8.GetBytes(text) : base64 is null ? null : Convert.FromBase64String(base64);

    /// <summary>The server takes it away.</summary>
    private static byte[]? WithoutMark(byte[]? script) => script is not null && script.AsSpan().StartsWith(ByteOrderMark) ? script[ByteOrderMark.Length..] : script;

    /// <summary>What is none the server refuses.</summary>
    private static int? Umask(string? octal) => octal is { Length: 3 or 4 } && octal.All(digit => digit is >= '0' and <= '7') ? Convert.ToInt32(octal, 8) : null;
}
