using System.CommandLine;

namespace OrleansOps.Cli;

/// <summary>opsctl join-token create</summary>
internal static class JoinTokenCommand
{
    private const string More = """
        Prints one line for the shell of the host that shall join: as root, it downloads the agent from the gateway, checks it, enrols it and makes it
        a service. Where the gateway has no agents (Gateway:AgentPackages), the line wants ops-agent on the host. The token is shown this once.
        The host gets a token of its own from it; --label marks every host that joins with it. Labels that a host gives itself
        (ops-agent enrol --label) are shown, and nothing is chosen by them, unless the token trusts them.
        --for enrols a host again that was installed anew: under its name, with its labels and what waits for it.

        Examples:
          opsctl join-token create
          opsctl join-token create --uses 20 --expires 1d --label site=berlin
          opsctl join-token create | ssh root@web-1 sh
          opsctl join-token create --for web-1 | ssh root@web-1 sh
        """;

    public static Command Create(CommonOptions common)
    {
        var expires = Options.Duration("--expires", "How long it can be used; 1h by default.");
        var uses = Options.Number("--uses", "N", "How many hosts may join with it; 1 by default.", least: 1);
        var labels = Options.Many("--label", "NAME=VALUE", "Label of the hosts that join with it; may be repeated.");
        var trust = new Option<bool>("--trust-host-labels") { Description = "Labels that hosts give themselves count as those of --label." };
        var again = new Option<string?>("--for") { HelpName = "HOST", Description = "The host that joins again with it, and no other." };
        again.CompletionSources.Add(Known.Hosts);
        var create = new DocumentedCommand("create", "Make a token with which hosts join.", More) { expires, uses, labels, trust, again };
        create.Does(common, (line, session, cancel) => Create(
            session,
            new CreateJoinToken(
                (long?)line.GetValue(expires)?.TotalSeconds,
                (int?)line.GetValue(uses),
                KeyValues.OrNull(KeyValues.Parse("--label", line.GetRequiredValue(labels))),
                line.GetValue(trust) ? true : null,
                line.GetValue(again)),
            cancel));
        return new Command("join-token", "Let hosts join.") { create };
    }

    private static async Task<int> Create(Session session, CreateJoinToken wanted, CancellationToken cancel)
    {
        var token = await session.Server.CreateJoinToken(wanted, cancel);
        if (session.Json)
        {
            session.WriteJson(token.Json);
            return ExitCodes.Success;
        }

        var (times, until) = (token.Value.Uses == 1 ? "one host" : $"{token.Value.Uses} hosts", Show.Time(token.Value.ExpiresAt));
        var who = token.Value.Programs is { Count: > 0 } ? "as root: it installs the agent" : "as the user that its tasks shall run as";
        session.Notes.Info($"Run this on the host, {who}. It is good for {times}{(until is null ? "" : $" until {until}")}.");
        if (session.Server.Address.IsLoopback)
        {
            session.Notes.Info("The address in it is this machine's own. For another host, write one that it can reach.");
        }

        session.WriteLine(EnrolLine.Of(ServerAddress.Show(session.Server.Address), token.Value));
        return ExitCodes.Success;
    }
}
