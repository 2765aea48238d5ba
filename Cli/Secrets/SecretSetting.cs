using System.CommandLine;
using System.Text;
using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>opsctl secrets set. The value never stands on the command line, which every user of the machine can list.</summary>
internal static class SecretSetting
{
    private const int Limit = 32 * 1024;

    private const string More = """
        The value comes from standard input or a file (without the line's end that editors add), or is asked for on the terminal without being shown. It is sealed before it is stored.
        With --on alone only the hosts are changed.

        Examples:
          opsctl secrets set db-password --on role=web --file password.txt
          opsctl secrets set deploy-key --on all --file id_ed25519
          opsctl secrets set db-password --on 'role=web and zone!=us-1' --keep-value
        """;

    private static readonly TimeSpan RetryFor = TimeSpan.FromSeconds(30);

    public static Command Create(CommonOptions common)
    {
        var name = SecretsCommand.Name();
        var on = Options.Text("--on", "EXPRESSION", "Which hosts' tasks may use it, such as role=web, or all; a new secret needs it. As before by default.");
        var file = Options.Text("--file", "FILE", "File with the value; - is standard input, which is read by default.");
        var keep = Options.Flag("--keep-value", "Change the hosts alone.");
        var command = new DocumentedCommand("set", "Store a secret, or change it.", More) { name, on, file, keep, common.Output };
        command.Does(common, async (line, session, cancel) =>
        {
            var (secret, hosts) = (line.GetRequiredValue(name), line.GetValue(on));
            if (line.GetValue(keep) && (hosts is null || line.GetValue(file) is not null))
            {
                throw CliException.Usage("--keep-value changes the hosts alone.", "Give --on EXPRESSION with it, and no --file.");
            }

            var value = line.GetValue(keep) ? null : await Value(secret, line.GetValue(file), cancel);
            var stored = await new RetryPolicy(session.Time, RetryFor).Try(() => session.Server.PutSecret(secret, new PutSecret(value, hosts), cancel), Retry.Always, cancel);
            if (session.Json)
            {
                session.WriteJson(stored.Json);
            }
            else
            {
                session.Notes.Info($"Secret {Printable.Of(stored.Value.Name)} is stored, version {Show.Number(stored.Value.Version)}, for hosts where {Printable.Of(stored.Value.On)}.");
            }

            return ExitCodes.Success;
        });
        return command;
    }

    private static async Task<string> Value(string name, string? file, CancellationToken cancel)
    {
        if (file is null && !Console.IsInputRedirected)
        {
            await using var terminal = ControllingTerminal.TryOpen()
                ?? throw CliException.Usage($"There is no terminal to ask for the value of {Printable.Of(name)} on.", "Give --file FILE, or pipe the value in.");
            return await terminal.AskHidden($"{Printable.Of(name)} (it is not shown): ", cancel);
        }

        var bytes = await InputFile.Read("--file", file ?? "-", Limit, cancel);
        try
        {
            var text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes);
            return text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2] : text.EndsWith('\n') ? text[..^1] : text;
        }
        catch (DecoderFallbackException broken)
        {
            throw CliException.Usage("The value is not UTF-8 text, which a variable must be.", "Store it as base64, and let the script decode it.", broken);
        }
    }
}
