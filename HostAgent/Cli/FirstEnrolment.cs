using OrleansOps.HostAgent.Agents;
using OrleansOps.HostAgent.Configuration;
using OrleansOps.HostAgent.Connection;
using OrleansOps.HostAgent.Tasks;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Cli;

/// <summary>Gives an installation its identity.</summary>
internal static class FirstEnrolment
{
    /// <summary>Longer than any token, so that what is no token is told from one that is cut off.</summary>
    private const int TokenLength = 4_096;

    /// <summary>Asks the gateways with a join token, and keeps what they answer.</summary>
    /// <exception cref="AgentStartException">They refuse, or none can be reached.</exception>
    public static async Task<AgentIdentity> Enrol(DataDirectory data, AgentOptions options, TextReader? token, CancellationToken cancel)
    {
        var gateways = options.Gateways(options.Server ?? "");
        SupervisorProgram.Install(data.Programs);   // where it cannot run, a join token is not to be used up
        var joinToken = await ReadToken(options, token, cancel);
        var pending = data.ReadIdentity() is { AgentId: null } asked ? asked : new AgentIdentity(Guid.NewGuid().ToString("N"));
        data.WriteIdentity(pending);
        var name = options.Name ?? Environment.MachineName;
        var request = new EnrolRequest(name, new Dictionary<string, string>(options.Labels, StringComparer.Ordinal), pending.RequestId);
        var reply = await Enrolment.Enrol(gateways, joinToken, request, TimeProvider.System, cancel);
        var identity = pending with { AgentId = reply.AgentId, Token = reply.Token, Server = options.Server, CaFile = options.CaFile is { } file ? Path.GetFullPath(file) : null, Name = name };
        data.WriteIdentity(identity);
        return identity;
    }

    private static async Task<string> ReadToken(AgentOptions options, TextReader? given, CancellationToken cancel)
    {
        // Never an argument: every user of a host sees the arguments of every process.
        using var input = (given, options) switch
        {
            ({ } reader, _) => reader,
            (null, { JoinToken: { } token }) => new StringReader(token),
            (null, { JoinTokenFile: { } path }) when File.Exists(path) => File.OpenText(path),
            (null, { JoinTokenFile: { } path }) => throw new AgentStartException($"The join token file '{path}' does not exist."),
            _ => throw new AgentStartException("Give the join token with --join-token-file FILE or with --join-token-stdin."),
        };
        var text = new char[TokenLength];
        var length = await input.ReadBlockAsync(text, cancel);
        return new string(text, 0, length).Trim() switch
        {
            "" => throw new AgentStartException("The join token is empty."),
            var token when AgentSettings.IsToken(token) => token,
            _ => throw new AgentStartException("That is no join token: one is a single word of letters, digits and '_'. Copy it again, or make a new one with: opsctl join-token create"),
        };
    }
}
