using System.CommandLine;
using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>opsctl keys, with new</summary>
internal static class KeysCommand
{
    private const string More = """
        A host whose settings say 'only: [signed]' runs what is signed with a key that it knows, and nothing else, whoever asks.
        The private key stays with its user. The public one goes to the hosts, as a file that root alone may write, named in their setting 'signers'.

        Examples:
          opsctl keys new ci.pem
          opsctl run --on web-1 --sign-with ci.pem --script deploy.sh
        """;

    public static Command Create(CommonOptions common) => new DocumentedCommand("keys", "Keys that tasks are signed with.", More) { CreateNew(common) };

    private static DocumentedCommand CreateNew(CommonOptions common)
    {
        var file = new Argument<string>("FILE") { Description = "Where the private key goes; the public one is put beside it, with .pub behind its name." };
        var command = new DocumentedCommand("new", "Make a pair of keys (ECDSA over P-256, PEM).", More) { file };
        command.Does(common, (line, session, _) =>
        {
            var beside = SigningKey.New(line.GetRequiredValue(file));
            session.WriteLine(Printable.Of(beside));
            session.Notes.Info($"Keep {Printable.Of(line.GetRequiredValue(file))} to yourself; {Printable.Of(beside)} is for the hosts (setting 'signers').");
            return Task.FromResult(ExitCodes.Success);
        });
        return command;
    }
}
