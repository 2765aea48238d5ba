using System.CommandLine;

namespace OrleansOps.Cli;

/// <summary>The options of opsctl run about a signature of the task.</summary>
internal sealed class SignOptions
{
    private static readonly TimeSpan Usual = TimeSpan.FromHours(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    private readonly Option<string?> _key = Options.Text("--sign-with", "FILE", "Sign it with the private key in this file, for a host that runs signed tasks alone. One host, by its id or by what it calls itself. See: opsctl keys new --help");
    private readonly Option<TimeSpan?> _for = Options.Duration("--sign-for", "How long the host may start it, with --sign-with; 1h by default.", Longest);

    public void AddTo(Command command)
    {
        command.Add(_key);
        command.Add(_for);
    }

    public bool AreGiven(ParseResult line) => line.GetValue(_key) is not null;

    /// <summary>The task with its signature, if one is asked for.</summary>
    public SubmitTask Apply(SubmitTask task, string id, string host, ParseResult line, TimeProvider time)
    {
        if (line.GetValue(_key) is not { } file)
        {
            return line.GetValue(_for) is null ? task : throw CliException.Usage("--sign-for is about the signature of --sign-with.", "Add --sign-with FILE.");
        }

        using var key = SigningKey.Read(file);
        var until = DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().Add(line.GetValue(_for) ?? Usual).ToUnixTimeSeconds());
        return task with { Signature = new SubmitSignature(host, until, Convert.ToBase64String(SigningKey.Sign(key, SignedTask.Text(task, id, host, until)))) };
    }
}
