using System.CommandLine;
using System.Text;

namespace OrleansOps.Cli;

/// <summary>From the command line of opsctl run to what is sent. Checked here is only what helps; the server is the judge.</summary>
internal static class TaskDraft
{
    private const int ScriptLimit = 128 * 1024;
    private const int StdinLimit = 128 * 1024;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="host">Null in a job, which has many.</param>
    /// <param name="options">Of opsctl run.</param>
    /// <param name="line">The command line.</param>
    /// <param name="cancel">Ends it.</param>
    public static async Task<SubmitTask> Read(string? host, RunOptions options, ParseResult line, CancellationToken cancel)
    {
        var words = options.WordsAfterDashes(line);
        var source = Source(options, line, words);
        var script = await Script(source, cancel);
        var named = line.GetValue(options.Named);
        var kind = named is not null ? ScriptKinds.Named : Kind(line.GetValue(options.Kind), source, script);
        var stdin = line.GetValue(options.Stdin) is { } path ? await InputFile.Read("--stdin", path, StdinLimit, cancel) : null;
        var draft = new SubmitTask(
            host,
            kind,
            AsText(script),
            AsBase64(script),
            named is not null ? [named, .. words] : words.Length > 0 ? words : null,
            KeyValues.OrNull(EnvVariables.Read(line.GetRequiredValue(options.EnvFiles), line.GetRequiredValue(options.Env))),
            line.GetValue(options.WorkingDirectory),
            AsText(stdin),
            AsBase64(stdin),
            (long?)line.GetValue(options.Timeout)?.TotalSeconds,
            (long?)line.GetValue(options.QueueTimeout)?.TotalSeconds,
            KeyValues.OrNull(KeyValues.Parse("--label", line.GetRequiredValue(options.Labels))),
            line.GetValue(options.LogCap),
            line.GetValue(options.OnLost),
            line.GetValue(options.UnixLineEnds) ? true : null,
            line.GetValue(options.Grace),
            line.GetValue(options.Name),
            line.GetValue(options.Tty),
            await SecretVariables.Read(line.GetRequiredValue(options.Secrets), "-" == source.File || "-" == line.GetValue(options.Stdin), cancel),
            (long?)line.GetValue(options.Keep)?.TotalSeconds);
        return options.Setting.Apply(draft, line) with
        {
            Limits = options.Limits.Read(line),
            Retry = options.Retry.Read(line),
            StoredSecrets = StoredSecretVariables.Read(line.GetRequiredValue(options.StoredSecrets)),
            SecretFiles = line.GetRequiredValue(options.SecretFiles) is { Length: > 0 } files ? files : null,
            Lock = line.GetValue(options.Lock),
            Artifacts = line.GetRequiredValue(options.Artifacts) is { Length: > 0 } artifacts ? artifacts : null,
        };
    }

    private static (string? File, string? Text) Source(RunOptions options, ParseResult line, string[] words)
    {
        var (file, text) = (line.GetValue(options.Script), line.GetValue(options.Command));
        return (file, text, words) switch
        {
            _ when line.GetValue(options.Named) is not null => (file ?? text ?? line.GetValue(options.Kind)) is null
                ? (null, null)
                : throw CliException.Usage("--named names all that is run, so --script, -c and --kind have no place beside it.", "Put its arguments after --, if it takes some."),
            (not null, not null, _) => throw CliException.Usage("--script and -c exclude each other.", "Give one of them."),
            (null, null, []) => throw CliException.Usage(
                "There is nothing to run.", "Give --script FILE, -c TEXT, or a command after --: opsctl run --on HOST -- uptime"),
            ("-", _, _) when line.GetValue(options.Stdin) is "-" => throw CliException.Usage(
                "--script - and --stdin - cannot both read standard input.", "Put one of them into a file."),
            _ => (file, text),
        };
    }

    private static async Task<byte[]?> Script((string? File, string? Text) source, CancellationToken cancel) => source switch
    {
        { File: { } file } => await InputFile.Read("--script", file, ScriptLimit, cancel),
        { Text: { } text } when Encoding.UTF8.GetByteCount(text) > ScriptLimit => throw CliException.Usage(
            $"-c is larger than the limit of {ScriptLimit / 1024} KiB.", "Put large data on the host first."),
        { Text: { } text } => Encoding.UTF8.GetBytes(text),
        _ => null,
    };

    private static string Kind(string? chosen, (string? File, string? Text) source, byte[]? script)
    {
        if (script is null)
        {
            return chosen is null
                ? ScriptKinds.Argv
                : throw CliException.Usage("--kind is for scripts.", "For a command line as text use -c; a command after -- is run as it is.");
        }

        return chosen is null ? ScriptKinds.Guess(source.File ?? "", script) : ScriptKinds.Of(chosen);
    }

    /// <summary>Null if the bytes are not text: then they travel as base64, and no byte is lost.</summary>
    private static string? AsText(byte[]? bytes)
    {
        if (bytes is null || bytes.AsSpan().Contains((byte)0))
        {
            return null;
        }

        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static string? AsBase64(byte[]? bytes) => bytes is null || AsText(bytes) is not null ? null : Convert.ToBase64String(bytes);
}
