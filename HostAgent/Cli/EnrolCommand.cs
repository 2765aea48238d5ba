using System.CommandLine;
using OrleansOps.HostAgent.Agents;
using OrleansOps.HostAgent.Connection;
using OrleansOps.HostAgent.Tasks;
using OrleansOps.Platform;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Cli;

/// <summary>`ops-agent enrol`: gives this installation its identity, once.</summary>
internal static class EnrolCommand
{
    private const int TokenLength = 1_024;

    public static Command Create()
    {
        var common = new CommonArguments();
        var tokenFile = new Option<string?>("--join-token-file") { Description = "A file that holds the join token." };
        var tokenStdin = new Option<bool>("--join-token-stdin") { Description = "Reads the join token from standard input." };
        var name = new Option<string?>("--name") { Description = "Name shown to operators (default: the host's name)." };
        var labels = new Option<string[]>("--label") { Description = "A label as name=value; may be repeated." };
        var again = new Option<bool>("--again") { Description = "Takes a new identity even though there is one." };
        var command = new Command("enrol", "Exchanges a join token for an identity.") { tokenFile, tokenStdin, name, labels, again };
        common.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var options = common.Read(parsed);
            using var data = DataDirectory.Open(options.Data);
            if (data.ReadIdentity() is { AgentId: { } known } && !parsed.GetValue(again))
            {
                Console.WriteLine($"Already enrolled as {known}.");
                return;
            }

            var gateways = options.Gateways(options.Server ?? "");
            SupervisorProgram.Install(data.Programs);   // where it cannot run, a join token is not to be used up
            var token = await ReadToken(parsed.GetValue(tokenFile), parsed.GetValue(tokenStdin), cancel);
            var pending = data.ReadIdentity() is { AgentId: null } asked ? asked : new AgentIdentity(Guid.NewGuid().ToString("N"));
            data.WriteIdentity(pending);
            var shownName = parsed.GetValue(name) ?? Environment.MachineName;
            var request = new EnrolRequest(shownName, Labels(parsed.GetValue(labels) ?? []), pending.RequestId);
            var reply = await Enrolment.Enrol(gateways, token, request, TimeProvider.System, cancel);
            data.WriteIdentity(pending with { AgentId = reply.AgentId, Token = reply.Token, Server = options.Server, CaFile = options.CaFile is { } file ? Path.GetFullPath(file) : null });
            Console.WriteLine($"Enrolled as {Printable.Of(reply.AgentId)}.");
        });
        return command;
    }

    private static async Task<string> ReadToken(string? file, bool stdin, CancellationToken cancel)
    {
        // Never an argument: every user of a host sees the arguments of every process.
        using var input = (file, stdin) switch
        {
            ({ } path, false) when File.Exists(path) => File.OpenText(path),
            ({ } path, false) => throw new AgentStartException($"The join token file '{path}' does not exist."),
            (null, true) => Console.In,
            _ => throw new AgentStartException("Give the join token with --join-token-file FILE or with --join-token-stdin."),
        };
        var text = new char[TokenLength + 1];
        var length = await input.ReadBlockAsync(text, cancel);
        return new string(text, 0, length).Trim() switch
        {
            "" => throw new AgentStartException("The join token is empty."),
            var token when length <= TokenLength && token.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-') => token,
            _ => throw new AgentStartException("That is no join token: one is a single word of letters, digits and '_'. Copy it again, or make a new one with: opsctl join-token create"),
        };
    }

    private static Dictionary<string, string> Labels(string[] labels)
    {
        var result = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var label in labels)
        {
            var equals = label.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                throw new AgentStartException($"'{label}' is no label. Write it as name=value.");
            }

            result[label[..equals]] = label[(equals + 1)..];
        }

        return result;
    }
}
